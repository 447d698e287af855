package io.brattice.shell.remote;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions to the terraform or tofu of a command, in its folder and with its variables.
 *
 * @param reach its options are those that stand before a subcommand
 */
record Terraform(Reach reach, Execution execution) {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long MOST_BYTES = 64L << 20;

    private static final Map<String, String> PLAINLY =
            Map.of("TF_IN_AUTOMATION", "1", "TF_INPUT", "0", "CHECKPOINT_DISABLE", "1", "NO_COLOR", "1");

    /** Writes what is there now into a file; an empty one where there is no state. */
    StateText pull(Path into) throws IOException {
        ask(into, "state", "pull");
        return StateText.read(into);
    }

    /** Puts a state there, if it goes on where the one that is there ends. */
    void push(Path state, Path said) throws IOException {
        ask(said, "state", "push", "-lock-timeout=10s", state.toString());
    }

    void show(Path plan, Path into) throws IOException {
        ask(into, "show", "-json", "-no-color", plan.toString());
    }

    private void ask(Path into, String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(reach.program().toString()));
        argv.addAll(reach.options());
        argv.addAll(List.of(words));
        Map<String, String> variables = new HashMap<>(reach.variables());
        variables.putAll(PLAINLY);
        Duration time = LONGEST.compareTo(execution.time()) < 0 ? LONGEST : execution.time();
        Launch launch = new Launch(
                List.of(new Stage(argv, variables, Sink.KEPT)),
                reach.cwd(),
                io.brattice.shell.process.Stdin.CLOSED,
                Sink.file(Shelved.file(into)));
        ShellResult result;
        try {
            result = new Execution(execution.environment(), time, 1 << 16).run(launch, OutputListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it was asked");
        }
        if (result.timedOut()) {
            throw new IOException(
                    "`" + words[0] + " " + words[1] + "` did not end within " + time.toSeconds() + " seconds");
        }
        if (result.exit() != 0) {
            throw new IOException("`" + words[0] + " " + words[1] + "` fails: " + problem(result.stderr()));
        }
        if (Files.size(into) > MOST_BYTES) {
            throw new IOException("what it answers is larger than " + (MOST_BYTES >> 20) + " MB");
        }
    }

    private static String problem(String errors) {
        return errors.lines()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")
                        .replaceAll("[│╷╵]", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it gives no reason");
    }
}
