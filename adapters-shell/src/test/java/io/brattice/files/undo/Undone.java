package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.ToolCall;
import java.io.IOException;

/** Runs an undo tool without a gate. */
public final class Undone {
    private Undone() {}

    public static void by(Tool undo, ToolCall call) throws IOException, StaleException {
        ((Restoration) undo).restore(call);
    }
}
