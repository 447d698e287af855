package io.brattice.aws.judge;

import io.brattice.aws.call.AwsCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session has called before, so that one effect in several steps is seen as one. In memory, the last 500 changing calls
 * of the last 24 hours.
 *
 * <p>Safe for use by many threads. Does not outlive the process, and knows nothing of other sessions.
 */
public final class Trail {

    private static final int STEPS = 500;
    private static final Duration LASTING = Duration.ofHours(24);

    private final Clock clock;
    private final Deque<Step> steps = new ArrayDeque<>();

    private Trail(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Nothing was called yet. */
    public static Trail fresh() {
        return new Trail(Clock.systemUTC());
    }

    /** Nothing was called yet, by that clock. */
    public static Trail fresh(Clock clock) {
        return new Trail(clock);
    }

    /** Notes a call that has run, or may have: what was refused is no step. Reads are not kept. */
    public synchronized void ran(Judged judged, Map<String, @Nullable Object> answer) {
        steps.addLast(new Step(clock.instant(), judged, answer));
        forget();
    }

    /** The steps so far, oldest first. */
    synchronized List<Step> steps() {
        forget();
        return List.copyOf(steps);
    }

    private void forget() {
        Instant since = clock.instant().minus(LASTING);
        while (!steps.isEmpty() && (steps.size() > STEPS || steps.getFirst().at().isBefore(since))) {
            steps.removeFirst();
        }
    }

    /** One call that has run. */
    record Step(Instant at, Judged judged, Map<String, @Nullable Object> answer) {
        AwsCall call() {
            return judged.inner().orElse(judged.call());
        }
    }
}
