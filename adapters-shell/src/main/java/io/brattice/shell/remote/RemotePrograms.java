package io.brattice.shell.remote;

import io.brattice.action.ToolCall;
import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Execution;
import io.brattice.shell.program.Program;
import io.brattice.shell.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The programs that change something on other machines, for a host that runs what it judges: what they change is kept first where it can be. */
public final class RemotePrograms {

    private static final List<String> WEB = List.of("curl");

    private final Programs known;
    private final Execution execution;
    private final Binaries binaries;
    private final Unkept unkept = new Unkept();

    /**
     * Programs that judge as these do.
     *
     * @param execution how they are asked; its environment is the one commands will see
     */
    public RemotePrograms(Programs known, Execution execution, Binaries binaries) {
        this.known = known;
        this.execution = execution;
        this.binaries = binaries;
    }

    /**
     * By name, for one call.
     *
     * @param shelf where it keeps things: each answer is another name that nothing has yet
     */
    public Map<String, Program> forCall(ToolCall call, Supplier<Path> shelf) {
        Desk desk = new Desk(execution, binaries, shelf, unkept.of(call.id()));
        Map<String, Program> programs = new TreeMap<>();
        for (String name : WEB) {
            programs.put(name, (invocation, acts) -> known.named(name)
                    .ifPresentOrElse(
                            program -> new WebProgram(program, desk).read(invocation, acts),
                            () -> known.read(invocation, acts)));
        }
        return programs;
    }

    /** Notes that something of a call could not be kept: it is judged anew, and promised no more. */
    public void unkept(ToolCall call, IOException why) {
        unkept.note(call.id(), why instanceof UnkeptException ? String.valueOf(why.getMessage()) : "the store: " + why.getMessage());
    }
}
