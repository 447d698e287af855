package io.brattice.shell;

import io.brattice.action.ToolCall;
import io.brattice.files.undo.Emerged;
import io.brattice.shell.children.Children;
import io.brattice.shell.containment.Cell;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Entrance;
import io.brattice.shell.containment.Limits;
import io.brattice.shell.containment.Loopback;
import io.brattice.shell.network.Forwarder;
import io.brattice.shell.network.Traffic;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs lines in a cell, as they stand: there it does not matter what they mean.
 *
 * @param hidden what must not be seen there
 * @param children what sessions keep running: a line shares the network of those of its own session
 * @param out how lines get a network
 */
record Containing(Containment containment, Path workspace, Path home, Set<Path> hidden, Children children, WayOut out) {

    /**
     * How a line ended.
     *
     * @param traffic what it had of each host
     */
    record Ran(ShellResult result, List<Traffic> traffic) {}

    private static final int LONGEST_ARGUMENT = 100_000;
    private static final int MOST_ATTEMPTS = 3;

    /** Refuses to promise what this host does not hold. */
    void prove() throws IOException {
        if (!containment.holds()) {
            throw new IOException(
                    "this host contains nothing: " + containment.lacking().orElse("it was switched off"));
        }
    }

    boolean holds() {
        return containment.holds();
    }

    /** How a line that asks nobody but this machine itself gets to what its session keeps running; empty where that is not so. */
    List<String> joining(ToolCall call, Plan plan) {
        return plan.asksOnlyItself()
                ? children.network(call.caller()).map(Loopback::joining).orElse(List.of())
                : List.of();
    }

    /** The way of a line into a cell in which it stays and can change nothing. */
    Entrance lasting(ToolCall call, Plan plan, Environment environment, Scratch scratch, Loopback network)
            throws IOException {
        Cell cell = new Cell(
                workspace,
                false,
                Set.of(),
                hidden,
                home,
                scratch.folder(),
                Optional.empty(),
                Limits.usual().cpuTime(children.longest()));
        String text = call.arguments().string("command").orElse("");
        String whole = plan.leavesRunning() ? text + "\nwait" : text; // else all of it would end with the line
        return containment.lasting(
                network, cell, bash(whole, scratch.folder().resolve(".line-" + call.id()), environment), plan.cwd());
    }

    /** A forwarder is there, and so a network can be given: else nothing is promised. */
    void prove(Outlet outlet) throws IOException {
        prove();
        if (!outlet.isNone()) {
            out.forwarder(outlet).close();
        }
    }

    /** @param closed what the line must not write, wherever it may write else */
    Ran run(
            ToolCall call,
            Plan plan,
            Set<Path> closed,
            Emerged emerged,
            Execution execution,
            Environment environment,
            OutputListener listener)
            throws IOException, InterruptedException {
        prove();
        Sharing sharing = plan.decided().sharing().orElseThrow();
        if (sharing.outlet().isNone()) {
            return run(call, plan, closed, emerged, execution, environment, listener, Optional.empty());
        }
        try (Forwarder forwarder = out.forwarder(sharing.outlet())) {
            return run(call, plan, closed, emerged, execution, environment, listener, Optional.of(forwarder));
        }
    }

    /** A line with a network has a loopback of its own: whoever shares it could use the way out too. */
    private Ran run(
            ToolCall call,
            Plan plan,
            Set<Path> closed,
            Emerged emerged,
            Execution execution,
            Environment environment,
            OutputListener listener,
            Optional<Forwarder> forwarder)
            throws IOException, InterruptedException {
        Sharing sharing = plan.decided().sharing().orElseThrow();
        try (Scratch scratch = Scratch.of(sharing)) {
            Path script = scratch.folder().resolve(".line-" + call.id());
            String text = call.arguments().string("command").orElse("");
            List<String> bash = bash(text, script, environment);
            List<String> argv = forwarder.map(way -> way.around(bash)).orElse(bash);
            Map<String, String> variables =
                    forwarder.map(way -> way.variables(environment.variables())).orElse(Map.of());
            Cell cell = cell(sharing, scratch, forwarder.map(Forwarder::socket)).closing(closed);
            Optional<Loopback> network = forwarder.isPresent() ? Optional.empty() : children.network(call.caller());
            ShellResult result;
            try {
                result = run(
                        () -> network.isPresent()
                                ? containment.joining(network.get(), cell, argv, plan.cwd())
                                : containment.entrance(cell, argv, plan.cwd()),
                        variables,
                        execution,
                        plan.cwd(),
                        listener);
            } finally {
                Files.deleteIfExists(script);
                scratch.empty(emerged); // also after it was interrupted: what it made is there
            }
            return new Ran(
                    new Hints(plan, scratch.stayed(), forwarder.map(Forwarder::refused)).of(result),
                    forwarder.map(Forwarder::traffic).orElse(List.of()));
        }
    }

    /** A way into a cell, by what is there now. */
    interface Way {
        Entrance find() throws IOException;
    }

    /** What is to be hidden may vanish between the look and the mount, such as a socket of somebody else: then the next look finds a way. */
    static ShellResult run(
            Way way, Map<String, String> variables, Execution execution, Path cwd, OutputListener listener)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Entrance entrance = way.find();
            Stage stage = new Stage(entrance.command(), variables, Sink.KEPT);
            ShellResult result = execution.run(Launch.pipeline(List.of(stage), cwd), listener);
            if (!entrance.wasRefused()) {
                return result;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new IOException("nothing was run: " + result.stderr().strip());
            }
        }
    }

    private Cell cell(Sharing sharing, Scratch scratch, Optional<Path> socket) {
        return new Cell(
                workspace, true, Set.copyOf(sharing.folders()), hidden, home, scratch.folder(), socket, Limits.usual());
    }

    private static List<String> bash(String text, Path script, Environment environment) throws IOException {
        String bash = environment
                .binaries()
                .resolve("bash")
                .map(Path::toString)
                .orElseThrow(() -> new IOException("there is no bash in the system's folders"));
        List<String> argv = new ArrayList<>(List.of(bash, "--noprofile", "--norc", "-p"));
        if (text.length() < LONGEST_ARGUMENT) {
            argv.addAll(List.of("-c", text));
        } else {
            Files.writeString(script, text);
            argv.add(Sharing.TEMPORARY.resolve(script.getFileName()).toString());
        }
        return argv;
    }
}
