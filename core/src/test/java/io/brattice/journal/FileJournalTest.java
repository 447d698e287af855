package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static io.brattice.journal.Entries.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    @Test
    void whatWasAppendedIsReadInOrder() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            for (Entry each : entries(0, 50)) {
                journal.append(each);
            }
            assertEquals(entries(0, 50), read(journal));
        }
    }

    @Test
    void whatWasNotedAndSubmittedTakesItsPlaceBetweenWhatWasAppended() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.note(entry(0));
            journal.append(entry(1));
            var stage = journal.submit(entry(2));
            journal.note(entry(3));
            stage.toCompletableFuture().join();
            assertEquals(entries(0, 4), read(journal));
        }
    }

    @Test
    void anotherProcessGoesOnWithTheStreamOfOneThatIsGone() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (FileJournal journal = FileJournal.in(folder)) {
                journal.append(entry(2 * i));
                journal.note(entry(2 * i + 1));
                assertEquals(entries(0, 2 * i + 2), read(journal));
            }
        }
        Verification verification = FileJournal.verify(folder);
        assertTrue(verification.isIntact());
        assertEquals(1, verification.streams());
        assertEquals(10, verification.entries());
    }

    @Test
    void twoOpenJournalsOfOneFolderHaveAStreamEachAndReadBoth() throws Exception {
        try (FileJournal one = FileJournal.in(folder);
                FileJournal other = FileJournal.in(folder)) {
            for (int i = 0; i < 20; i += 2) {
                one.append(entry(i));
                other.append(entry(i + 1));
            }
            assertEquals(entries(0, 20), read(one));
            assertEquals(entries(0, 20), read(other));
        }
        assertEquals(2, FileJournal.verify(folder).streams());
    }

    @Test
    void segmentsRollAndTheChainGoesOn() throws Exception {
        try (FileJournal journal = FileJournal.builder(folder).segmentSize(4096).open()) {
            for (Entry each : entries(0, 200)) {
                journal.append(each);
            }
            assertEquals(entries(0, 200), read(journal));
        }
        assertTrue(StreamReader.segments(JournalFolder.streams(folder).get(0)).size() > 5);
        Verification verification = FileJournal.verify(folder);
        assertTrue(verification.isIntact(), verification::toString);
        assertEquals(200, verification.entries());
    }

    @Test
    void anEntryLargerThanASegmentGetsOneOfItsOwn() throws Exception {
        Entry large = new Entry(
                Entry.Kind.NOTED, "", entry(1).at(), io.brattice.action.Arguments.of("text", "x".repeat(1_000_000)));
        try (FileJournal journal = FileJournal.builder(folder).segmentSize(4096).open()) {
            journal.append(entry(0));
            journal.append(large);
            journal.append(entry(2));
            assertEquals(List.of(entry(0), large, entry(2)), read(journal));
        }
        assertEquals(3, FileJournal.verify(folder).entries());
    }

    @Test
    void sixtyFourThreadsAppendAndNothingIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try (FileJournal journal =
                FileJournal.builder(folder).segmentSize(64 << 10).open()) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 64; thread++) {
                int first = thread * 50;
                done.add(threads.submit(() -> {
                    for (Entry each : entries(first, first + 50)) {
                        journal.append(each);
                        if (each.kind() == Entry.Kind.READ) {
                            journal.note(each);
                        }
                    }
                    return null;
                }));
            }
            while (!done.stream().allMatch(Future::isDone)) {
                Verification live = FileJournal.verify(folder);
                assertTrue(live.isIntact(), live::toString);
            }
            for (Future<?> each : done) {
                each.get();
            }
            List<Entry> read = read(journal);
            assertEquals(new HashSet<>(entries(0, 3200)), new HashSet<>(read));
            assertTrue(FileJournal.verify(folder).isIntact());
            assertEquals(read.size(), FileJournal.verify(folder).entries());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void randomEntriesComeBackAsTheyWere() throws Exception {
        long seed = 20261121;
        Random random = new Random(seed);
        List<Entry> written = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            try (FileJournal journal = FileJournal.builder(folder)
                    .segmentSize(8192 + random.nextInt(8192))
                    .open()) {
                for (int i = 0; i < 40; i++) {
                    Entry entry = Entries.random(random);
                    written.add(entry);
                    if (random.nextBoolean()) {
                        journal.append(entry);
                    } else {
                        journal.note(entry);
                    }
                }
                assertEquals(written, read(journal), "seed " + seed);
            }
        }
        assertEquals(400, FileJournal.verify(folder).entries(), "seed " + seed);
    }

    @Test
    void aClosedJournalRefusesToWriteAndStillReads() throws Exception {
        FileJournal journal = FileJournal.in(folder);
        journal.note(entry(0));
        journal.close();
        journal.close();
        assertThrows(JournalException.class, () -> journal.append(entry(1)));
        assertThrows(JournalException.class, () -> journal.note(entry(1)));
        var refused = assertThrows(
                java.util.concurrent.CompletionException.class,
                () -> journal.submit(entry(1)).toCompletableFuture().join());
        assertTrue(refused.getCause() instanceof JournalException);
        assertEquals(entries(0, 1), read(journal));
    }

    @Test
    void anInterruptedCallerWritesAllTheSameAndStaysInterrupted() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            Thread.currentThread().interrupt();
            journal.append(entry(0));
            assertTrue(Thread.interrupted());
            journal.append(entry(1));
            assertEquals(entries(0, 2), read(journal));
        }
    }

    @Test
    void onlyTheOwnerCanReadWhatIsWritten() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path inside = folder.resolve("new");
        try (FileJournal journal = FileJournal.in(inside)) {
            journal.append(entry(0));
            try (Stream<Path> all = Files.walk(inside)) {
                for (Path each : (Iterable<Path>) all::iterator) {
                    String expected = Files.isDirectory(each) ? "rwx------" : "rw-------";
                    assertEquals(
                            expected,
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                            each::toString);
                }
            }
        }
    }
}
