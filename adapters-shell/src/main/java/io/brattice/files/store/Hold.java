package io.brattice.files.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock file, held by many who share it or by one alone, over all processes of a host, and by nobody once its process is gone. Who shares
 * it may share it again; who holds it alone may not.
 *
 * <p>POSIX drops every lock a process has on a file as soon as it closes <em>any</em> descriptor of it. So a process has the file open at
 * most once: that is what the one static map is for. Nobody else may open it.
 */
final class Hold implements Closeable {

    /** How long to wait for somebody who removes something. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long BRIEFLY = 1_000_000;
    private static final ReentrantLock GUARD = new ReentrantLock();
    private static final Map<Path, Door> DOORS = new HashMap<>();

    private static final class Door {
        final FileChannel channel;
        final boolean alone;
        int holders = 1;

        Door(FileChannel channel, boolean alone) {
            this.channel = channel;
            this.alone = alone;
        }
    }

    private final Path file;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Hold(Path file) {
        this.file = file;
    }

    /** Waits until nobody holds the file alone. */
    static Hold shared(Path file, Duration patience) throws IOException {
        return take(file, false, patience);
    }

    /** Waits until nobody holds the file at all. */
    static Hold alone(Path file, Duration patience) throws IOException {
        return take(file, true, patience);
    }

    private static Hold take(Path file, boolean alone, Duration patience) throws IOException {
        long started = System.nanoTime();
        while (true) {
            Optional<Hold> hold = attempt(file, alone);
            if (hold.isPresent()) {
                return hold.get();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for `" + file + "`; call again");
            }
            if (System.nanoTime() - started > patience.toNanos()) {
                throw new IOException(
                        "somebody else is at work in the store: `" + file + "` is locked; try again later");
            }
            LockSupport.parkNanos(BRIEFLY);
        }
    }

    private static Optional<Hold> attempt(Path file, boolean alone) throws IOException {
        GUARD.lock();
        try {
            Door door = DOORS.get(file);
            if (door == null) {
                return open(file, alone);
            }
            if (alone || door.alone) {
                return Optional.empty();
            }
            door.holders++;
            return Optional.of(new Hold(file));
        } finally {
            GUARD.unlock();
        }
    }

    private static Optional<Hold> open(Path file, boolean alone) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, !alone);
        } catch (OverlappingFileLockException heldThroughAnotherClassLoader) {
            throw new IOException(
                    "`" + file + "` is held by another copy of this library in the same process; load it once");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        DOORS.put(file, new Door(channel, alone));
        return Optional.of(new Hold(file));
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        GUARD.lock();
        try {
            Door door = DOORS.get(file);
            if (door != null && --door.holders == 0) {
                DOORS.remove(file);
                door.channel.close();
            }
        } finally {
            GUARD.unlock();
        }
    }
}
