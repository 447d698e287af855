package io.brattice.rulebook.decide;

import io.brattice.action.Reversibility;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Limits;
import io.brattice.policy.Reason;
import io.brattice.rulebook.language.Defaults;
import java.util.Locale;
import java.util.Optional;

/** What the defaults of a layer, and its read-only mode, say. */
final class DefaultSays {

    private DefaultSays() {}

    static Say readOnlyMode(int layer) {
        return new Say(
                Decision.DENY,
                layer,
                new Reason("mode.read-only", "nothing that changes anything may run"),
                Optional.empty(),
                "only look: report what you would have changed");
    }

    /** @param reversibility of the effect, or of a call without one */
    static Say of(Defaults defaults, int layer, Evidence evidence, Reversibility reversibility) {
        // What is forbidden where everything is known is forbidden where it is not.
        return isUnknown(evidence) && defaults.of(reversibility) != Defaults.Answer.DENY
                ? unknown(defaults, layer)
                : of(defaults, layer, reversibility, isSmall(evidence, defaults.limits()));
    }

    static boolean isUnknown(Evidence evidence) {
        return !evidence.assessment().complete() && !evidence.assessment().dependsOnSafeguard();
    }

    static boolean isSmall(Evidence evidence, Limits limits) {
        return evidence.rehearsedExactly()
                && evidence.previewedCount() <= limits.effects()
                && evidence.previewedBytes() <= limits.bytes();
    }

    /** Nothing that nobody knows is allowed by default. */
    static Say unknown(Defaults defaults, int layer) {
        boolean denies = defaults.irreversible() == Defaults.Answer.DENY;
        return say(
                denies ? Decision.DENY : Decision.ESCALATE,
                layer,
                "default.unknown",
                "not everything it would do is known");
    }

    static Say of(Defaults defaults, int layer, Reversibility reversibility, boolean small) {
        Defaults.Answer answer = defaults.of(reversibility);
        Decision decision = switch (answer) {
            case ALLOW -> Decision.ALLOW;
            case ALLOW_IF_REHEARSED -> small ? Decision.ALLOW : Decision.ESCALATE;
            case ESCALATE -> Decision.ESCALATE;
            case DENY -> Decision.DENY;
        };
        String text = switch (reversibility) {
            case READ_ONLY -> "nothing changes";
            case REVERSIBLE -> "can be put back exactly";
            case RECOVERABLE -> "can only be recovered by others";
            case IRREVERSIBLE -> "cannot be taken back";
        };
        String rehearsed = answer != Defaults.Answer.ALLOW_IF_REHEARSED
                ? ""
                : small
                        ? ", and was rehearsed exactly and inside the limits"
                        : ", and no exact rehearsal shows it is small";
        String id = reversibility.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return say(decision, layer, "default." + id, text + rehearsed);
    }

    private static Say say(Decision decision, int layer, String rule, String text) {
        return new Say(
                decision,
                layer,
                new Reason(rule, text),
                decision == Decision.ESCALATE ? Optional.of(ApprovalTerms.onePerson()) : Optional.empty(),
                "");
    }
}
