package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static io.brattice.journal.Entries.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash leaves any part of the batch that was being written. */
class TornTailTest {
    @TempDir
    Path folder;

    @Test
    void aLastEntryCutShortAtAnyByteIsCutOff() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
            journal.append(entry(1));
        }
        Path segment = segment();
        int whole = (int) Files.size(segment);
        try (FileJournal journal = open()) {
            journal.append(entry(2));
        }
        byte[] bytes = Files.readAllBytes(segment);
        for (int cut = whole; cut < bytes.length; cut++) {
            byte[] filled = Arrays.copyOf(Arrays.copyOf(bytes, cut), 4096);
            for (byte[] torn : List.of(Arrays.copyOf(bytes, cut), filled)) {
                Files.write(segment, torn);
                Files.delete(Checkpoints.file(segment.getParent())); // a process that is killed signs nothing more
                try (FileJournal journal = open()) {
                    assertEquals(entries(0, 2), read(journal), "cut at " + cut);
                    journal.append(entry(2));
                }
                assertEquals(3, FileJournal.verify(folder).entries(), "cut at " + cut);
                assertTrue(FileJournal.verify(folder).isIntact(), "cut at " + cut);
            }
        }
    }

    @Test
    void aBatchOfWhichOnlyTheEndReachedTheDiskIsCutOff() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
        }
        int durable = (int) Files.size(segment());
        try (FileJournal journal = open()) {
            journal.note(entry(1));
            journal.note(entry(2));
            journal.note(entry(3));
        }
        byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, durable, durable + 100, (byte) 0);
        Files.write(segment(), bytes);
        try (FileJournal journal = open()) {
            assertEquals(entries(0, 1), read(journal));
            journal.append(entry(1));
            assertEquals(entries(0, 2), read(journal));
        }
        assertEquals(2, FileJournal.verify(folder).entries());
    }

    @Test
    void anEntryMissingBeforeALaterBatchIsDamage() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
        }
        int durable = (int) Files.size(segment());
        try (FileJournal journal = open()) {
            journal.append(entry(1));
            journal.append(entry(2));
        }
        byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, durable, durable + 100, (byte) 0);
        Files.write(segment(), bytes);
        assertThrows(JournalException.class, this::open);
        Verification.Problem problem = FileJournal.verify(folder).problem().orElseThrow();
        assertEquals(2, problem.sequence());
        assertEquals(durable, problem.offset());
    }

    @Test
    void aSpareSegmentLeftByACrashIsInNobodysWay() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
        }
        Files.write(segment().resolveSibling("spare"), new byte[100]);
        try (FileJournal journal = open()) {
            for (Entry each : entries(1, 60)) {
                journal.append(each);
            }
            assertEquals(entries(0, 60), read(journal));
        }
    }

    private FileJournal open() throws JournalException {
        return FileJournal.builder(folder)
                .segmentSize(4096)
                .redaction(Redaction.none())
                .open();
    }

    private Path segment() throws Exception {
        return StreamReader.segments(JournalFolder.streams(folder).get(0)).get(0);
    }
}
