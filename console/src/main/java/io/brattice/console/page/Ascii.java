package io.brattice.console.page;

import java.util.Locale;

/** JSON that acts on no terminal that it is printed to. */
public final class Ascii {

    private Ascii() {}

    /** The same JSON without a character outside of printable ASCII. */
    public static String json(String json) {
        StringBuilder plain = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < ' ' || c > '~') {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
