package io.brattice.console.page;

import java.util.Objects;

/**
 * A piece of a line.
 *
 * @param text as it is to be read
 * @param whose whether it is our own words, or what an agent, a person or a file wrote: that is shown as it is, and is never markup
 * @param tone how grave it is
 */
public record Piece(String text, Whose whose, Tone tone) {

    /** Who wrote it. */
    public enum Whose {
        OURS,
        THEIRS
    }

    /** What a piece is drawn as. */
    public enum Tone {
        PLAIN,
        FAINT,
        STRONG,
        GOOD,
        WARNING,
        BAD
    }

    public Piece {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(whose, "whose");
        Objects.requireNonNull(tone, "tone");
    }

    /** Our own words. Whatever somebody else may have chosen goes into {@link #theirs}. */
    public static Piece ours(String text) {
        return new Piece(text, Whose.OURS, Tone.PLAIN);
    }

    /** Our own words, in a tone. */
    public static Piece ours(String text, Tone tone) {
        return new Piece(text, Whose.OURS, tone);
    }

    /** What somebody else wrote. */
    public static Piece theirs(String text) {
        return new Piece(text, Whose.THEIRS, Tone.PLAIN);
    }
}
