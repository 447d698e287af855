package io.brattice.shell.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The head of what a registry answers, and how its body is delimited.
 *
 * @param length of the body, if it says so
 * @param chunked true when the body says itself where it ends
 * @param stays true when the registry takes another request afterwards
 */
record Answer(int status, List<Field> fields, OptionalLong length, boolean chunked, boolean stays) {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_PROVISIONAL = 4;

    /** What concerns one connection only, and what would tell the client of another way to the host. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "alt-svc",
            "set-cookie");

    Answer {
        fields = List.copyOf(fields);
    }

    /**
     * Reads the next answer that is final.
     *
     * @throws RefusedRequest when it is none that can be passed on
     */
    static Answer read(InputStream in) throws IOException, RefusedRequest {
        for (int i = 0; i < MOST_PROVISIONAL; i++) {
            Answer answer = next(in);
            if (answer.status >= 200) {
                return answer;
            }
        }
        throw broken();
    }

    private static Answer next(InputStream in) throws IOException, RefusedRequest {
        try {
            Optional<List<String>> lines = HeadLines.read(in, MOST_BYTES);
            if (lines.isPresent()) {
                return of(lines.get());
            }
        } catch (RefusedRequest e) {
            throw broken(); // what is wrong with it is not the client's doing
        }
        throw new EOFException("the registry ended the connection");
    }

    private static Answer of(List<String> lines) throws RefusedRequest {
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (!first.startsWith("HTTP/1.") || first.length() < 12 || first.charAt(8) != ' ') {
            throw broken();
        }
        int status = (int) number(first.substring(9, 12), 10);
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            fields.add(Field.of(line));
        }
        String connection = Field.only(fields, "connection").orElse("").toLowerCase(Locale.ROOT);
        String coding = Field.only(fields, "transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
        if (status < 100 || status == 101 || (!coding.isEmpty() && !coding.equals("chunked"))) {
            throw broken();
        }
        boolean chunked = !coding.isEmpty();
        var length = Field.only(fields, "content-length");
        OptionalLong bytes =
                length.isEmpty() || chunked ? OptionalLong.empty() : OptionalLong.of(number(length.get(), 10));
        boolean stays = first.startsWith("HTTP/1.1")
                && !connection.contains("close")
                && (chunked != length.isPresent() || status == 304 || status == 204);
        return new Answer(status, fields, bytes, chunked, stays);
    }

    /** Whether a body follows. */
    boolean hasBody(boolean headOnly) {
        return !headOnly && status != 204 && status != 304;
    }

    /** Its head for a client, to which it is told how the body comes. */
    byte[] written(String framing) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(" of the registry\r\n");
        fields.stream()
                .filter(field -> !NOT_PASSED_ON.contains(field.name()))
                .forEach(field -> text.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        return text.append(framing).append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws RefusedRequest when it is no number of a message */
    static long number(String digits, int radix) throws RefusedRequest {
        boolean plain = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
        if (!plain) {
            throw broken();
        }
        return Long.parseLong(digits, radix);
    }

    static RefusedRequest broken() {
        return RefusedRequest.unreachable("the registry answers what is not HTTP/1.1; try later");
    }
}
