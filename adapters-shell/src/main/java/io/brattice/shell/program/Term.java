package io.brattice.shell.program;

import java.util.Objects;

/**
 * One word after expansion, as far as it is known before the command runs.
 *
 * @param text the whole word when {@code known}; else what it is known to begin with, which may be empty
 * @param known true when nothing about it is open
 * @param many true when it may turn out to be several words, or none: an unquoted expansion, a glob that was not expanded
 */
public record Term(String text, boolean known, boolean many) {

    public Term {
        Objects.requireNonNull(text, "text");
        if (known && many) {
            throw new IllegalArgumentException("a known term is exactly one word");
        }
    }

    /** A word that is known. */
    public static Term of(String text) {
        return new Term(text, true, false);
    }

    /** One word of which only the beginning is known. */
    public static Term beginning(String prefix) {
        return new Term(prefix, false, false);
    }

    /** Any number of words of which only a common beginning is known. */
    public static Term any(String prefix) {
        return new Term(prefix, false, true);
    }

    /** True when it could turn out to be an option, or to contain one. */
    public boolean mayBeOption() {
        return known ? text.length() > 1 && text.startsWith("-") : text.isEmpty() || text.startsWith("-");
    }

    /** The same where it may be an option: what is not known may be the value in it, so that its beginning says nothing. */
    Term worst() {
        return !known && mayBeOption() ? new Term("", false, many) : this;
    }

    /** For people: what is not known is an ellipsis. */
    @Override
    public String toString() {
        return known ? text : text + "…";
    }
}
