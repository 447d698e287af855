package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static io.brattice.journal.Entries.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskFailureTest {
    @TempDir
    Path folder;

    private final TestDisk disk = new TestDisk();

    @Test
    void aFailedForcePoisonsTheJournalForGood() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
            disk.failing = true;
            assertThrows(JournalException.class, () -> journal.append(entry(1)));
            disk.failing = false;
            int forces = disk.forces.get();
            assertThrows(JournalException.class, () -> journal.append(entry(2)));
            assertThrows(JournalException.class, () -> journal.note(entry(2)));
            assertThrows(JournalException.class, () -> read(journal));
            var refused = assertThrows(
                    CompletionException.class,
                    () -> journal.submit(entry(2)).toCompletableFuture().join());
            assertInstanceOf(JournalException.class, refused.getCause());
            assertEquals(forces, disk.forces.get(), "nothing is tried again");
        }
    }

    @Test
    void aNoteThatCannotBeForcedPoisonsWhatComesLater() throws Exception {
        try (FileJournal journal = open()) {
            disk.failing = true;
            disk.awaitForce = new CountDownLatch(1);
            journal.note(entry(0));
            assertTrue(disk.awaitForce.await(30, TimeUnit.SECONDS));
            assertThrows(JournalException.class, () -> journal.append(entry(1)));
        }
    }

    @Test
    void aNoteThatIsLostWhenClosingIsToldOf() throws Exception {
        FileJournal journal = open();
        journal.note(entry(0));
        disk.failing = true;
        assertThrows(UncheckedIOException.class, journal::close);
        journal.close();
        disk.failing = false;
        FileJournal.in(folder).close();
    }

    @Test
    void everybodyWhoWaitsIsToldOfTheFailure() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (FileJournal journal = open()) {
            disk.failing = true;
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Entry entry = entry(i);
                waiting.add(threads.submit(() -> assertThrows(JournalException.class, () -> journal.append(entry))));
                var stage = journal.submit(entry).toCompletableFuture();
                waiting.add(stage.handle((done, failure) -> assertInstanceOf(JournalException.class, failure)));
            }
            for (Future<?> each : waiting) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatWasDurableBeforeAFailureIsThereAfterwards() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
            disk.failing = true;
            assertThrows(JournalException.class, () -> journal.append(entry(1)));
        }
        try (FileJournal journal = FileJournal.in(folder)) {
            assertEquals(entry(0), read(journal).get(0));
            journal.append(entry(2));
        }
        assertTrue(FileJournal.verify(folder).isIntact());
    }

    @Test
    void aFullDiskPoisonsTheJournal() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "no /dev/full here: a full disk is not tried");
        try (FileJournal journal = open()) {
            journal.append(entry(0));
            disk.insteadOfFiles = new RandomAccessFile(full.toFile(), "rw");
            JournalException refused = assertThrows(JournalException.class, () -> journal.append(entry(1)));
            assertTrue(refused.getMessage().contains("No space left"), refused::getMessage);
            disk.insteadOfFiles.close();
            disk.insteadOfFiles = null;
            assertThrows(JournalException.class, () -> journal.append(entry(1)));
        }
    }

    @Test
    void aNoteIsForcedWithoutAnybodyWaiting() throws Exception {
        assertTrue(GroupCommit.LONGEST_DELAY.toMillis() <= 500);
        try (FileJournal journal = open()) {
            disk.awaitForce = new CountDownLatch(1);
            journal.note(entry(0));
            assertTrue(disk.awaitForce.await(30, TimeUnit.SECONDS));
            assertEquals(1, FileJournal.verify(folder).entries());
        }
    }

    @Test
    void aNoteDoesNotWaitForTheDisk() throws Exception {
        try (FileJournal journal = open()) {
            disk.held.lock();
            try {
                for (Entry each : entries(0, 100)) {
                    journal.note(each);
                }
            } finally {
                disk.held.unlock();
            }
            assertEquals(entries(0, 100), read(journal));
        }
    }

    @Test
    void aWaitingCallerThatIsInterruptedWaitsOnAndStaysInterrupted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (FileJournal journal = open()) {
            CompletableFuture<Thread> waiter = new CompletableFuture<>();
            Future<?> leading;
            Future<Boolean> waiting;
            disk.held.lock();
            try {
                int forces = disk.forces.get();
                leading = threads.submit(() -> {
                    journal.append(entry(0));
                    return null;
                });
                while (disk.forces.get() == forces) {
                    Thread.onSpinWait();
                }
                waiting = threads.submit(() -> {
                    waiter.complete(Thread.currentThread());
                    journal.append(entry(1));
                    return Thread.currentThread().isInterrupted();
                });
                while (waiter.join().getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                waiter.join().interrupt();
                while (waiter.join().isInterrupted()) { // until it has seen it
                    Thread.onSpinWait();
                }
                assertFalse(waiting.isDone());
            } finally {
                disk.held.unlock();
            }
            leading.get();
            assertTrue(waiting.get());
            assertEquals(entries(0, 2), read(journal));
        } finally {
            threads.shutdownNow();
        }
    }

    private FileJournal open() throws JournalException {
        return FileJournal.builder(folder).segmentSize(1 << 16).disk(disk).open();
    }

    /** The real one, until it is told to fail. */
    private static final class TestDisk implements Disk {
        final java.util.concurrent.locks.ReentrantLock held = new java.util.concurrent.locks.ReentrantLock();
        final AtomicInteger forces = new AtomicInteger();
        volatile boolean failing;
        volatile CountDownLatch awaitForce = new CountDownLatch(0);
        volatile RandomAccessFile insteadOfFiles;

        private final LocalDisk real = new LocalDisk();

        @Override
        public Output create(Path file, long length) throws IOException {
            return new TestOutput(real.create(file, length));
        }

        @Override
        public Output resume(Path file, long position, long length) throws IOException {
            return new TestOutput(real.resume(file, position, length));
        }

        private final class TestOutput implements Output {
            private final Output output;

            TestOutput(Output output) {
                this.output = output;
            }

            @Override
            public void write(long position, byte[] bytes, int length) throws IOException {
                RandomAccessFile other = insteadOfFiles;
                if (other != null) {
                    other.write(bytes, 0, length);
                } else {
                    output.write(position, bytes, length);
                }
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                held.lock();
                try {
                    if (failing) {
                        throw new IOException("input/output error");
                    }
                    output.force();
                } finally {
                    held.unlock();
                    awaitForce.countDown();
                }
            }

            @Override
            public void truncate(long length) throws IOException {
                output.truncate(length);
            }

            @Override
            public void close() throws IOException {
                output.close();
            }
        }
    }
}
