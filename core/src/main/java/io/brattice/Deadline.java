package io.brattice;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs somebody else's code on the gate's executor, for no longer than allowed. The only way plug-ins that look are called. */
final class Deadline {

    /** What came of it: exactly one of the two is there. */
    record Result<T>(@Nullable T value, @Nullable String problem) {}

    private final ExecutorService executor;

    Deadline(ExecutorService executor) {
        this.executor = executor;
    }

    /** The value, or one line that says why there is none. Never throws, except that an interrupt stays set. */
    <T> Result<T> within(Duration limit, String what, Callable<@Nullable T> work) {
        Future<@Nullable T> running;
        try {
            running = executor.submit(work);
        } catch (RejectedExecutionException e) {
            return new Result<>(null, what + " could not start: the gate is closed");
        }
        try {
            T value = running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return value == null ? new Result<>(null, what + " answered nothing") : new Result<>(value, null);
        } catch (TimeoutException e) {
            running.cancel(true);
            return new Result<>(null, what + " was late: no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            return new Result<>(null, what + " was interrupted");
        } catch (ExecutionException e) {
            return new Result<>(null, what + " failed: " + Problem.line(e.getCause()));
        }
    }
}
