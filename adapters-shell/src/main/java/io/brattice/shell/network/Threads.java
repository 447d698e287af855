package io.brattice.shell.network;

import java.util.concurrent.ThreadFactory;

/** Threads of a forwarder: none of them keeps the JVM running. */
final class Threads implements ThreadFactory {

    private static final int STACK = 256 * 1024;

    @Override
    public Thread newThread(Runnable run) {
        Thread thread = new Thread(null, run, "brattice-network", STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the end of a thread; an interruption ends the wait and stays. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
