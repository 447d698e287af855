package io.brattice.shell.remote;

import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests by {@code curl}. */
record Curl(Requests requests) implements Web {

    private static final Pattern SAID = Pattern.compile("brattice-answer (\\d+) (\\d+)");
    private static final String TOO_LATE = "28";
    private static final String TOO_LARGE = "63";

    private static final List<String> PLAINLY = List.of(
            "-sS",
            "--no-location",
            "--no-include",
            "--no-fail",
            "--suppress-connect-headers",
            "--connect-timeout",
            "10",
            "--max-filesize",
            String.valueOf(Requests.MOST_BYTES),
            "--write-out",
            "%{stderr}\nbrattice-answer %{http_code} %{exitcode}\n");

    @Override
    public Answer ask(Path into) throws IOException {
        return request(List.of("-H", "Cache-Control: no-cache"), into);
    }

    @Override
    public Answer put(Path body, List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("-X", "PUT", "--data-binary", "@" + body, "-H", "Expect:"));
        if (headers.stream().noneMatch(header -> header.startsWith("content-type:"))) {
            words.addAll(List.of("-H", "Content-Type:"));
        }
        headers.forEach(header -> words.addAll(List.of("-H", header)));
        return request(words, into);
    }

    @Override
    public Answer delete(List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("-X", "DELETE"));
        headers.forEach(header -> words.addAll(List.of("-H", header)));
        return request(words, into);
    }

    private Answer request(List<String> more, Path into) throws IOException {
        Path body = Requests.places(into);
        List<String> words = new ArrayList<>(PLAINLY);
        words.addAll(List.of("--max-time", requests.longest().toMillis() / 1000.0 + ""));
        words.addAll(more);
        words.addAll(List.of(
                "--dump-header",
                into.resolve("head").toString(),
                "--url",
                requests.reach().url()));
        ShellResult result = requests.run(words, body);
        Matcher said = SAID.matcher(result.stderr());
        if (!said.find()) {
            throw new IOException("this `curl` does not say how a request ended");
        }
        if (said.group(2).equals(TOO_LATE)) {
            throw requests.late();
        }
        if (said.group(2).equals(TOO_LARGE) || Files.size(body) > Requests.MOST_BYTES) {
            throw Requests.large();
        }
        if (!said.group(2).equals("0")) {
            throw new IOException(problem(result.stderr()));
        }
        return Answer.of(Integer.parseInt(said.group(1)), into);
    }

    private static String problem(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith("curl: "))
                .findFirst()
                .map(line -> line.substring("curl: ".length()))
                .orElse("it cannot be reached");
    }
}
