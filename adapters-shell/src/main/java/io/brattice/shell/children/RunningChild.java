package io.brattice.shell.children;

import io.brattice.shell.process.ProcessMark;
import io.brattice.shell.process.Running;
import io.brattice.shell.process.ShellResult;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child, from its start on: awaited by a thread of its own. */
final class RunningChild {

    private static final Logger LOG = LoggerFactory.getLogger(RunningChild.class);

    private static final Duration TO_END = Duration.ofSeconds(10);

    private final String id;
    private final String command;
    private final Instant since;
    private final Running running;
    private final Tail tail;
    private final CompletableFuture<ShellResult> end = new CompletableFuture<>();

    RunningChild(String id, String command, Instant since, Running running, Tail tail) {
        this.id = id;
        this.command = command;
        this.since = since;
        this.running = running;
        this.tail = tail;
    }

    /**
     * Sees to its time and its end.
     *
     * @param scratch closed once it has ended
     * @param then what is to be done after that
     */
    void await(Closeable scratch, Runnable then) {
        Thread thread = new Thread(
                () -> {
                    try {
                        ShellResult result = running.await();
                        close(scratch);
                        end.complete(result);
                    } catch (InterruptedException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                    then.run();
                },
                "brattice-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable scratch) {
        try {
            scratch.close();
        } catch (IOException e) {
            LOG.warn("a folder for temporary things of a command that has ended could not be taken away", e);
        }
    }

    String id() {
        return id;
    }

    boolean isRunning() {
        return !end.isDone();
    }

    Optional<ProcessMark> mark() {
        return running.mark();
    }

    /** How it ended, where it has within this time. */
    Optional<ShellResult> endWithin(Duration time) throws IOException, InterruptedException {
        try {
            return Optional.of(end.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException("nobody knows how `" + id + "` ended", e);
        }
    }

    /** Ends all of it, and returns when that is done. */
    void stop() throws IOException, InterruptedException {
        running.cancel();
        if (endWithin(TO_END).isEmpty()) {
            throw new IOException("`" + id + "` does not end; a person must end it");
        }
    }

    Child seen() {
        Optional<ShellResult> ended =
                end.isDone() && !end.isCompletedExceptionally() ? Optional.of(end.join()) : Optional.empty();
        return new Child(
                id,
                command,
                since,
                ended.map(result -> OptionalInt.of(result.exit()))
                        .orElseGet(() -> end.isDone() ? OptionalInt.of(-1) : OptionalInt.empty()),
                tail.text());
    }
}
