package io.brattice.shell.remote;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a web server answered, in a folder: {@code body}, {@code head} and {@code answer}, which is this.
 *
 * @param headers the last of each name, in lower case
 * @param hash of the body
 */
record Answer(int status, Map<String, String> headers, String hash, long bytes, Path folder) {

    /** What of the headers belongs to the content, and is put back with it. */
    private static final List<String> OF_CONTENT =
            List.of("content-type", "content-encoding", "content-language", "content-disposition");

    private static final String ANSWER = "answer";

    Answer {
        headers = Map.copyOf(headers);
    }

    /** Reads what was written into the folder, and notes it there. */
    static Answer of(int status, Path folder) throws IOException {
        byte[] body = Files.readAllBytes(folder.resolve("body"));
        Map<String, String> headers = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("head"), StandardCharsets.ISO_8859_1)) {
            int colon = line.indexOf(':');
            if (line.startsWith("HTTP/")) {
                headers.clear(); // an interim answer, or a proxy's, came before
            } else if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        Answer answer = new Answer(status, headers, Digest.of(body).hex(), body.length, folder);
        Files.writeString(Shelved.file(folder.resolve(ANSWER)), answer.text());
        return answer;
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(ANSWER));
    }

    static Answer read(Path folder) throws IOException {
        try {
            Arguments members = Arguments.fromJson(Files.readString(folder.resolve(ANSWER)));
            Map<String, String> headers = new TreeMap<>();
            if (members.get("headers").orElse(Map.of()) instanceof Map<?, ?> map) {
                map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            }
            return new Answer(
                    Math.toIntExact(members.integer("status").orElseThrow()),
                    headers,
                    members.string("hash").orElseThrow(),
                    members.integer("bytes").orElseThrow(),
                    folder);
        } catch (RuntimeException e) {
            throw new IOException("what was answered is damaged on the shelf", e);
        }
    }

    /** Everything that is noted of it. */
    String text() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status);
        members.put("headers", new TreeMap<>(headers));
        members.put("hash", hash);
        members.put("bytes", bytes);
        return Arguments.from(members).json();
    }

    Path body() {
        return folder.resolve("body");
    }

    boolean isThere() {
        return status == 200;
    }

    boolean isNothing() {
        return status == 404 || status == 410;
    }

    /** True for answers that say the same about what is there. */
    boolean holds(Answer other) {
        return isNothing() ? other.isNothing() : isThere() && other.isThere() && hash.equals(other.hash);
    }

    /** The name that the server gives to these very bytes; empty where it gives none, or one that is only about equal. */
    String etag() {
        String etag = headers.getOrDefault("etag", "");
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"") ? etag : "";
    }

    String type() {
        return headers.getOrDefault("content-type", "");
    }

    /** The headers that go with the body when it is put back. */
    List<String> ofContent() {
        List<String> all = new ArrayList<>();
        for (String name : OF_CONTENT) {
            if (headers.containsKey(name)) {
                all.add(name + ": " + headers.get(name));
            }
        }
        return all;
    }
}
