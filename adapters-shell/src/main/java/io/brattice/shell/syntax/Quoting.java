package io.brattice.shell.syntax;

import java.util.List;

/** Makes words that bash takes literally. */
public final class Quoting {
    private Quoting() {}

    /** {@code text} as one word for bash, whatever is in it except NUL. */
    public static String single(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted.append("'\\''");
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** A word that stands for {@code text} and nothing else. */
    public static Word word(String text) {
        if (text.indexOf('\'') < 0) {
            return new Word(List.of(new Part.SingleQuoted(text)));
        }
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                raw.append('\\');
            }
            raw.append(c);
        }
        return new Word(List.of(new Part.AnsiQuoted(raw.toString(), text)));
    }
}
