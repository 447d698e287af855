package io.brattice.aws.rule;

import org.jspecify.annotations.Nullable;

/**
 * What a condition found at its place.
 *
 * @param state whether anything is there, and whether it is what belongs there
 * @param value a plain JSON value, not null where the state is {@link State#THERE}
 */
record Seen(State state, @Nullable Object value) {

    /** Nothing is there. */
    static final Seen ABSENT = new Seen(State.ABSENT, null);

    /** Something is there that cannot be read as what belongs there, or what is there is not known. */
    static final Seen ODD = new Seen(State.ODD, null);

    enum State {
        ABSENT,
        ODD,
        THERE
    }

    /** A value as it stands in a request or an answer. */
    static Seen of(@Nullable Object value) {
        return value == null ? ABSENT : new Seen(State.THERE, value);
    }

    /** A fact: what is known to be nothing is absent, what is not known is odd. */
    static Seen of(Fact fact) {
        return fact.known() ? of(fact.value()) : ODD;
    }
}
