package io.brattice;

/** Thrown by a tool right before its effect: the state is no longer the one that was judged, and nothing has been done. */
public final class StaleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param what moved, one line, lower case */
    public StaleException(String what) {
        super(what);
    }
}
