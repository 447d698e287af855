package io.brattice.shell.git;

/** Thrown while a command is read: something about it is not understood, and so all of it may do anything. */
final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why one clause for people */
    Unclear(String why) {
        super(why, null, false, false);
    }
}
