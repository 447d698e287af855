package io.brattice.shell.rehearsal;

/** An answer that is not what the program is known to answer: it is worth nothing. The message is one clause for people. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }
}
