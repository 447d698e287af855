package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.aws.call.AwsCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation on its way through the asynchronous door: first to find out what must be judged elsewhere, then once more with leave. It is in
 * force on the thread that starts the operation, while it starts it. Safe for use by many threads.
 */
final class Errand {

    private final @Nullable Admission admission;
    private @Nullable AwsCall call;
    private @Nullable Execution taken;

    private Errand(@Nullable Admission admission, @Nullable AwsCall call) {
        this.admission = admission;
        this.call = call;
    }

    /** To find out. */
    static Errand first() {
        return new Errand(null, null);
    }

    /** With leave for this call and no other. */
    static Errand with(Admission admission, AwsCall call) {
        return new Errand(admission, call);
    }

    /** Notes what must be judged elsewhere; only the first, since everything ends there. */
    synchronized void mustBeJudged(AwsCall elsewhere) {
        if (admission == null && call == null) {
            call = elsewhere;
        }
    }

    /** What must be judged elsewhere. */
    synchronized Optional<AwsCall> toJudge() {
        return admission == null ? Optional.ofNullable(call) : Optional.empty();
    }

    /** The leave for this very call, once. */
    synchronized Optional<Admission> leave(AwsCall made) {
        AwsCall admitted = call;
        boolean fits = admission != null && taken == null && admitted != null && admitted.equals(made);
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
