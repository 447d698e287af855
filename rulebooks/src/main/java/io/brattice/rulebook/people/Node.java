package io.brattice.rulebook.people;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One value of a YAML text, with its place. Of a mapping every key is there, in its order; of a text only what it says, since no
 * type is guessed.
 *
 * @param plain true for a text without quotes
 */
record Node(Kind kind, Place at, String text, boolean plain, List<Node> items, Map<String, Entry> entries) {

    enum Kind {
        TEXT,
        LIST,
        MAPPING
    }

    /** A key of a mapping, with its place, and its value. */
    record Entry(Place at, Node value) {}

    /** True for nothing: {@code key:} and {@code key: ~}. */
    boolean isNothing() {
        return kind == Kind.TEXT && plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    /** The entry under a key that is known to be there. */
    Entry entry(String key) {
        return Objects.requireNonNull(entries.get(key), key);
    }

    /** As a message names it. */
    String shown() {
        return switch (kind) {
            case TEXT -> isNothing() ? "nothing" : "`" + Complaints.excerpt(text) + "`";
            case LIST -> "a list";
            case MAPPING -> "a mapping";
        };
    }
}
