package io.brattice.rulebook.language;

/**
 * Kleene's three values, in order: {@code and} is the smaller, {@code or} the larger. What cannot be told, because an argument is
 * missing or of another type, is UNKNOWN; at the root of a rule that counts for deny and escalate, and not for allow.
 */
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    /** TRUE or FALSE. */
    public static Truth of(boolean known) {
        return known ? TRUE : FALSE;
    }

    /** The smaller of the two: false beats unknown. */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger of the two: true beats unknown. */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Unknown stays unknown. */
    public Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }
}
