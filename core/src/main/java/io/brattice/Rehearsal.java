package io.brattice;

import io.brattice.action.Preview;
import io.brattice.action.ToolCall;

/**
 * Shows what a call would do, and secures what is there before it does it.
 *
 * <p>A rehearsal that would itself have effects is not one: answer {@link Preview#none} instead.
 */
@FunctionalInterface
public interface Rehearsal {

    /** What the call would do to the world as it is now. Changes nothing. Throwing, null and being late count as no preview. */
    Preview preview(ToolCall call) throws Exception;

    /**
     * Makes the call reversible: takes the backup, or prepares it so that the effect itself keeps what was there. Called with
     * the preview that was judged, after the permit and before the effect, only where the assessment names a safeguard or the
     * tool can undo. If it throws, nothing runs at the safer class.
     */
    default Secured secure(ToolCall call, Preview judged) throws Exception {
        throw new UnsupportedOperationException("this rehearsal secures nothing");
    }
}
