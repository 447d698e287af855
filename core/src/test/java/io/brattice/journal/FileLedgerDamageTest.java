package io.brattice.journal;

import static io.brattice.journal.LedgerSamples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.policy.History;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused and what is repaired when the files are not as they should be. */
class FileLedgerDamageTest {

    @TempDir
    private Path dir;

    @Test
    void everyTornEndIsCutAndEverythingBeforeItKept() throws Exception {
        long before = filled(20);
        byte[] whole = Files.readAllBytes(log());
        int cuts = 0;
        for (int end = (int) before + 1; end < whole.length; end++) {
            Files.write(log(), Arrays.copyOf(whole, end));
            try (FileLedger ledger = FileLedger.in(dir)) {
                assertEquals(19, ledger.history("p", NOW).past().size(), "cut at " + end);
                cuts++;
            }
            assertEquals(before, Files.size(log()));
        }
        assertTrue(cuts > 100);
    }

    @Test
    void endOfZerosThatAPowerCutLeavesIsCut() throws Exception {
        filled(20);
        long whole = Files.size(log());
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
            file.setLength(whole + 5000);
        }
        try (FileLedger ledger = FileLedger.in(dir)) {
            assertEquals(20, ledger.history("p", NOW).past().size());
        }
        assertEquals(whole, Files.size(log()));
    }

    @Test
    void everyFlippedBitInTheMiddleRefusesToOpenAndSaysWhere() throws Exception {
        long last = filled(3);
        byte[] whole = Files.readAllBytes(log());
        for (int at = 0; at < last; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] = (byte) (damaged[at] ^ (1 << (at % 8)));
            Files.write(log(), damaged);
            JournalException refused = assertThrows(JournalException.class, () -> FileLedger.in(dir), "byte " + at);
            assertTrue(
                    refused.getMessage().contains("ledger.log")
                            && refused.getMessage().contains("byte "),
                    refused.getMessage());
        }
        Files.write(log(), whole);
        FileLedger.in(dir).close();
    }

    @Test
    void damageUnderAnOpenLedgerGrantsNothingAnyMore() throws Exception {
        try (FileLedger ledger = FileLedger.in(dir)) {
            claim(ledger, "c1");
            try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
                file.setLength(file.length() - 1);
            }
            assertThrows(JournalException.class, () -> claim(ledger, "c2"));
            assertThrows(JournalException.class, () -> ledger.history("p", NOW));
            assertThrows(JournalException.class, ledger::stopped);
            assertThrows(JournalException.class, () -> claim(ledger, "c3"));
        }
    }

    @Test
    void logThatIsGoneIsNotTakenForANewLedger() throws Exception {
        filled(3);
        Files.delete(log());
        assertTrue(assertThrows(JournalException.class, () -> FileLedger.in(dir))
                .getMessage()
                .contains("is gone"));
    }

    @Test
    void logOfANewerFormatIsNotOpened() throws Exception {
        Files.createDirectories(dir);
        try (LedgerLog log = new LedgerLog(log())) {
            log.append(new LedgerWriter(LedgerEvent.Kind.FORMAT)
                    .put(LedgerEvent.FORMAT + 1L)
                    .bytes());
        }
        assertTrue(assertThrows(JournalException.class, () -> FileLedger.in(dir))
                .getMessage()
                .contains("format " + (LedgerEvent.FORMAT + 1)));
    }

    /** Written by the version before: four calls that ended in four ways, and the stop switch. */
    @Test
    void logOfTheOldestFormatIsReadAndReplacedAtOnce() throws Exception {
        Files.createDirectories(dir);
        try (InputStream old = FileLedgerDamageTest.class.getResourceAsStream("ledger-format-1.bin")) {
            Files.write(log(), Objects.requireNonNull(old).readAllBytes());
        }
        byte[] before = Files.readAllBytes(log());
        for (int time = 0; time < 2; time++) {
            try (FileLedger ledger = FileLedger.in(dir)) {
                assertEquals(
                        List.of(History.State.DONE, History.State.FAILED, History.State.UNKNOWN, History.State.UNDONE),
                        ledger.history("p", NOW).past().stream()
                                .map(History.Past::state)
                                .toList());
                assertEquals(
                        Arguments.of("value", "c0"),
                        ledger.recorded("c0").orElseThrow().outcome());
                assertEquals(Optional.of("ann"), ledger.stopped());
            }
        }
        byte[] after = Files.readAllBytes(log());
        assertFalse(Arrays.equals(before, after), "an older process could go on with it");
        try (LedgerLog log = new LedgerLog(log())) {
            log.readOn(event -> assertFalse(LedgerEvent.isOldFormat(event)));
        }
    }

    /**
     * Written by format 2, with what now leads to more: calls and a no that are failures today, and a principal that was forgotten although it
     * had failed. The versions in it must come out as they were.
     */
    @Test
    void logOfTheFormatBeforeAccountsIsReadAndReplacedAtOnce() throws Exception {
        Files.createDirectories(dir);
        try (InputStream old = FileLedgerDamageTest.class.getResourceAsStream("ledger-format-2.bin.gz")) {
            Files.write(log(), new GZIPInputStream(Objects.requireNonNull(old)).readAllBytes());
        }
        for (int time = 0; time < 2; time++) {
            try (FileLedger ledger = FileLedger.in(dir)) {
                History old = ledger.history("old", NOW);
                assertEquals(
                        List.of("o2"),
                        old.past().stream().map(History.Past::call).toList());
                assertEquals(List.of(NOW), old.failures());
                assertEquals(2, ledger.history("p", NOW).failures().size());
                assertEquals(Optional.of("ann"), ledger.stopped());
            }
        }
        try (LedgerLog log = new LedgerLog(log())) {
            log.readOn(event -> assertFalse(LedgerEvent.isOldFormat(event)));
        }
    }

    @Test
    void placeThatIsNoFolderIsRefusedAtOnce() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        assertThrows(JournalException.class, () -> FileLedger.in(file));
        assertThrows(JournalException.class, () -> FileLedger.in(Path.of("/proc/no-ledger-here")));
    }

    @Test
    void leftoverOfAnUnfinishedCompactionIsIgnored() throws Exception {
        filled(3);
        Files.writeString(dir.resolve("ledger.next"), "half a snapshot");
        try (FileLedger ledger = FileLedger.in(dir, 1)) {
            assertEquals(3, ledger.history("p", NOW).past().size());
            claim(ledger, "again"); // compacts
        }
        try (FileLedger ledger = FileLedger.in(dir)) {
            assertEquals(4, ledger.history("p", NOW).past().size());
        }
        assertTrue(Files.notExists(dir.resolve("ledger.next")));
    }

    @Test
    void compactionKilledJustBeforeItsRenameIsNotNoticed() throws Exception {
        try (FileLedger ledger = FileLedger.in(dir)) {
            claim(ledger, "c1");
            try (RandomAccessFile page =
                    new RandomAccessFile(dir.resolve("ledger.page").toFile(), "rw")) {
                page.seek(Long.BYTES);
                page.writeLong(Long.reverseBytes(7)); // counted up, and then killed
            }
            claim(ledger, "c2");
            assertEquals(2, ledger.history("p", NOW).past().size());
        }
        try (FileLedger ledger = FileLedger.in(dir)) {
            assertEquals(2, ledger.history("p", NOW).past().size());
        }
    }

    @Test
    void interruptedCallerChangesNothingForAnybody() throws Exception {
        try (FileLedger ledger = FileLedger.in(dir)) {
            Thread.currentThread().interrupt();
            claim(ledger, "c1");
            ledger.stop("ann");
            ledger.release();
            assertTrue(Thread.interrupted());
            claim(ledger, "c2");
            assertEquals(2, ledger.history("p", NOW).past().size());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void closedLedgerRefusesEverything() throws Exception {
        FileLedger ledger = FileLedger.in(dir);
        FileLedger other = FileLedger.in(dir);
        ledger.close();
        ledger.close();
        assertThrows(JournalException.class, () -> claim(ledger, "c1"));
        claim(other, "c1");
        other.close();
        assertThrows(JournalException.class, other::stopped);
    }

    /** Fills the ledger with so many calls and answers where the last record begins. */
    private long filled(int calls) throws Exception {
        long before = 0;
        try (FileLedger ledger = FileLedger.in(dir)) {
            for (int i = 0; i < calls; i++) {
                before = Files.size(log());
                claim(ledger, "c" + i);
            }
        }
        return before;
    }

    private Path log() {
        return dir.resolve("ledger.log");
    }

    private static void claim(Ledger ledger, String id) throws JournalException {
        long seen = ledger.history("p", NOW).version();
        assertEquals(Claim.Answer.GRANTED, ledger.claim(LedgerSamples.claim("p", id, "file:/" + id, seen, NOW)));
    }
}
