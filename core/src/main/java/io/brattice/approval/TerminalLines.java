package io.brattice.approval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a person types, waited for no longer than wanted.
 *
 * <p>A read cannot be called back, so one that outlasts the wait goes on in its daemon thread and its line counts for whoever
 * asks next, unless {@link #forget} came in between. Used by one thread at a time.
 */
final class TerminalLines {

    private final BufferedReader reader;
    private @Nullable FutureTask<Optional<String>> pending;

    TerminalLines(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    /**
     * Drops what was typed before now. Half a line that the terminal still holds for editing cannot be seen from here.
     */
    void forget() throws IOException {
        if (pending != null && pending.isDone()) {
            pending = null;
        }
        while (pending == null && reader.ready()) {
            if (reader.readLine() == null) {
                return;
            }
        }
    }

    /**
     * The next line, without its end; empty at the end of input or where it cannot be read.
     *
     * @throws TimeoutException if nobody finished a line within {@code limit}
     */
    Optional<String> next(Duration limit) throws TimeoutException, InterruptedException {
        FutureTask<Optional<String>> read = pending;
        if (read == null) {
            read = new FutureTask<>(() -> Optional.ofNullable(reader.readLine()));
            pending = read;
            Thread thread = new Thread(read, "brattice-terminal");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            Optional<String> line = read.get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            pending = null;
            return line;
        } catch (ExecutionException | CancellationException e) {
            pending = null;
            return Optional.empty();
        }
    }
}
