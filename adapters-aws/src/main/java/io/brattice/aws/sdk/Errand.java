package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.aws.call.AwsCall;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation on its way through the asynchronous door: first to find out what must be judged elsewhere, then once more with leave. It is in
 * force on the thread that starts the operation, while it starts it. Safe for use by many threads.
 */
final class Errand {

    private final @Nullable Admission admission;
    private @Nullable Wanted wanted;
    private @Nullable Execution taken;

    /**
     * What a client is about to do.
     *
     * @param address for how long a signed address of the call works; empty where the call itself is made
     */
    record Wanted(AwsCall call, Optional<Duration> address) {}

    private Errand(@Nullable Admission admission, @Nullable Wanted wanted) {
        this.admission = admission;
        this.wanted = wanted;
    }

    /** To find out. */
    static Errand first() {
        return new Errand(null, null);
    }

    /** With leave for this and nothing else. */
    static Errand with(Admission admission, Wanted wanted) {
        return new Errand(admission, wanted);
    }

    /** Notes what must be judged elsewhere; only the first, since everything ends there. */
    synchronized void mustBeJudged(Wanted elsewhere) {
        if (admission == null && wanted == null) {
            wanted = elsewhere;
        }
    }

    /** What must be judged elsewhere. */
    synchronized Optional<Wanted> toJudge() {
        return admission == null ? Optional.ofNullable(wanted) : Optional.empty();
    }

    /** The leave for this and nothing else, once. */
    synchronized Optional<Admission> leave(Wanted made) {
        boolean fits = admission != null && taken == null && made.equals(wanted);
        return fits ? Optional.ofNullable(admission) : Optional.empty();
    }

    synchronized void took(Execution execution) {
        taken = execution;
    }

    /** The execution that took the leave. */
    synchronized Optional<Execution> taken() {
        return Optional.ofNullable(taken);
    }
}
