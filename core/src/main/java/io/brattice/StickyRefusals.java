package io.brattice;

import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.History.Refusal;
import io.brattice.policy.Verdict;
import java.util.Optional;

/** A no that was given to this principal still stands: the same effect by another route is asked about, the no in view. */
final class StickyRefusals {

    private StickyRefusals() {}

    static Optional<Verdict> objection(Evidence evidence) {
        if (evidence.history().refusals().isEmpty() || evidence.call().caller().kind() == Caller.Kind.PERSON) {
            return Optional.empty();
        }
        for (Effect effect : evidence.effects()) {
            for (Refusal refusal : evidence.history().refusals()) {
                if (refusal.covers(effect, evidence.at())) {
                    return Optional.of(Verdict.escalate(
                                    "refusals.sticky",
                                    Problem.clean("`" + refusal.by() + "` refused " + refusal.verb() + " of `"
                                            + refusal.resource() + "` before: " + refusal.why()),
                                    ApprovalTerms.onePerson())
                            .advising("this was refused before: do not try another route, report and ask what to do"));
                }
            }
        }
        return Optional.empty();
    }
}
