package io.brattice.console.demo;

import io.brattice.Tool;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Question;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the gate's shoulder during one call at a time: which stages it went through, and how long the effect itself and
 * a person's thinking took. Changes nothing of what it watches.
 */
final class Watch {

    private final List<String> stages = new ArrayList<>();
    private @Nullable Assessment assessment;
    private @Nullable Verdict verdict;
    private long foreignNanos;
    private long started;
    private boolean agreed;

    /** A call begins. */
    synchronized void begin() {
        stages.clear();
        assessment = null;
        verdict = null;
        foreignNanos = 0;
        started = System.nanoTime();
    }

    /** How long the call has taken, without its effect and without waiting for a person. */
    synchronized Duration inGate() {
        return Duration.ofNanos(System.nanoTime() - started - foreignNanos);
    }

    /** What the call went through, in order. */
    synchronized List<String> stages() {
        return List.copyOf(stages);
    }

    /** The class the last verdict was made from; empty when no policy was asked. */
    synchronized Optional<Assessment> assessment() {
        return Optional.ofNullable(assessment);
    }

    /** What the policy decided last, without what a person made of it; empty when it was not asked. */
    synchronized Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** Whether a person has said yes to anything. */
    synchronized boolean agreed() {
        return agreed;
    }

    /** The effect of a call that is no tool's. */
    <T extends @Nullable Object> T effect(Callable<T> effect) throws Exception {
        pass("ran");
        long before = System.nanoTime();
        try {
            return effect.call();
        } finally {
            elsewhere(System.nanoTime() - before);
        }
    }

    /** The same policy, watched. */
    Policy policy(Policy policy) {
        return new Policy() {
            @Override
            public Verdict decide(Evidence evidence) {
                Verdict decided = policy.decide(evidence);
                judged(evidence.assessment(), decided);
                return decided;
            }

            @Override
            public Digest digest() {
                return policy.digest();
            }
        };
    }

    /** The same approver, watched. */
    Approver approver(Approver approver) {
        return new Approver() {
            @Override
            public CompletionStage<Approval> ask(Question question) {
                pass("asked");
                long before = System.nanoTime();
                return approver.ask(question).whenComplete((answer, error) -> {
                    elsewhere(System.nanoTime() - before);
                    if (answer != null && answer.yes()) {
                        agree();
                    }
                });
            }

            @Override
            public boolean blocks() {
                return approver.blocks();
            }
        };
    }

    /** The same tool, watched. */
    Tool tool(Tool tool) {
        return new WatchedTool(tool, this);
    }

    /** A stage was reached. */
    synchronized void pass(String stage) {
        if (!stages.contains(stage)) {
            stages.add(stage);
        }
    }

    private synchronized void judged(Assessment seen, Verdict decided) {
        assessment = seen;
        verdict = decided;
    }

    private synchronized void elsewhere(long nanos) {
        foreignNanos += nanos;
    }

    private synchronized void agree() {
        agreed = true;
    }
}
