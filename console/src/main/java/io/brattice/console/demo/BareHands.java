package io.brattice.console.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An agent's hands with nothing in front of them: every call is carried out at once. */
final class BareHands implements Hands {

    /** Something that may fail. */
    private interface Effect {
        String run() throws IOException;
    }

    private final World world;
    private final List<Move> moves = new ArrayList<>();

    BareHands(World world) {
        this.world = world;
    }

    @Override
    public Reply bash(String command) throws IOException {
        World.Exit exit = world.bash(command);
        boolean done = exit.status() == 0;
        moves.add(Move.bare("bash", "$ " + command, done, exit.output()));
        return new Reply(done, exit.output());
    }

    @Override
    public Reply write(String path, String content) throws IOException {
        return call("write_file", "write_file " + path, () -> {
            world.write(path, content);
            return "written";
        });
    }

    @Override
    public Reply fetch(String path) throws IOException {
        return bash("cat " + path);
    }

    @Override
    public Reply environment(String operation, String name) {
        EnvironmentTool tool = new EnvironmentTool(world.environment());
        return call("environment", "environment " + operation + " " + name, () -> tool.run(operation, name));
    }

    @Override
    public Reply pay(String order, BigDecimal amount) {
        return call(
                "payments",
                "payments.pay " + order + " " + amount,
                () -> world.bank().pay(order, amount));
    }

    @Override
    public List<Move> moves() {
        return List.copyOf(moves);
    }

    private Reply call(String tool, String what, Effect effect) {
        try {
            String text = effect.run();
            moves.add(Move.bare(tool, what, true, text));
            return new Reply(true, text);
        } catch (IOException e) {
            moves.add(Move.bare(tool, what, false, String.valueOf(e.getMessage())));
            return new Reply(false, String.valueOf(e.getMessage()));
        }
    }
}
