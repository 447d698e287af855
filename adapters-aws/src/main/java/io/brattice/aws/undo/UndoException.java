package io.brattice.aws.undo;

/** A call that cannot be made undoable, and why: then it has the class that it has without. Nothing was changed. */
public final class UndoException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one clause for people, lower case */
    public UndoException(String message) {
        super(message);
    }
}
