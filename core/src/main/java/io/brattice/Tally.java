package io.brattice;

import io.brattice.action.Arguments;

/**
 * Bounds what is read out of Java values: a list that contains itself, never ends, or repeats one list in many places stops
 * here instead of filling the memory. Used by one thread.
 */
final class Tally {
    private static final int RESULT_VALUES = 10_000_000;

    private int valuesLeft;
    private int depth;

    private Tally(int values) {
        this.valuesLeft = values;
    }

    /** The bounds of {@link Arguments}. */
    static Tally ofArguments() {
        return new Tally(Arguments.MAX_VALUES);
    }

    /** Ten million values: a result is refused after the effect, so its bound is there for the memory alone. */
    static Tally ofResult() {
        return new Tally(RESULT_VALUES);
    }

    void count() {
        if (--valuesLeft < 0) {
            throw new IllegalArgumentException("too many values; pass less, or a reference to the data");
        }
    }

    void enter() {
        if (++depth > Arguments.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "nested deeper than " + Arguments.MAX_DEPTH + " levels; pass a flat value");
        }
    }

    void leave() {
        depth--;
    }
}
