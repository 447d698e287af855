package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static io.brattice.journal.Entries.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void whatWasWrittenIsReadInOrder() throws Exception {
        journal.append(entry(0));
        journal.note(entry(1));
        journal.submit(entry(2)).toCompletableFuture().join();
        assertEquals(entries(0, 3), read(journal));
    }

    @Test
    void theNewestEntriesAreKeptAndOlderOnesDropped() throws Exception {
        for (int i = 0; i < MemoryJournal.KEPT + 10; i++) {
            journal.note(entry(i));
        }
        List<Entry> kept = read(journal);
        assertEquals(MemoryJournal.KEPT, kept.size());
        assertEquals(entry(10), kept.get(0));
        assertEquals(entry(MemoryJournal.KEPT + 9), kept.get(kept.size() - 1));
    }

    @Test
    void fewerAreKeptWhereTheyAreLarge() throws Exception {
        Arguments large = Arguments.of("text", "x".repeat(1_000_000));
        for (int i = 0; i < 200; i++) {
            journal.note(new Entry(Entry.Kind.READ, "call-" + i, entry(i).at(), large));
        }
        List<Entry> kept = read(journal);
        assertTrue(kept.size() >= 60 && kept.size() <= 67, () -> kept.size() + " kept");
        assertEquals("call-199", kept.get(kept.size() - 1).call());
    }

    @Test
    void manyThreadsWriteAndNothingIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int first = i * 1000;
                done.add(threads.submit(() -> {
                    for (Entry each : entries(first, first + 1000)) {
                        journal.note(each);
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
            assertEquals(16_000, read(journal).stream().distinct().count());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theHeadTellsTheEntriesAndTheirOrder() throws Exception {
        MemoryJournal same = new MemoryJournal();
        MemoryJournal otherOrder = new MemoryJournal();
        for (int i = 0; i < 3; i++) {
            journal.note(entry(i));
            same.note(entry(i));
            otherOrder.note(entry(2 - i));
        }
        assertEquals(journal.head(), same.head());
        assertNotEquals(journal.head(), otherOrder.head());
    }

    @Test
    void aClosedJournalRefuses() {
        journal.close();
        assertThrows(JournalException.class, () -> journal.note(entry(0)));
        assertTrue(journal.submit(entry(0)).toCompletableFuture().isCompletedExceptionally());
    }
}
