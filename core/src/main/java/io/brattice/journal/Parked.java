package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.policy.ApprovalTerms;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question and what has become of it. Every question is parked, also one that is answered at once.
 *
 * @param ticket names it
 * @param question the digest that answers must carry
 * @param binding what must still hold when a yes is used: action, preview fingerprint, policy, tool, class, taint
 * @param effects what it would do that lasts: what a no sticks to
 * @param answers in the order they came; a no is the last
 * @param ready when a complete yes may be used: after its cool-down
 * @param expires after this instant nothing more can come of it: the question before it is answered, then the yes, then the
 *     recorded outcome
 * @param outcome what came of the one redemption, once it is known
 */
public record Parked(
        String ticket,
        ToolCall call,
        Digest question,
        Digest binding,
        List<Effect> effects,
        ApprovalTerms terms,
        Instant asked,
        State state,
        List<Approval> answers,
        Instant ready,
        Instant expires,
        Optional<Arguments> outcome) {

    /** The life of a question. */
    public enum State {
        WAITING,
        APPROVED,
        /** A person said no; or the question was withdrawn. */
        REFUSED,
        /** One call has used it, and is under way or ended without an outcome. */
        REDEEMED,
        /** Its outcome is recorded. */
        FINISHED
    }

    public Parked {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(state, "state");
        effects = List.copyOf(effects);
        answers = List.copyOf(answers);
    }

    /** True while an equal call by the same caller is this question, not a new one. */
    public boolean isLive(Instant now) {
        return now.isBefore(expires);
    }
}
