package io.brattice.mcp;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Headers that repeat what a message says, as of revision 2026-07-28: who reads only the one must understand the same as who reads the other. */
final class HeaderCheck {

    private static final String CODED = "=?base64?";

    private HeaderCheck() {}

    /** @throws IOException where a header says otherwise than the message, in one line */
    static void agrees(Headers headers, Message message) throws IOException {
        same(headers, "Mcp-Method", Optional.of(message.method()));
        Optional<String> name = message.text("params.name");
        same(headers, "Mcp-Name", name.isPresent() ? name : message.text("params.uri"));
    }

    private static void same(Headers headers, String header, Optional<String> said) throws IOException {
        List<String> values = headers.getOrDefault(header, List.of());
        if (!values.isEmpty()
                && (values.size() > 1 || !Optional.of(plain(values.get(0))).equals(said))) {
            throw new IOException("the header `" + header + "` says otherwise than the message");
        }
    }

    private static String plain(String value) throws IOException {
        if (!value.startsWith(CODED) || !value.endsWith("?=") || value.length() < CODED.length() + 2) {
            return value;
        }
        try {
            return new String(
                    Base64.getDecoder().decode(value.substring(CODED.length(), value.length() - 2)),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("a header is not base64", e);
        }
    }
}
