package io.brattice.rulebook.language;

import io.brattice.action.Reversibility;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Limits;

/**
 * What holds for effects that no rule covers.
 *
 * @param limits what "if rehearsed" allows at most
 * @param changes how much a session may delete before a person is asked
 */
public record Defaults(
        Answer readOnly,
        Answer reversible,
        Answer recoverable,
        Answer irreversible,
        Limits limits,
        ChangeBudget changes) {

    /** What a default says, in order of severity. */
    public enum Answer {
        ALLOW,
        /** ALLOW where an exact rehearsal is inside the limits, else ESCALATE. */
        ALLOW_IF_REHEARSED,
        ESCALATE,
        DENY
    }

    /** The table of the documentation. */
    public static Defaults standard() {
        return new Defaults(
                Answer.ALLOW,
                Answer.ALLOW,
                Answer.ALLOW_IF_REHEARSED,
                Answer.ESCALATE,
                Limits.defaults(),
                ChangeBudget.defaults());
    }

    /** The answer for this class. */
    public Answer of(Reversibility reversibility) {
        return switch (reversibility) {
            case READ_ONLY -> readOnly;
            case REVERSIBLE -> reversible;
            case RECOVERABLE -> recoverable;
            case IRREVERSIBLE -> irreversible;
        };
    }
}
