package io.brattice.aws.sdk;

import io.brattice.Admission;
import io.brattice.Outcome;
import io.brattice.RefusedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts operations of clients that stand behind a {@link ClientGuard}, and has judged elsewhere what their threads must not wait for.
 *
 * <p>An operation is started once; what can be judged in memory is sent. Else nothing is sent, the call is judged by the gate's own threads, a
 * person answers for as long as the gate is patient, and the operation is started again: with fresh credentials and a fresh signature. So an
 * operation is one call of one client and nothing beside it, and may be started twice.
 *
 * <p>Safe for use by many threads.
 */
public final class Door {

    private final ClientGuard guard;
    private final Executor threads;

    /**
     * @param threads where ends of calls are written down, which waits for a disk
     */
    public Door(ClientGuard guard, Executor threads) {
        this.guard = guard;
        this.threads = threads;
    }

    /**
     * Starts an operation of an asynchronous client; never waits, on whatever thread.
     *
     * @return fails with {@link RefusedException} when it may not run, when a person has not answered in time (the outcome has the ticket), and
     *     when nobody knows whether it ran; else as the operation does
     */
    public <R> CompletableFuture<R> callAsync(Supplier<? extends CompletionStage<R>> operation) {
        Errand first = Errand.first();
        CompletableFuture<R> direct = start(operation, first);
        Optional<Errand.Wanted> toJudge = first.toJudge();
        if (toJudge.isEmpty()) {
            return direct;
        }
        Errand.Wanted wanted = toJudge.get();
        return guard.leave()
                .elsewhere(wanted)
                .thenComposeAsync(admission -> again(operation, wanted, admission), threads)
                .toCompletableFuture();
    }

    /** Starts an operation of a synchronous client, and waits for a person like {@code Session.call}. */
    public <R> R call(Supplier<R> operation) {
        Errand first = Errand.first();
        try {
            return during(first, operation);
        } catch (RefusedException e) {
            Optional<Errand.Wanted> toJudge = first.toJudge();
            if (toJudge.isEmpty()) {
                throw e;
            }
            return again(operation, toJudge.get());
        }
    }

    private <R> R again(Supplier<R> operation, Errand.Wanted wanted) {
        Admission admission = guard.leave().patiently(wanted);
        if (admission.permit().isEmpty()) {
            throw Leave.refused(admission);
        }
        Errand second = Errand.with(admission, wanted);
        R result;
        try {
            result = during(second, operation);
        } catch (RuntimeException | Error e) {
            end(second, admission, e);
            throw e;
        }
        end(second, admission, null);
        return result;
    }

    private <R> CompletionStage<R> again(
            Supplier<? extends CompletionStage<R>> operation, Errand.Wanted wanted, Admission admission) {
        if (admission.permit().isEmpty()) {
            return CompletableFuture.failedFuture(Leave.refused(admission));
        }
        Errand second = Errand.with(admission, wanted);
        return start(operation, second)
                .handleAsync(
                        (result, error) -> {
                            end(second, admission, error);
                            if (error != null) {
                                throw error instanceof CompletionException known
                                        ? known
                                        : new CompletionException(error);
                            }
                            return result;
                        },
                        threads);
    }

    private <R> CompletableFuture<R> start(Supplier<? extends CompletionStage<R>> operation, Errand errand) {
        try {
            return during(errand, operation).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T during(Errand errand, Supplier<T> operation) {
        ThreadLocal<@Nullable Errand> here = guard.errand();
        Errand outer = here.get();
        here.set(errand);
        try {
            return operation.get();
        } finally {
            if (outer == null) {
                here.remove();
            } else {
                here.set(outer);
            }
        }
    }

    /** Writes down what became of it. */
    private void end(Errand errand, Admission admission, @Nullable Throwable error) {
        if (admission.outcome().isPresent()) {
            return; // an address was signed, and that was all
        }
        Optional<Execution> taken = errand.taken();
        taken.ifPresent(guard.uploads()::ended);
        if (taken.isEmpty() || !taken.get().wasSent()) {
            admission.notRun("the operation that was started again did not make this call");
            if (error == null) {
                throw Leave.refused(
                        "aws.another",
                        "the operation made another call the second time",
                        "let it make one call and nothing beside it");
            }
            return;
        }
        if (error != null) {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            taken.get().fail(cause);
            return;
        }
        Outcome outcome = guard.leave()
                .done(
                        taken.get().call,
                        admission,
                        admission.permit().orElseThrow(),
                        taken.get().answer());
        if (outcome instanceof Outcome.Unknown) {
            throw new RefusedException(outcome);
        }
    }
}
