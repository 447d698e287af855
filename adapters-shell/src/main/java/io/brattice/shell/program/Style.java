package io.brattice.shell.program;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a program reads its options.
 *
 * @param abbreviates long options may be shortened as far as they are unique
 * @param single options are whole words with one or two dashes; else one dash begins a bundle of letters
 * @param switches a flag may be given as {@code --flag=false}
 * @param stops options end at the first operand
 */
record Style(Form form, boolean abbreviates, boolean single, boolean switches, boolean stops) {

    enum Form {
        OPTIONS,
        /** Words are {@code name=value}. */
        KEYS,
        /** Every word is an operand. */
        WORDS
    }

    private static final Map<String, Style> ALL = Map.of(
            "gnu", new Style(Form.OPTIONS, true, false, false, false),
            "git", new Style(Form.OPTIONS, true, false, false, false),
            "posix", new Style(Form.OPTIONS, true, false, false, true),
            "single", new Style(Form.OPTIONS, false, true, true, true),
            "long", new Style(Form.OPTIONS, false, false, true, false),
            "keys", new Style(Form.KEYS, false, false, false, false),
            "none", new Style(Form.WORDS, false, false, false, false));

    static final Style GNU = new Style(Form.OPTIONS, true, false, false, false);

    static Optional<Style> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static String allowed() {
        return String.join(", ", new TreeSet<>(ALL.keySet()));
    }

    Style stopping(boolean stop) {
        return new Style(form, abbreviates, single, switches, stop);
    }
}
