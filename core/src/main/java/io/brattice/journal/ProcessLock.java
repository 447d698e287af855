package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock file held by at most one owner on this host, and by nobody once that process is gone.
 *
 * <p>POSIX drops every lock a process has on a file as soon as it closes <em>any</em> descriptor of it. So the file is
 * never opened a second time in a process that holds it: that is what the one static map is for. Nobody else may open it.
 *
 * <p>Does not: hold across hosts on a network file system that does not lock.
 */
final class ProcessLock implements Closeable {
    private static final ReentrantLock GUARD = new ReentrantLock();
    private static final Map<Path, FileChannel> OPEN = new HashMap<>();

    private final Path key;
    private final FileChannel channel;

    private ProcessLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** The lock, or empty while somebody else, in this process or another, holds it. The folder must exist. */
    static Optional<ProcessLock> tryAcquire(Path folder, String name) throws IOException {
        Path key = folder.toRealPath().resolve(name);
        GUARD.lock();
        try {
            return OPEN.containsKey(key) ? Optional.empty() : open(key);
        } finally {
            GUARD.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        GUARD.lock();
        try {
            if (OPEN.remove(key, channel)) {
                channel.close();
            }
        } finally {
            GUARD.unlock();
        }
    }

    private static Optional<ProcessLock> open(Path key) throws IOException {
        try {
            OwnerOnly.createFile(key);
        } catch (FileAlreadyExistsException expected) {
            // somebody held it before
        }
        FileChannel channel = FileChannel.open(key, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldThroughAnotherClassLoader) {
            OPEN.put(key, channel); // for good: closing it would drop that one's lock
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        OPEN.put(key, channel);
        return Optional.of(new ProcessLock(key, channel));
    }
}
