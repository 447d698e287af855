package io.brattice.aws.judge;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Notes a call that has run, or may have: what was refused is no step. Reads are not kept.
     *
     * @param answer what the service said; empty where that is not known
     */
    public void ran(Judged judged, Map<String, @Nullable Object> answer) {
        Optional<Operation> operation = judged.operation();
        Verb verb = operation.map(Operation::verb).orElse(Verb.EXECUTE);
        if (verb == Verb.READ || judged.rehearsal()) {
            return;
        }
        AwsCall call = judged.inner().orElse(judged.call());
        List<String> lost = operation.map(one -> Protection.lost(call, one)).orElse(List.of());
        Step step = new Step(
                clock.instant(),
                call.id(),
                judged.assessment().reversibility(),
                verb == Verb.DELETE || verb == Verb.INTERRUPT,
                lost,
                Past.things(judged.assessment().effects()),
                Past.tags(judged.assessment().effects()));
        synchronized (steps) {
            steps.addLast(step);
            forget();
        }
    }

    /** The steps so far, oldest first. */
    List<Step> steps() {
        synchronized (steps) {
            forget();
            return List.copyOf(steps);
        }
    }

    Instant now() {
        return clock.instant();
    }

    private void forget() {
        Instant since = clock.instant().minus(LASTING);
        while (!steps.isEmpty()
                && (steps.size() > STEPS || steps.getFirst().at().isBefore(since))) {
            steps.removeFirst();
        }
    }

    /**
     * One call that has run.
     *
     * @param id of the operation
     * @param passed the class at which it passed
     * @param deletes true when it removed or stopped something
     * @param lost the protections that it took away
     * @param things what it touched: {@code rds:db:prod}
     * @param tags what that was known by: {@code Name=prod-web}
     */
    record Step(
            Instant at,
            String id,
            Reversibility passed,
            boolean deletes,
            List<String> lost,
            Set<String> things,
            Set<String> tags) {}
}
