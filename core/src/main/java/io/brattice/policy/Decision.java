package io.brattice.policy;

/** What a policy says, in order of severity; the strictest of several stands. */
public enum Decision {
    ALLOW,
    ESCALATE,
    DENY;

    /** The stricter of the two. */
    public Decision or(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
