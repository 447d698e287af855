package io.brattice.shell.remote;

import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests by GNU {@code wget}, which tells the head of an answer, two blanks before each line, and in the end whether it has all of it. */
record Wget(Requests requests) implements Web {

    private static final Pattern HEAD = Pattern.compile("(?m)^  (HTTP/\\S+ (\\d+).*|[^\\s:]+:.*)$");
    private static final Pattern ALL = Pattern.compile("(?m)^\\S+ \\S+ URL:.* \\[\\d+(/\\d+)?\\] -> \"-\" \\[1\\]$");

    @Override
    public Answer ask(Path into) throws IOException {
        return request(List.of("--header=Cache-Control: no-cache"), into);
    }

    @Override
    public Answer put(Path body, List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("--method=PUT", "--body-file=" + body));
        headers.forEach(header -> words.add("--header=" + header));
        return request(words, into);
    }

    @Override
    public Answer delete(List<String> headers, Path into) throws IOException {
        List<String> words = new ArrayList<>(List.of("--method=DELETE"));
        headers.forEach(header -> words.add("--header=" + header));
        return request(words, into);
    }

    private Answer request(List<String> more, Path into) throws IOException {
        Path body = Requests.places(into);
        List<String> words = new ArrayList<>(List.of(
                "--no-verbose",
                "--server-response",
                "--output-document=-",
                "--tries=1",
                "--timeout=" + requests.longest().toSeconds(),
                "--max-redirect=0",
                "--content-on-error"));
        words.addAll(more);
        words.addAll(List.of("--", requests.reach().url()));
        ShellResult result = requests.run(words, body);
        StringBuilder head = new StringBuilder();
        int status = 0;
        Matcher lines = HEAD.matcher(result.stderr());
        while (lines.find()) {
            head.append(lines.group(1)).append('\n');
            status = lines.group(2) == null ? status : Integer.parseInt(lines.group(2));
        }
        if (Files.size(body) > Requests.MOST_BYTES) {
            throw Requests.large();
        }
        boolean whole = status / 100 != 2 || ALL.matcher(result.stderr()).find();
        if (status == 0 || !whole) {
            throw new IOException(status == 0 ? "it cannot be reached" : "its answer broke off");
        }
        Files.writeString(into.resolve("head"), head, StandardCharsets.ISO_8859_1);
        return Answer.of(status, into);
    }
}
