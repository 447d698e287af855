package io.brattice.journal;

import static io.brattice.journal.Entries.entries;
import static io.brattice.journal.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can write the folder can change unseen, and what not: the table of docs/journal.md. */
class TamperTest {
    private static final int ENTRIES = 70;

    @TempDir
    Path folder;

    private List<Path> segments;

    @BeforeEach
    void writeThreeSegments() throws Exception {
        try (FileJournal journal = FileJournal.builder(folder).segmentSize(4096).open()) {
            for (Entry each : entries(0, ENTRIES)) {
                journal.append(each);
            }
        }
        segments = StreamReader.segments(JournalFolder.streams(folder).get(0));
        assertTrue(segments.size() >= 3);
        assertTrue(FileJournal.verify(folder).isIntact());
    }

    @Test
    void anEditedByteIsDetectedWhereverItIs() throws Exception {
        for (Path segment : segments) {
            byte[] original = Files.readAllBytes(segment);
            int newest = segment.equals(last()) ? startOfNewest() : original.length;
            for (int i = 0; i < newest; i += i < 240 ? 1 : 17) { // every byte of the first, then samples
                byte[] edited = original.clone();
                edited[i] ^= 1;
                Files.write(segment, edited);
                assertFalse(FileJournal.verify(folder).isIntact(), segment + " at " + i);
            }
            Files.write(segment, original);
        }
    }

    @Test
    void anEditOfTheNewestEntryLooksLikeADroppedTail() throws Exception {
        dropCheckpoints();
        byte[] original = Files.readAllBytes(last());
        for (int i = startOfNewest(); i < original.length; i++) {
            byte[] edited = original.clone();
            edited[i] ^= 1;
            Files.write(last(), edited);
            Verification verification = FileJournal.verify(folder);
            assertTrue(verification.isIntact());
            assertEquals(ENTRIES - 1, verification.entries());
        }
    }

