package io.brattice.shell.remote;

import io.brattice.action.ToolCall;
import io.brattice.files.store.Step;
import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The programs that change something on other machines, for a host that runs what it judges: what they change is kept first where it can be. */
public final class RemotePrograms {

    private static final List<String> WEB = List.of("curl", "wget", "http", "https", "xh", "xhs");
    private static final List<String> STATES = List.of("terraform", "tofu");

    private final Programs known;
    private final Execution execution;
    private final Binaries binaries;
    private final Path workspace;
    private final Map<String, Keeper> keepers;
    private final Unkept unkept = new Unkept();

    /**
     * Programs that judge as these do.
     *
     * @param execution how they are asked; its environment is the one commands will see
     * @param workspace after links
     * @param given programs of somebody else's: those of them that can keep something do
     */
    public RemotePrograms(
            Programs known, Execution execution, Binaries binaries, Path workspace, Map<String, Program> given) {
        this.keepers = keepers(given);
        this.workspace = workspace;
        this.known = known;
        this.execution = execution;
        this.binaries = binaries;
    }

    private static Map<String, Keeper> keepers(Map<String, Program> given) {
        Map<String, Keeper> keepers = new TreeMap<>();
        given.forEach((name, program) -> {
            if (program instanceof Keeper keeper) {
                keepers.put(name, keeper);
            }
        });
        return keepers;
    }

    /** The step of a note of a program of somebody else's. */
    public static Optional<Step> step(Map<?, ?> note, Execution execution, List<Program> given) {
        return given.stream()
                .filter(Keeper.class::isInstance)
                .flatMap(keeper -> ((Keeper) keeper).step(note, execution).stream())
                .findFirst();
    }

    /**
     * By name, for one call.
     *
     * @param shelf where it keeps things: each answer is another name that nothing has yet
     * @param plan the plan that was shown for it, where it is going to be applied
     */
    public Map<String, Program> forCall(ToolCall call, Supplier<Path> shelf, Optional<Path> plan) {
        return at(new Desk(execution, binaries, workspace, shelf, plan, unkept.of(call.id())));
    }

    /** For a report: nothing is kept, and what is said to be is for a call that a host with a store would run. */
    public Map<String, Program> asThoughSecuring(Path shelf) {
        return at(new Desk(
                execution, binaries, workspace, () -> shelf.resolve("remote"), Optional.empty(), Optional.empty()));
    }

    private Map<String, Program> at(Desk desk) {
        Map<String, Program> programs = new TreeMap<>();
        WEB.forEach(name -> programs.put(name, keeping(name, program -> new WebProgram(program, desk))));
        STATES.forEach(name -> programs.put(name, keeping(name, program -> new TerraformProgram(program, desk))));
        keepers.forEach((name, keeper) ->
                programs.put(name, keeper.keeping(desk.shelf(), desk.execution(), desk.binaries(), desk.unkept())));
        return programs;
    }

    /** The row of a program is read when the program is first come by. */
    private Program keeping(String name, UnaryOperator<Program> with) {
        return (invocation, acts) -> {
            Optional<Program> row = known.named(name);
            if (row.isPresent()) {
                with.apply(row.get()).read(invocation, acts);
            } else {
                known.read(invocation, acts);
            }
        };
    }

    /** Notes that a call could not be kept, if something of another machine was to be: it is judged anew, and promised no more. */
    public void unkept(ToolCall call, List<Prepared> parts, IOException why) {
        boolean ours = parts.stream().flatMap(part -> part.steps().stream()).anyMatch(RemoteSteps::isOne);
        if (ours) {
            boolean there = why instanceof UnkeptException;
            unkept.note(call.id(), there ? String.valueOf(why.getMessage()) : "the store: " + why.getMessage());
        }
    }

    /** Why a call of which nothing was kept must not run as it was judged; empty for one that was judged anew since. */
    public Optional<String> hindrance(ToolCall call) {
        return unkept.hear(call.id());
    }
}
