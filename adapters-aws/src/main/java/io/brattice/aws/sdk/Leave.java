package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.Outcome;
import io.brattice.Permit;
import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets leave for calls, and gives it back with what became of them. */
final class Leave {

    private final Session session;
    private final Judging judging;

    Leave(Session session, Judging judging) {
        this.session = session;
        this.judging = judging;
    }

    Session session() {
        return session;
    }

    /** By what is in memory; empty where that is not enough. Waits for nothing. */
    Optional<Admission> atOnce(AwsCall call) {
        Assessment assessment = judging.atOnce().apply(call);
        return assessment.inherent() == Reversibility.READ_ONLY
                ? session.admitRead(new Known(judging.tool(), assessment), judging.arguments().apply(call))
                : Optional.empty();
    }

    /** On the caller's own thread: looks things up and writes down, and hands out a ticket where a person must be asked. */
    Admission now(AwsCall call) {
        return session.patience(Duration.ZERO).admit(judging.tool(), judging.arguments().apply(call));
    }

    /** For an address that others may call until it expires: what was secured now may be stale by then, so nothing is. */
    Admission forAddress(AwsCall call) {
        return session.patience(Duration.ZERO)
                .admit(new Address(judging.tool()), judging.arguments().apply(call));
    }

    Judging judging() {
        return judging;
    }

    /** It ran. What it answered is noted first, for undo. */
    Outcome done(AwsCall call, Admission admission, Permit permit, Map<String, @Nullable Object> answer) {
        judging.after().ran(call, permit, answer);
        return admission.done(answer);
    }

    /** A refusal that no policy made, for the one who calls. */
    static RefusedException refused(String rule, String why, String advice) {
        return new RefusedException(new Outcome.Refused(
                "none", Verdict.deny(rule, why).advising(advice), why + ": " + advice, Optional.empty()));
    }

    /** Why it may not run. */
    static RefusedException refused(Admission admission) {
        return new RefusedException(admission.outcome().orElseThrow());
    }

    /** A tool with an opinion that was computed already. */
    private record Known(Tool tool, Assessment assessment) implements Tool {
        @Override
        public String name() {
            return tool.name();
        }

        @Override
        public @Nullable Object run(Permit permit) {
            throw new UnsupportedOperationException("the client makes the call");
        }

        @Override
        public Optional<Classifier> classifier() {
            return Optional.of(call -> Optional.of(assessment));
        }

        @Override
        public Digest digest() {
            return tool.digest();
        }
    }

    /** The same tool without what depends on the state of now. */
    private record Address(Tool tool) implements Tool {
        @Override
        public String name() {
            return tool.name();
        }

        @Override
        public @Nullable Object run(Permit permit) {
            throw new UnsupportedOperationException("whoever has the address makes the call");
        }

        @Override
        public Optional<Classifier> classifier() {
            return tool.classifier().map(Later::new);
        }

        @Override
        public Digest digest() {
            return Digest.of("address:" + tool.digest());
        }
    }

    private record Later(Classifier now) implements Classifier {
        @Override
        public Optional<Assessment> assess(io.brattice.action.ToolCall call) throws Exception {
            return now.assess(call)
                    .map(one -> one.withoutSafeguards("a signed address works later, whatever is there then"));
        }

        @Override
        public boolean probes() {
            return now.probes();
        }
    }
}
