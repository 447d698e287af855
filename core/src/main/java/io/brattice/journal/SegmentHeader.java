package io.brattice.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What a segment begins with: which stream and number it is, and where the chain goes on in it.
 *
 * <pre>
 *  0  8    "BRATTICE"
 *  8  u32  format version, 1
 * 12  u32  CRC32C of the 64 bytes that follow
 * 16  16   stream id
 * 32  u64  segment number, from 1
 * 40  u64  sequence number of the first frame
 * 48  32   hash of the frame before it; in the first segment, SHA-256("brattice.genesis.1", stream id)
 * </pre>
 */
final class SegmentHeader {
    static final int BYTES = 80;

    private static final byte[] MAGIC = "BRATTICE".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKED_FROM = 16;
    private static final Sha256 GENESIS = Sha256.named("brattice.genesis.1");
    private static final Pattern FILE_NAME = Pattern.compile("segment-([0-9]{10})");

    private final UUID stream;
    private final long number;
    private final long firstSequence;
    private final byte[] previous;

    private SegmentHeader(UUID stream, long number, long firstSequence, byte[] previous) {
        this.stream = stream;
        this.number = number;
        this.firstSequence = firstSequence;
        this.previous = previous;
    }

    static SegmentHeader first(UUID stream) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .array();
        return new SegmentHeader(stream, 1, 1, GENESIS.of(id));
    }

    static SegmentHeader of(UUID stream, long number, long firstSequence, byte[] previous) {
        return new SegmentHeader(stream, number, firstSequence, previous);
    }

    SegmentHeader next(long sequence, byte[] hash) {
        return new SegmentHeader(stream, number + 1, sequence, hash);
    }

    UUID stream() {
        return stream;
    }

    long number() {
        return number;
    }

    /** The sequence number of its first frame. */
    long firstSequence() {
        return firstSequence;
    }

    /** The hash that the first frame links to. */
    byte[] previous() {
        return previous;
    }

    static String fileName(long number) {
        return "segment-%010d".formatted(number);
    }

    /** The number in a file name; empty if it is not a segment's. */
    static Optional<Long> number(Path file) {
        var name = FILE_NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
    }

    byte[] encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .putLong(number)
                .putLong(firstSequence)
                .put(previous);
        return buffer.putInt(12, checksum(buffer.array())).array();
    }

    /** The header in the first bytes of a file; empty if they are none. */
    static Optional<SegmentHeader> decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean whole = bytes.length == BYTES
                && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && buffer.getInt(8) == VERSION
                && buffer.getInt(12) == checksum(bytes);
        if (!whole) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(
                new UUID(buffer.getLong(16), buffer.getLong(24)),
                buffer.getLong(32),
                buffer.getLong(40),
                Arrays.copyOfRange(bytes, 48, BYTES)));
    }

    boolean matches(SegmentHeader other) {
        return Arrays.equals(encoded(), other.encoded());
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, CHECKED_FROM, BYTES - CHECKED_FROM);
        return (int) crc.getValue();
    }
}
