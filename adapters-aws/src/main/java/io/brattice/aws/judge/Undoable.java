package io.brattice.aws.judge;

/** Whether a row of {@code undo.json} exists. */
final class Undoable {

    private Undoable() {}

    static boolean has(String row) {
        return row.isEmpty();
    }
}
