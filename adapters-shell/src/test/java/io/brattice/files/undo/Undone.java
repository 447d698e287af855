package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.ToolCall;
import java.io.IOException;

/** Runs an undo tool without a gate. */
public final class Undone {
    private Undone() {}

    /** Runs it, and answers what it says. */
    public static String by(Tool undo, ToolCall call) throws IOException, StaleException {
        return ((Restoration) undo).restore(call);
    }
}
