package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What was written to a store and is not known to be on the disk. Threads that wait for each other's writes all find them there. */
final class Unsynced {

    /** Up to here, forcing each is faster than starting a program that brings everything to the disk: two to three milliseconds. */
    private static final int FEW = 8;

    private final Path root;
    private final Disk disk;
    private final ReentrantLock guard = new ReentrantLock();
    private final ReentrantLock syncing = new ReentrantLock();
    private Set<Path> written = new LinkedHashSet<>();

    Unsynced(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    /** A file that was written, or a folder in which names were made. */
    void add(Path path) {
        guard.lock();
        try {
            written.add(path);
        } finally {
            guard.unlock();
        }
    }

    void sync() throws IOException {
        syncing.lock();
        try {
            Set<Path> now = exchange(new LinkedHashSet<>());
            try {
                if (now.size() <= FEW || !disk.sync(root)) {
                    forceAll(now);
                }
            } catch (IOException | RuntimeException e) {
                now.forEach(this::add);
                throw e;
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Files first: a name must not be durable before what it names. */
    private void forceAll(Set<Path> paths) throws IOException {
        for (boolean folders : new boolean[] {false, true}) {
            for (Path each : paths) {
                if (Files.isDirectory(each) == folders) {
                    try {
                        disk.force(each);
                    } catch (NoSuchFileException gone) {
                        // It was swept; whoever needs it looks whether it is there.
                    }
                }
            }
        }
    }

    private Set<Path> exchange(Set<Path> fresh) {
        guard.lock();
        try {
            Set<Path> now = written;
            written = fresh;
            return now;
        } finally {
            guard.unlock();
        }
    }
}
