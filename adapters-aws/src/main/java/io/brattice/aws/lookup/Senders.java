package io.brattice.aws.lookup;

import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Catalogue;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends reads, each for so long and no longer: on threads of its own, which are let go when they are late. */
final class Senders {

    private static final int THREADS = 32;
    private static final int WAITING = 10_000;
    private static final long IDLE_SECONDS = 10;

    private final AwsSender sender;
    private final ExecutorService threads;

    Senders(AwsSender sender) {
        this.sender = sender;
        this.threads = threads();
    }

    /** So many at a time; others wait, and their time runs. Idle threads end. */
    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "brattice-aws-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * The answer of a read.
     *
     * @throws AwsException when the service says so, and when nothing is sent: what is no read, what cannot be sent from here, too late
     */
    Map<String, @Nullable Object> send(AwsCall call, long nanos) throws AwsException {
        boolean reads = Catalogue.shipped()
                .operation(call.service(), call.operation())
                .filter(operation -> operation.inherent() == Reversibility.READ_ONLY)
                .isPresent();
        if (!reads) {
            throw new AwsException("", false, "`" + call.id() + "` is not known to be a read");
        }
        if (!sender.sends(call.service())) {
            throw new AwsException("", false, "there is no client of `" + call.service() + "` here");
        }
        Future<Map<String, @Nullable Object>> answer = submit(call);
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AwsException said) {
                throw said;
            }
            throw new AwsException("", false, "`" + call.id() + "` broke off", e);
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(true);
            throw new AwsException("", false, "`" + call.id() + "` took too long", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new AwsException("", false, "`" + call.id() + "` was interrupted", e);
        }
    }

    private Future<Map<String, @Nullable Object>> submit(AwsCall call) throws AwsException {
        try {
            return threads.submit(() -> sender.send(call));
        } catch (RejectedExecutionException e) {
            throw new AwsException("", false, "too many look-ups are under way", e);
        }
    }
}
