package io.brattice.console.assess;

import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.files.FileTools;
import io.brattice.policy.Evidence;
import io.brattice.shell.network.Registries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a policy would be asked about calls that nobody has classified yet: each by itself, none of them is run. */
public final class RawCalls {

    private final Run run;

    /**
     * @param workspace where the agent works; empty means here
     * @param worst true to suppose that what is not here exists and is the only copy: the same answer on every machine
     * @param contains true when commands can be run contained
     */
    public RawCalls(Optional<Path> workspace, boolean worst, boolean contains) {
        this.run = new Run(
                workspace,
                Path.of(System.getProperty("user.home")),
                worst,
                contains,
                contains ? Registries.usual() : Registries.none(),
                Optional.empty());
    }

    /** True for the tools that this library classifies itself. */
    public static boolean knows(String tool) {
        return tool.equals("bash") || tool.equals("aws") || FileTools.knows(tool);
    }

    /** The evidence of a call. Of a tool that nobody here classifies it is unknown. */
    public Evidence evidence(ToolCall call, Instant at) {
        return run.evidence(call, Optional.empty(), at);
    }

    /**
     * The evidence of a call as {@code brattice assess} takes it.
     *
     * @throws IllegalArgumentException with one line that says what is wrong and what to write instead
     */
    public Evidence evidence(String json, Caller caller, Instant at) {
        Line line = Line.parse(json);
        ToolCall call = new ToolCall(
                line.id(),
                line.tool(),
                line.arguments(),
                line.session().isEmpty() ? caller : caller.session(line.session()),
                "");
        Optional<Path> cwd = line.cwd().map(Path::of).filter(Path::isAbsolute);
        return run.evidence(call, cwd, at);
    }
}
