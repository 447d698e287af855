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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of our own by the {@code curl} of the command: bounded in time and size, and never to where a redirect leads.
 *
 * @param execution its environment is that of commands
 */
record Curl(Reach reach, Execution execution) {

    static final int MOST_BYTES = 16 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Pattern SAID = Pattern.compile("brattice-answer (\\d+) (\\d+)");
    private static final List<Path> HEADS = List.of(Path.of("/usr/bin/head"), Path.of("/bin/head"));

    private static final List<String> PLAINLY = List.of(
            "-sS",
            "--no-location",
            "--no-include",
            "--no-fail",
            "--suppress-connect-headers",
            "--connect-timeout",
            "10",
            "--max-filesize",
            String.valueOf(MOST_BYTES),
            "--write-out",
            "%{stderr}\nbrattice-answer %{http_code} %{exitcode}\n");

    /** No longer than the command itself may take. */
    private Duration longest() {
        return LONGEST.compareTo(execution.time()) < 0 ? LONGEST : execution.time();
    }

    /** What is there now. */
    Answer ask(Path into) throws IOException {
        return request(List.of("-H", "Cache-Control: no-cache"), into);
    }

    /** Puts the bytes of a file there. */
    Answer put(Path body, List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("-X", "PUT", "--data-binary", "@" + body, "-H", "Expect:"));
        if (headers.stream().noneMatch(header -> header.startsWith("content-type:"))) {
            words.addAll(List.of("-H", "Content-Type:"));
        }
        headers.forEach(header -> words.addAll(List.of("-H", header)));
        return request(words, into);
    }

    Answer delete(List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("-X", "DELETE"));
        headers.forEach(header -> words.addAll(List.of("-H", header)));
        return request(words, into);
    }

    private Answer request(List<String> more, Path into) throws IOException {
        Shelved.folder(into);
        Path body = Shelved.file(into.resolve("body"));
        Path head = Shelved.file(into.resolve("head"));
        List<String> words = new ArrayList<>(List.of(reach.program().toString()));
        words.addAll(reach.options());
        words.addAll(PLAINLY);
        words.addAll(List.of("--max-time", longest().toMillis() / 1000.0 + ""));
        words.addAll(more);
        words.addAll(List.of("--dump-header", head.toString(), "--url", reach.url()));
        ShellResult result = run(words, body);
        Matcher said = SAID.matcher(result.stderr());
        if (result.timedOut() || said.reset().find() && said.group(2).equals("28")) {
            throw new IOException("it did not answer within " + longest().toSeconds() + " seconds");
        }
        if (!said.reset().find()) {
            throw new IOException("this `curl` does not say how a request ended");
        }
        if (Files.size(body) > MOST_BYTES || said.group(2).equals("63")) {
            throw new IOException("what is there is larger than " + (MOST_BYTES >> 20) + " MB");
        }
        if (!said.group(2).equals("0")) {
            throw new IOException(problem(result.stderr()));
        }
        return Answer.of(Integer.parseInt(said.group(1)), into);
    }

    /** One byte more than may be kept is enough to see that it is too much, whatever length was announced. */
    private ShellResult run(List<String> words, Path body) throws IOException {
        Path head = HEADS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no `head` in the system's folders"));
        List<Stage> stages = List.of(
                new Stage(words, reach.variables(), Sink.KEPT),
                Stage.of(List.of(head.toString(), "-c", String.valueOf(MOST_BYTES + 1))));
        Execution bounded = new Execution(execution.environment(), longest().plusSeconds(5), 1 << 16);
        try {
            return bounded.run(Launch.pipeline(stages, reach.cwd()).writing(Sink.file(body)), OutputListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it was asked");
        }
    }

    private static String problem(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith("curl: "))
                .findFirst()
                .map(line -> line.substring("curl: ".length()))
                .orElse("it cannot be reached");
    }
}
