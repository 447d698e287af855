package io.brattice.shell;

/** Thrown while a command line is read: it is not understood completely, so it counts as unknown. */
final class Opaque extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why completes "`…` is not a plain command: " */
    Opaque(String why) {
        super(why, null, false, false);
    }
}
