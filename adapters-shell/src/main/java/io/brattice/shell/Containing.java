package io.brattice.shell;

import io.brattice.action.ToolCall;
import io.brattice.files.undo.Emerged;
import io.brattice.shell.containment.Cell;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Entrance;
import io.brattice.shell.containment.Limits;
import io.brattice.shell.process.Environment;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs lines in a cell, as they stand: there it does not matter what they mean.
 *
 * @param hidden what must not be seen there
 */
record Containing(Containment containment, Path workspace, Path home, Set<Path> hidden) {

    private static final int LONGEST_ARGUMENT = 100_000;

    /** Refuses to promise what this host does not hold. */
    void prove() throws IOException {
        if (!containment.holds()) {
            throw new IOException(
                    "this host contains nothing: " + containment.lacking().orElse("it was switched off"));
        }
    }

    ShellResult run(
            ToolCall call,
            Plan plan,
            Emerged emerged,
            Execution execution,
            Environment environment,
            OutputListener listener)
            throws IOException, InterruptedException {
        prove();
        Sharing sharing = plan.decided().sharing().orElseThrow();
        try (Scratch scratch = Scratch.of(sharing)) {
            Path script = scratch.folder().resolve(".line-" + call.id());
            Entrance entrance =
                    containment.entrance(cell(sharing, scratch), bash(call, script, environment), plan.cwd());
            ShellResult result;
            try {
                result = execution.run(Launch.of(entrance.command(), plan.cwd()), listener);
            } finally {
                Files.deleteIfExists(script);
                scratch.empty(emerged); // also after it was interrupted: what it made is there
            }
            if (entrance.wasRefused()) {
                throw new IOException("nothing was run: " + result.stderr().strip());
            }
            return Hints.of(result, scratch.stayed());
        }
    }

    private Cell cell(Sharing sharing, Scratch scratch) {
        return new Cell(
                workspace,
                true,
                Set.copyOf(sharing.folders()),
                hidden,
                home,
                scratch.folder(),
                Optional.empty(),
                Limits.usual());
    }

    private static List<String> bash(ToolCall call, Path script, Environment environment) throws IOException {
        String bash = environment
                .binaries()
                .resolve("bash")
                .map(Path::toString)
                .orElseThrow(() -> new IOException("there is no bash in the system's folders"));
        List<String> argv = new ArrayList<>(List.of(bash, "--noprofile", "--norc", "-p"));
        String text = call.arguments().string("command").orElse("");
        if (text.length() < LONGEST_ARGUMENT) {
            argv.addAll(List.of("-c", text));
        } else {
            Files.writeString(script, text);
            argv.add(Sharing.TEMPORARY.resolve(script.getFileName()).toString());
        }
        return argv;
    }
}