    @Test
    void aChangedPayloadWithARightChecksumIsDetected() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        Frame victim = frames.get(3);
        byte[] payload = victim.payload().clone();
        payload[payload.length - 3] ^= 1;
        byte[] bytes = Files.readAllBytes(segments.get(1));
        int start = startOf(frames, 3);
        System.arraycopy(payload, 0, bytes, start + 52, payload.length);
        assertDetected(withRightChecksum(bytes, start), segments.get(1), victim.sequence());
    }

    @Test
    void aChangedPayloadWithARightHashIsDetectedAtTheNextEntry() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        frames.set(3, forged(frames.get(3).sequence(), frames.get(2).hash()));
        assertDetected(
                segment(segments.get(1), frames), segments.get(1), frames.get(4).sequence());
    }

    @Test
    void anEntryDroppedAtTheHeadIsDetected() throws Exception {
        List<Frame> frames = frames(segments.get(0));
        frames.remove(0);
        assertDetected(segment(segments.get(0), frames), segments.get(0), 1);
    }

    @Test
    void aSegmentDroppedAtTheHeadIsDetected() throws Exception {
        Files.delete(segments.get(0));
        assertDetected(1);
    }

    @Test
    void anEntryDroppedInTheMiddleIsDetected() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        long gone = frames.remove(2).sequence();
        assertDetected(segment(segments.get(1), frames), segments.get(1), gone);
    }

    @Test
    void theEndOfASegmentInTheMiddleDroppedIsDetected() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        long gone = frames.remove(frames.size() - 1).sequence();
        assertDetected(segment(segments.get(1), frames), segments.get(1), segments.get(2), gone);
    }

    @Test
    void aSegmentDroppedInTheMiddleIsDetected() throws Exception {
        long gone = frames(segments.get(1)).get(0).sequence();
        Files.delete(segments.get(1));
        assertDetected(gone);
    }

    @Test
    void segmentsThatChangedPlacesAreDetected() throws Exception {
        byte[] first = Files.readAllBytes(segments.get(0));
        Files.write(segments.get(0), Files.readAllBytes(segments.get(1)));
        Files.write(segments.get(1), first);
        assertDetected(1);
    }

    @Test
    void entriesThatChangedPlacesAreDetected() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        long first = frames.get(4).sequence();
        Collections.swap(frames, 4, 5);
        assertDetected(segment(segments.get(1), frames), segments.get(1), first);
    }

    @Test
    void anEntryForgedIntoTheMiddleIsDetected() throws Exception {
        List<Frame> frames = frames(segments.get(1));
        long next = frames.get(3).sequence();
        frames.add(3, forged(next, frames.get(2).hash()));
        assertDetected(segment(segments.get(1), frames), segments.get(1), next + 1);
    }

    @Test
    void aStreamCopiedUnderAnotherIdIsDetected() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("00000000-0000-4000-8000-000000000000"));
        for (Path segment : segments) {
            Files.copy(segment, copy.resolve(segment.getFileName()));
        }
        Verification verification = FileJournal.verify(folder);
        assertFalse(verification.isIntact());
        assertEquals(copy, verification.problem().orElseThrow().file().getParent());
    }

    @Test
    void aDroppedTailIsDetectedWhereItWasSigned() throws Exception {
        byte[] bytes = Files.readAllBytes(last());
        Files.write(last(), java.util.Arrays.copyOf(bytes, startOfNewest()));
        Verification.Problem problem = FileJournal.verify(folder).problem().orElseThrow();
        assertEquals(ENTRIES, problem.sequence());
        assertTrue(problem.what().endsWith("the stream ends at entry 69: its end was cut off"), problem::what);
    }

    @Test
    void aDroppedTailIsNotDetectedWhereItsCheckpointsWereDroppedToo() throws Exception {
        dropCheckpoints();
        Verification before = FileJournal.verify(folder);
        byte[] bytes = Files.readAllBytes(last());
        Files.write(last(), java.util.Arrays.copyOf(bytes, startOfNewest()));
        Verification after = FileJournal.verify(folder);
        assertTrue(after.isIntact());
        assertEquals(ENTRIES - 1, after.entries());
        assertNotEquals(before.heads(), after.heads(), "whoever kept the heads elsewhere sees it");
    }

    @Test
    void aRollbackToAnOldCopyIsNotDetectedWhereItsCheckpointsWereRolledBackToo() throws Exception {
        dropCheckpoints();
        byte[] old = Files.readAllBytes(last());
        try (FileJournal journal = FileJournal.builder(folder).segmentSize(4096).open()) {
            journal.append(entry(ENTRIES));
        }
        Files.write(last(), old);
        assertFalse(FileJournal.verify(folder).isIntact());
        dropCheckpoints();
        assertTrue(FileJournal.verify(folder).isIntact());
        assertEquals(ENTRIES, FileJournal.verify(folder).entries());
    }

    @Test
    void aForkIsNotDetectedWhereItsCheckpointsWereDropped() throws Exception {
        List<Frame> frames = frames(last());
        byte[] hash = frames.get(0).previous();
        for (int i = 0; i < frames.size(); i++) {
            frames.set(i, forged(frames.get(i).sequence(), hash));
            hash = frames.get(i).hash();
        }
        Files.write(last(), segment(last(), frames));
        Verification.Problem problem = FileJournal.verify(folder).problem().orElseThrow();
        assertTrue(problem.what().contains("it was written anew since"), problem::what);
        dropCheckpoints();
        assertTrue(FileJournal.verify(folder).isIntact());
        assertEquals(ENTRIES, FileJournal.verify(folder).entries());
    }

    @Test
    void aStreamThatIsGoneAsAWholeIsNotDetected() throws Exception {
        for (Path segment : segments) {
            Files.delete(segment);
        }
        assertFalse(FileJournal.verify(folder).isIntact());
        dropCheckpoints();
        assertTrue(FileJournal.verify(folder).isIntact());
    }

    @Test
    void aSwappedKeyIsNotDetected() throws Exception {
        Files.writeString(folder.resolve("redaction.key"), "0".repeat(64));
        assertTrue(FileJournal.verify(folder).isIntact());
    }

    @Test
    void damageInTheMiddleKeepsTheJournalFromOpeningAndSaysWhere() throws Exception {
        Path segment = segments.get(1);
        List<Frame> frames = frames(segment);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[startOf(frames, 2) + 60] ^= 1;
        Files.write(segment, bytes);
        JournalException refused = assertThrows(JournalException.class, () -> FileJournal.in(folder));
        String place = "`%s`, offset %d, entry %d"
                .formatted(
                        segment.toRealPath(), startOf(frames, 2), frames.get(2).sequence());
        assertTrue(refused.getMessage().startsWith(place), refused::getMessage);
        assertThrows(JournalException.class, () -> FileJournal.in(folder), "and again: nothing was changed");
    }

    private void assertDetected(byte[] bytes, Path segment, long sequence) throws Exception {
        assertDetected(bytes, segment, segment, sequence);
    }

    private void assertDetected(byte[] bytes, Path segment, Path where, long sequence) throws Exception {
        Files.write(segment, bytes);
        assertEquals(where, FileJournal.verify(folder).problem().orElseThrow().file());
        assertDetected(sequence);
    }

    private void assertDetected(long sequence) throws Exception {
        Verification.Problem problem = FileJournal.verify(folder).problem().orElseThrow();
        assertEquals(sequence, problem.sequence(), problem::toString);
        assertThrows(JournalException.class, () -> FileJournal.in(folder));
    }

    private void dropCheckpoints() throws IOException {
        Files.delete(Checkpoints.file(last().getParent()));
    }

    private Path last() {
        return segments.get(segments.size() - 1);
    }

    private int startOfNewest() throws IOException {
        List<Frame> frames = frames(last());
        return startOf(frames, frames.size() - 1);
    }

    private static int startOf(List<Frame> frames, int index) {
        return SegmentHeader.BYTES
                + frames.subList(0, index).stream().mapToInt(Frame::length).sum();
    }

    private static List<Frame> frames(Path segment) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (FrameReader reader = new FrameReader(segment, SegmentHeader.BYTES)) {
            for (Optional<Frame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    /** The header of a segment and these frames, byte for byte as they were, and zeros up to its size. */
    private static byte[] segment(Path segment, List<Frame> frames) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer changed = ByteBuffer.allocate(Math.max(bytes.length, 8192));
        changed.put(bytes, 0, SegmentHeader.BYTES);
        for (Frame frame : frames) {
            int start = changed.position();
            Frame.write(changed, frame.kind(), 0, frame.sequence(), frame.previous(), frame.payload(), new byte[32]);
            changed.position(changed.position() - 32).put(frame.hash());
            withRightChecksum(changed.array(), start);
        }
        return changed.array();
    }

    private static Frame forged(long sequence, byte[] previous) throws JournalException {
        byte[] payload = Payload.encode(entry(7), Arguments.of("forged", true));
        ByteBuffer bytes = ByteBuffer.allocate(Frame.length(payload));
        Frame.write(bytes, 7, 0, sequence, previous, payload, Frame.leaf(payload));
        return Frame.at(bytes.flip(), 0).orElseThrow();
    }

    private static byte[] withRightChecksum(byte[] bytes, int start) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = Frame.totalLength(buffer, start);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes, start, 4);
        crc.update(bytes, start + 8, length - 8);
        buffer.putInt(start + 4, (int) crc.getValue());
        return bytes;
    }
}
