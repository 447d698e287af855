package io.brattice.shell.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client asks for, read strictly: one spelling only, and nothing that could make two requests of one.
 *
 * @param target as it was sent
 * @param current true for HTTP/1.1, false for HTTP/1.0
 */
record RequestHead(String method, String target, boolean current, List<Field> fields) {

    private static final int MOST_BYTES = 16 * 1024;

    RequestHead {
        fields = List.copyOf(fields);
    }

    /**
     * The next request; none where the client has ended.
     *
     * @throws RefusedRequest when it is no plain HTTP/1 request
     */
    static Optional<RequestHead> read(InputStream in) throws IOException, RefusedRequest {
        Optional<List<String>> lines = HeadLines.read(in, MOST_BYTES);
        return lines.isEmpty() ? Optional.empty() : Optional.of(of(lines.get()));
    }

    private static RequestHead of(List<String> lines) throws RefusedRequest {
        if (lines.isEmpty()) {
            throw RefusedRequest.malformed("the request starts with an empty line");
        }
        String[] words = lines.get(0).split(" ", -1);
        if (words.length != 3 || words[0].isEmpty() || words[1].isEmpty() || words[1].indexOf('\t') >= 0) {
            throw RefusedRequest.malformed("the first line is no request");
        }
        if (!words[0].chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '-') || words[0].length() > 20) {
            throw RefusedRequest.malformed("the method is none");
        }
        boolean current = words[2].equals("HTTP/1.1");
        if (!current && !words[2].equals("HTTP/1.0")) {
            throw RefusedRequest.malformed("`" + HostName.shown(words[2]) + "` is not spoken here");
        }
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            fields.add(Field.of(line));
        }
        RequestHead head = new RequestHead(words[0], words[1], current, fields);
        head.only("host");
        Optional<String> length = head.only("content-length");
        Optional<String> coding = head.only("transfer-encoding");
        if (length.isPresent() && coding.isPresent()) {
            throw RefusedRequest.malformed("the head gives the body two lengths");
        }
        if (length.isPresent() && !length.get().chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RefusedRequest.malformed("the length of the body is no number");
        }
        return head;
    }

    /** What a header says, which may be there once. */
    Optional<String> only(String name) throws RefusedRequest {
        return Field.only(fields, name);
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /**
     * Refuses whatever is, or may become, more than a head.
     *
     * @throws RefusedRequest when it has a body, or would go on as another protocol
     */
    void requireNothingAfterIt() throws RefusedRequest {
        if (has("transfer-encoding") || !only("content-length").orElse("0").equals("0")) {
            throw RefusedRequest.notGranted("a download sends no body; ask for the host itself");
        }
        boolean upgrades = fields.stream()
                .anyMatch(field -> field.name().equals("connection")
                        && field.value().toLowerCase(Locale.ROOT).contains("upgrade"));
        if (upgrades || has("upgrade") || has("http2-settings") || has("expect") || has("trailer")) {
            throw RefusedRequest.notGranted("a download stays one HTTP/1.1 request; ask for the host itself");
        }
    }

    /** Whether the client may send another request after this. */
    boolean goesOn() {
        return current
                && fields.stream()
                        .noneMatch(field -> field.name().equals("connection")
                                && field.value().toLowerCase(Locale.ROOT).contains("close"));
    }
}
