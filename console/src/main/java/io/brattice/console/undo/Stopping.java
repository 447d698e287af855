package io.brattice.console.undo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a person stop long work between two parts of it: the first Ctrl-C waits for the part that is under way. */
final class Stopping implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stopping");
    private volatile boolean asked;

    Stopping() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** True once somebody asked to stop. */
    boolean isAsked() {
        return asked;
    }

    private void stop() {
        asked = true;
        try {
            boolean ended = over.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                System.err.println(
                        "brattice: stopped in the middle of a call; `brattice undo CALL --again` finishes it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook is at work.
        }
    }
}
