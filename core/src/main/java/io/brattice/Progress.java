package io.brattice;

import io.brattice.action.ToolCall;
import java.util.Optional;

/** Where a call stands after it has been through the stages once. */
sealed interface Progress {

    /** It will not run, or it need not. */
    record Ended(Outcome outcome) implements Progress {}

    /** A person is being asked; go through the stages again once the question has ended. */
    record Asked(String ticket, Outcome.Pending pending) implements Progress {}

    /**
     * It may run now, once.
     *
     * @param claimed false for a read by the short way, which is not in the ledger
     */
    record Granted(Judgement judged, Permit permit, boolean claimed) implements Progress {
        Tool tool() {
            return judged.tool();
        }

        ToolCall call() {
            return judged.call();
        }

        Optional<Secured> secured() {
            return permit.secured();
        }
    }

    /**
     * Something moved and nothing has run: go through the stages again.
     *
     * @param unsecured why the safeguards could not be had, if that is what happened
     */
    record Again(String why, Optional<String> unsecured) implements Progress {}
}
