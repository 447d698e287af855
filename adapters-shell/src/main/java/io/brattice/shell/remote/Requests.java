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
import java.util.List;

/**
 * How a program is run for a request of our own: bounded in time and size.
 *
 * @param execution its environment is that of commands
 */
record Requests(Reach reach, Execution execution) {

    static final int MOST_BYTES = 16 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final List<Path> HEADS = List.of(Path.of("/usr/bin/head"), Path.of("/bin/head"));

    /** No longer than the command itself may take. */
    Duration longest() {
        return LONGEST.compareTo(execution.time()) < 0 ? LONGEST : execution.time();
    }

    /** Makes the folder of an answer, with empty files for its head and its body. */
    static Path places(Path into) throws IOException {
        Shelved.folder(into);
        Shelved.file(into.resolve("head"));
        return Shelved.file(into.resolve("body"));
    }

    /**
     * Runs the program with these words behind those that go with every request. One byte more than may be kept is enough to see that it is too
     * much, whatever length was announced.
     *
     * @param body what it writes goes there
     */
    ShellResult run(List<String> more, Path body) throws IOException {
        Path head = HEADS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no `head` in the system's folders"));
        List<String> words = new ArrayList<>(List.of(reach.program().toString()));
        words.addAll(reach.options());
        words.addAll(more);
        List<Stage> stages = List.of(
                new Stage(words, reach.variables(), Sink.KEPT),
                Stage.of(List.of(head.toString(), "-c", String.valueOf(MOST_BYTES + 1))));
        Execution bounded = new Execution(execution.environment(), longest().plusSeconds(2), 1 << 16);
        ShellResult result;
        try {
            result = bounded.run(Launch.pipeline(stages, reach.cwd()).writing(Sink.file(body)), OutputListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it was asked");
        }
        if (result.timedOut()) {
            throw late();
        }
        return result;
    }

    IOException late() {
        return new IOException("it did not answer within " + longest().toSeconds() + " seconds");
    }

    static IOException large() {
        return new IOException("what is there is larger than " + (MOST_BYTES >> 20) + " MB");
    }
}
