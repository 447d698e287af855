package io.brattice.files;

/** Thrown while a call of a file tool is read: it cannot be done as it stands, and nothing has been changed. */
final class RefusedCall extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean whatever;

    private RefusedCall(String why, boolean whatever) {
        super(why);
        this.whatever = whatever;
    }

    /** @param why one line: what is wrong, then what to do instead */
    RefusedCall(String why) {
        this(why, true);
    }

    /** Refused because of what is there now: where that is only supposed, nobody knows. */
    static RefusedCall here(String why) {
        return new RefusedCall(why, false);
    }

    /** True when the call itself is wrong, whatever is on the disk. */
    boolean isWrongAnywhere() {
        return whatever;
    }
}
