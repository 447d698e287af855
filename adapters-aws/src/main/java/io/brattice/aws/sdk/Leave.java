package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.Outcome;
import io.brattice.Permit;
import io.brattice.RefusedException;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gets leave for calls, and gives it back with what became of them. */
final class Leave {

    private final Session session;
    private final Judging judging;

    Leave(Session session, Judging judging) {
        this.session = session;
        this.judging = judging;
    }

    /** By what is in memory; empty where that is not enough. Waits for nothing. */
    Optional<Admission> atOnce(AwsCall call) {
        Assessment assessment = judging.atOnce().apply(call);
        return assessment.inherent() == Reversibility.READ_ONLY
                ? session.admitRead(
                        new Known(judging.tool(), assessment),
                        judging.arguments().apply(call))
                : Optional.empty();
    }

    /** On the caller's own thread: looks things up and writes down, and hands out a ticket where a person must be asked. */
    Admission now(Errand.Wanted wanted) {
        return session.patience(Duration.ZERO).admit(tool(wanted), arguments(wanted));
    }

    /** The same, waiting for a person as long as the gate is patient. */
    Admission patiently(Errand.Wanted wanted) {
        return session.admit(tool(wanted), whole(wanted));
    }

    /** The same without holding a thread. */
    CompletionStage<Admission> elsewhere(Errand.Wanted wanted) {
        return session.admitAsync(tool(wanted), whole(wanted));
    }

    /** An address may be called until it expires: what was secured now may be stale by then, so nothing is. */
    private Tool tool(Errand.Wanted wanted) {
        return wanted.address()
                .<Tool>map(lasting -> new Address(judging.tool(), lasting))
                .orElse(judging.tool());
    }

    private Arguments whole(Errand.Wanted wanted) {
        return judging.arguments().apply(Uploads.whole(wanted.call()));
    }

    private Arguments arguments(Errand.Wanted wanted) {
        return judging.arguments().apply(wanted.call());
    }

    /** It ran. What it answered is noted first, for undo. */
    Outcome done(AwsCall call, Admission admission, Permit permit, Map<String, @Nullable Object> answer) {
        judging.after().ran(Uploads.whole(call), permit, answer);
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
    private record Address(Tool tool, Duration lasting) implements Tool {
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
            return tool.classifier().map(now -> new Later(now, lasting));
        }

        @Override
        public Digest digest() {
            return Digest.of("address:" + lasting + ":" + tool.digest());
        }
    }

    private record Later(Classifier now, Duration lasting) implements Classifier {
        @Override
        public Optional<Assessment> assess(ToolCall call) throws Exception {
            return now.assess(call)
                    .map(one -> one.withoutSafeguards("whoever has the signed address can make the call for `" + lasting
                            + "`, whatever is there then"));
        }

        @Override
        public boolean probes() {
            return now.probes();
        }
    }
}
