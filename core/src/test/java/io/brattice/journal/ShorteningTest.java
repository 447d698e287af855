package io.brattice.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning the journal: what goes, what stays, and what is left verifies. */
class ShorteningTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CALLS = 60;

    @TempDir
    Path folder;

    @Test
    void whatIsOldGoesAndTheRestVerifiesFromASignedMarkOn() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, CALLS);
        }
        List<Entry> before = entries();
        Shortening plan = FileJournal.shortening(folder, START.plus(Duration.ofHours(30)));
        assertTrue(plan.entries() > 10, plan::toString);
        shorten(plan);
        List<Entry> after = entries();
        assertEquals(before.subList((int) plan.entries(), before.size()), after.subList(0, after.size() - 1));
        Entry mark = after.get(after.size() - 1);
        assertEquals(Optional.of("shortened"), mark.body().string("what"));
        assertEquals(Optional.of(plan.entries()), mark.body().integer("entries"));
        assertTrue(Checkpoint.parse(mark.body().string("mark").orElseThrow())
                .orElseThrow()
                .isBy(key()));
        assertIntact(after.size());
        try (FileJournal journal = open()) { // and it goes on
            write(journal, CALLS, CALLS + 5);
        }
        assertIntact(after.size() + 10);
        shorten(FileJournal.shortening(folder, START.plus(Duration.ofHours(50)))); // and once more
        assertIntact(entries().size());
    }

    @Test
    void whatIsStillInUseOrYoungStays() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, CALLS);
            assertEquals(0, FileJournal.shortening(folder, START).entries());
            Shortening all = FileJournal.shortening(folder, START.plus(Duration.ofDays(9)));
            assertTrue(all.entries() < 2 * CALLS, "the newest segment stays");
            journal.shorten(all, "olga"); // of a stream that is being written
            write(journal, CALLS, CALLS + 30);
            assertEquals(2 * CALLS - all.entries() + 1 + 60, entries().size());
        }
        assertIntact(entries().size());
    }

    @Test
    void segmentsFromACallWithoutAnEndOnStay() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, 20);
            journal.append(entry(Entry.Kind.INTENT, "open", 20, Map.of()));
            write(journal, 20, CALLS);
        }
        Shortening plan = FileJournal.shortening(folder, START.plus(Duration.ofDays(9)));
        assertEquals(1, plan.open());
        assertTrue(plan.entries() <= 40);
        try (FileJournal holder = FileJournal.in(folder);
                FileJournal other = FileJournal.in(folder)) { // writes another stream
            holder.append(entry(Entry.Kind.NOTED, "", 70, Map.of()));
            other.append(entry(Entry.Kind.DONE, "open", 70, Map.of()));
        }
        assertTrue(
                FileJournal.shortening(folder, START.plus(Duration.ofDays(9))).entries() > 42);
    }

    @Test
    void theEndOfACallInAnotherStreamStaysAsLongAsItsBeginning() throws Exception {
        try (FileJournal agent = open();
                FileJournal person = open()) {
            agent.append(entry(Entry.Kind.INTENT, "crashed", 0, Map.of()));
            agent.append(entry(Entry.Kind.INTENT, "undone", 0, Map.of()));
            agent.append(entry(Entry.Kind.SECURED, "undone", 0, Map.of()));
            agent.append(entry(Entry.Kind.DONE, "undone", 0, Map.of())); // its only segment: it stays
            person.append(entry(Entry.Kind.NOTED, "", 0, Map.of()));
            write(person, 0, 20);
            person.append(entry(Entry.Kind.UNDONE, "undone", 20, Map.of()));
            write(person, 20, 40);
            person.append(entry(Entry.Kind.SETTLED, "crashed", 40, Map.of("ran", true)));
            write(person, 40, CALLS);
        }
        Shortening plan = FileJournal.shortening(folder, START.plus(Duration.ofDays(9)));
        assertTrue(plan.entries() > 0 && plan.entries() <= 41, plan::toString);
        shorten(plan);
        assertTrue(entries().stream().anyMatch(each -> each.kind() == Entry.Kind.UNDONE));
        assertTrue(entries().stream().anyMatch(each -> each.kind() == Entry.Kind.SETTLED));
    }

    @Test
    void whatCouldNotBeTakenBackAnyMoreIsCounted() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, 2);
            journal.append(entry(Entry.Kind.SECURED, "call-0", 2, Map.of()));
            journal.append(entry(Entry.Kind.SECURED, "call-1", 2, Map.of()));
            journal.append(entry(Entry.Kind.UNDONE, "call-1", 2, Map.of()));
            write(journal, 2, CALLS);
        }
        assertEquals(
                1,
                FileJournal.shortening(folder, START.plus(Duration.ofDays(9))).undoable());
    }

    @Test
    void aPruningThatBrokeOffBeginsAtTheMarkAllTheSame() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, CALLS);
        }
        Shortening plan = FileJournal.shortening(folder, START.plus(Duration.ofHours(30)));
        List<Path> files = plan.stretches().get(0).files();
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        shorten(plan);
        List<Entry> left = entries();
        for (int i = 0; i < files.size(); i++) {
            Files.write(files.get(i), contents.get(i)); // as if it had ended before they were removed
        }
        assertEquals(left, entries());
        assertIntact(left.size());
    }

    @Test
    void aMarkWithoutTheRightSignatureIsDetected() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, CALLS);
        }
        Shortening plan = FileJournal.shortening(folder, START.plus(Duration.ofHours(30)));
        Shortening.Stretch stretch = plan.stretches().get(0);
        Path stream = folder.resolve(stretch.stream());
        for (Path file : stretch.files()) {
            Files.delete(file);
        }
        assertFalse(FileJournal.verify(folder).isIntact(), "no mark at all");
        Checkpoint forged = new Checkpoint(
                stretch.stream(),
                stretch.sequence(),
                stretch.hash(),
                START,
                stretch.segment() + 1,
                "0123456789abcdef",
                "AAAA");
        PruneMark.write(stream, forged);
        Verification.Problem problem =
                FileJournal.verify(folder, List.of(key()), List.of()).problem().orElseThrow();
        assertEquals("what was pruned before the stream begins is not signed by the given key", problem.what());
        Files.writeString(stream.resolve("pruned"), "{}");
        assertFalse(FileJournal.verify(folder).isIntact());
        assertThrows(JournalException.class, () -> FileJournal.in(folder));
    }

    @Test
    void aDamagedJournalIsNotPruned() throws Exception {
        try (FileJournal journal = open()) {
            write(journal, 0, CALLS);
        }
        Path first = StreamReader.segments(JournalFolder.streams(folder).get(0)).get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[300] ^= 1;
        Files.write(first, bytes);
        assertThrows(JournalException.class, () -> FileJournal.shortening(folder, Instant.now()));
    }

    private FileJournal open() throws IOException {
        return FileJournal.builder(folder).segmentSize(4096).open();
    }

    private void shorten(Shortening plan) throws IOException {
        try (FileJournal journal = open()) {
            journal.shorten(plan, "olga");
        }
    }

    private static void write(FileJournal journal, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            journal.append(entry(Entry.Kind.INTENT, "call-" + i, i, Map.of("tool", "shell")));
            journal.append(entry(Entry.Kind.DONE, "call-" + i, i, Map.of("outcome", "x".repeat(100))));
        }
    }

    private static Entry entry(Entry.Kind kind, String call, int hour, Map<String, ?> body) {
        return new Entry(kind, call, START.plus(Duration.ofHours(hour)), Arguments.from(body));
    }

    private List<Entry> entries() throws JournalException {
        List<Entry> entries = new ArrayList<>();
        FileJournal.read(folder, entries::add);
        return entries;
    }

    private PublicKey key() throws JournalException {
        return FileJournal.publicKey(FileJournal.publicKeyOf(folder));
    }

    private void assertIntact(long entries) throws JournalException {
        Verification verification = FileJournal.verify(folder, List.of(key()), List.of());
        assertEquals(Optional.empty(), verification.problem());
        assertEquals(entries, verification.entries());
        assertEquals(0, verification.unsigned());
    }
}
