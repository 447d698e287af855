package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor finds out with a public key, and with checkpoints that were kept elsewhere. */
class CheckpointTest {
    private static final int ENTRIES = 20;

    @TempDir
    Path home;

    @Test
    void allThatAClosedJournalHoldsIsSigned() throws Exception {
        Path folder = written("a");
        Verification verification = verify(folder);
        assertEquals(Optional.empty(), verification.problem());
        Verification.Stream stream = verification.each().get(0);
        assertEquals(0, stream.unsigned());
        assertEquals(ENTRIES, stream.signed().orElseThrow().sequence());
        assertEquals(stream.head(), stream.signed().orElseThrow().hash());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing.key"))));
    }

    @Test
    void whatWasWrittenSinceTheNewestCheckpointIsCounted() throws Exception {
        Path folder = written("a");
        Path copy = home.resolve("killed");
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(entry(ENTRIES));
            journal.append(entry(ENTRIES + 1));
            copy(folder, copy); // as a process leaves it that is killed now
        }
        Verification.Stream stream = verify(copy).each().get(0);
        assertEquals(Optional.empty(), stream.problem());
        assertEquals(2, stream.unsigned());
        assertEquals(Optional.of(entry(ENTRIES).at()), stream.unsignedSince());
        assertEquals(0, verify(folder).unsigned());
    }

    @Test
    void aBusyJournalIsSignedLongBeforeItIsClosed() throws Exception {
        Path folder = home.resolve("a");
        try (FileJournal journal = FileJournal.in(folder)) {
            for (Entry each : entries(0, Checkpoints.ENTRIES + 10)) {
                journal.note(each);
            }
            journal.append(entry(0));
            Path signed = Checkpoints.file(JournalFolder.streams(folder).get(0));
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!Files.exists(signed) || Files.size(signed) == 0) {
                assertTrue(System.nanoTime() < deadline, "no checkpoint within half a minute");
                Thread.onSpinWait();
            }
        }
        assertEquals(0, verify(folder).unsigned());
    }

    @Test
    void aJournalThatSomebodyWithoutTheKeyWroteAnewIsDetected() throws Exception {
        Path folder = written("a");
        PublicKey known = FileJournal.publicKey(FileJournal.publicKeyOf(folder));
        delete(folder);
        written("a");
        assertTrue(verify(folder).isIntact(), "it is right in itself, with a key of its own");
        Verification verification = FileJournal.verify(folder, List.of(known), List.of());
        assertTrue(verification
                .problem()
                .orElseThrow()
                .what()
                .startsWith("the newest checkpoint is not signed by the given key: its key is `"));
    }

    @Test
    void aCheckpointWithoutTheRightSignatureIsDetected() throws Exception {
        Path folder = written("a");
        Path file = Checkpoints.file(JournalFolder.streams(folder).get(0));
        Checkpoint signed = Checkpoint.parse(Files.readString(file)).orElseThrow();
        Checkpoint later = new Checkpoint(
                signed.stream(),
                signed.sequence(),
                signed.hash(),
                Instant.parse("2030-01-01T00:00:00Z"),
                0,
                signed.key(),
                signed.signature());
        Files.writeString(file, later.json() + "\n");
        assertTrue(FileJournal.verify(folder).isIntact(), "without a key no signature is looked at");
        assertFalse(verify(folder).isIntact());
    }

    @Test
    void anEndThatWasCutOffWithItsCheckpointsIsFoundByOneThatWasKeptElsewhere() throws Exception {
        Path folder = written("a");
        Path old = home.resolve("old");
        copy(folder, old);
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(entry(ENTRIES));
        }
        List<Checkpoint> kept = List.of(verify(folder).each().get(0).signed().orElseThrow());
        PublicKey key = FileJournal.publicKey(FileJournal.publicKeyOf(folder));
        assertTrue(FileJournal.verify(folder, List.of(key), kept).isIntact());
        assertTrue(FileJournal.verify(old, List.of(key), List.of()).isIntact(), "an older copy is right in itself");
        assertEquals(
                "a checkpoint that was kept elsewhere speaks of this entry, and the stream ends at entry 20",
                FileJournal.verify(old, List.of(key), kept)
                        .problem()
                        .orElseThrow()
                        .what());
        delete(JournalFolder.streams(folder).get(0));
        assertEquals(
                "a checkpoint speaks of this stream, and it is gone",
                FileJournal.verify(folder, List.of(key), kept)
                        .problem()
                        .orElseThrow()
                        .what());
    }

    @Test
    void aKeptCheckpointOfAnotherPastIsDetected() throws Exception {
        Path folder = written("a");
        Checkpoint signed = verify(folder).each().get(0).signed().orElseThrow();
        SigningKey key = SigningKey.in(folder.resolve("signing.key"), folder.resolve("signing.pub"));
        Checkpoint other = Checkpoint.by(key, signed.stream(), 5, Digest.of("another"), signed.at(), 0);
        PublicKey open = FileJournal.publicKey(FileJournal.publicKeyOf(folder));
        Verification.Problem problem = FileJournal.verify(folder, List.of(open), List.of(other))
                .problem()
                .orElseThrow();
        assertEquals(5, problem.sequence());
    }

    @Test
    void aLineThatACrashCutShortIsCutOffAndWrittenAnew() throws Exception {
        Path folder = written("a");
        Path file = Checkpoints.file(JournalFolder.streams(folder).get(0));
        Files.writeString(file, Files.readString(file) + "{\"at\":\"20");
        assertTrue(verify(folder).isIntact());
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(entry(ENTRIES));
        }
        assertEquals(0, verify(folder).unsigned());
        assertEquals(2, Files.readAllLines(file).size());
    }

    @Test
    void whatIsNoCheckpointOrOutOfOrderIsDetected() throws Exception {
        Path folder = written("a");
        Path file = Checkpoints.file(JournalFolder.streams(folder).get(0));
        String line = Files.readString(file);
        for (String broken : List.of("{}\n", line + line, "x".repeat(5000) + "\n", line + Arguments.none() + "\n")) {
            Files.writeString(file, broken);
            assertFalse(FileJournal.verify(folder).isIntact(), broken);
        }
    }

    @Test
    void aJournalThatCannotSignGoesOn() throws Exception {
        Path folder = home.resolve("a");
        Path key = home.resolve("broken.key");
        Files.writeString(key, "no key");
        try (FileJournal journal = FileJournal.builder(folder).signingKey(key).open()) {
            journal.append(entry(0));
        }
        Verification verification = FileJournal.verify(folder);
        assertTrue(verification.isIntact());
        assertEquals(1, verification.unsigned());
        assertThrows(JournalException.class, () -> FileJournal.publicKey(key));
    }

    @Test
    void theKeyMayLieElsewhereAndIsProtectedThere() throws Exception {
        Path folder = home.resolve("a");
        Path key = home.resolve("keys/journal.key");
        try (FileJournal journal = FileJournal.builder(folder).signingKey(key).open()) {
            journal.append(entry(0));
            assertTrue(journal.protects().toString().contains("keys/journal.key"));
        }
        PublicKey open = FileJournal.publicKey(FileJournal.publicKeyOf(folder));
        assertEquals(0, FileJournal.verify(folder, List.of(open), List.of()).unsigned());
        try (FileJournal journal = FileJournal.in(folder)) { // does not know where the key is
            journal.append(entry(1));
        }
        assertFalse(Files.exists(folder.resolve("signing.key")));
        Verification verification = FileJournal.verify(folder, List.of(open), List.of());
        assertEquals(Optional.empty(), verification.problem());
        assertEquals(1, verification.unsigned());
        PublicKey other =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        assertFalse(FileJournal.verify(folder, List.of(other), List.of()).isIntact());
    }

    private Path written(String name) throws IOException {
        Path folder = home.resolve(name);
        try (FileJournal journal = FileJournal.in(folder)) {
            for (Entry each : entries(0, ENTRIES)) {
                journal.append(each);
            }
        }
        return folder;
    }

    private static Verification verify(Path folder) throws IOException {
        return FileJournal.verify(folder, List.of(FileJournal.publicKey(FileJournal.publicKeyOf(folder))), List.of());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
