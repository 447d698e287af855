package io.brattice.shell.program;

import io.brattice.action.Resource;
import java.nio.charset.StandardCharsets;

/** Builds the names of things that are not files out of words that anybody may have chosen. */
final class Naming {

    private static final int LONGEST = 512;

    private Naming() {}

    /** {@code scheme:part/part/…}. What a name cannot hold is percent-encoded; a part that is too long is cut. */
    static Resource of(String scheme, String... parts) {
        StringBuilder name = new StringBuilder(scheme).append(':');
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                name.append('/');
            }
            encode(parts[i], name);
        }
        return new Resource(name.toString());
    }

    /** A word as part of a name: {@code unknown} where it is not known. */
    static String part(Term term) {
        return term.known() ? term.text() : "unknown";
    }

    private static void encode(String raw, StringBuilder name) {
        String text = raw.length() > LONGEST ? raw.substring(0, LONGEST) + "…" : raw;
        text.codePoints().forEach(c -> {
            boolean plain = c > ' ' && c < 0x7f && c != '%' && c != '#'
                    || c >= 0xa0 && Character.getType(c) != Character.SURROGATE;
            if (plain) {
                name.appendCodePoint(c);
                return;
            }
            for (byte b : new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8)) {
                name.append('%').append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        });
    }
}
