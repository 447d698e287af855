package io.brattice.shell.children;

import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.Running;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that starts what stays. The kernel ends a child with the <em>thread</em> that started it, so this one lives as long as the
 * JVM once it was needed, and nobody can end it.
 */
final class Starter {

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread starter = new Thread(task, "brattice-children");
                starter.setDaemon(true);
                return starter;
            });

    Running start(Execution execution, Launch launch, OutputListener listener)
            throws IOException, InterruptedException {
        try {
            return thread.submit(() -> execution.start(launch, listener)).get();
        } catch (ExecutionException e) {
            throw new IOException("nothing was started: " + e.getMessage(), e);
        }
    }
}
