package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal followed while it is written. */
class JournalTailTest {

    @TempDir
    Path folder;

    @Test
    void everyEntryOfEveryStreamComesOnce() throws Exception {
        List<Entry> seen = new ArrayList<>();
        try (JournalTail tail = FileJournal.tail(folder);
                FileJournal one = open()) {
            see(tail, seen);
            assertEquals(List.of(), seen);
            for (Entry each : entries(0, 100)) { // over several segments
                one.append(each);
                if (seen.size() % 7 == 0) {
                    see(tail, seen);
                }
            }
            see(tail, seen);
            assertEquals(entries(0, 100), seen);
            try (FileJournal two = open()) {
                two.append(entry(101));
                one.append(entry(100));
                see(tail, seen);
                assertEquals(entries(0, 102), seen, "in the order of time");
            }
        }
    }

    @Test
    void itBeginsWithTheNewestSegments() throws Exception {
        try (FileJournal journal = open()) {
            for (Entry each : entries(0, 100)) {
                journal.append(each);
            }
        }
        List<Entry> seen = new ArrayList<>();
        try (JournalTail tail = FileJournal.tail(folder)) {
            see(tail, seen);
        }
        assertEquals(entries(100 - seen.size(), 100), seen);
    }

    @Test
    void damageIsToldWithItsPlace() throws Exception {
        try (FileJournal journal = open()) {
            journal.append(entry(0));
            journal.append(entry(1));
        }
        Path segment =
                StreamReader.segments(JournalFolder.streams(folder).get(0)).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[15] ^= 1;
        Files.write(segment, bytes);
        try (JournalTail tail = FileJournal.tail(folder)) {
            assertThrows(JournalException.class, tail::next);
        }
    }

    private FileJournal open() throws IOException {
        return FileJournal.builder(folder).segmentSize(4096).open();
    }

    private static void see(JournalTail tail, List<Entry> seen) throws JournalException {
        tail.next().forEach(recorded -> seen.add(recorded.entry()));
    }
}
