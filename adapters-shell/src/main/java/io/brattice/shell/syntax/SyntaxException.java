package io.brattice.shell.syntax;

/** Not a command line that bash would accept, or one that is beyond the bounds of the parser. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what and where (line and column), for people */
    public SyntaxException(String message) {
        super(message, null, false, false);
    }
}
