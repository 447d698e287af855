package io.brattice.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record in a file: a length, a checksum, its place in the chain, a payload, and the hash that the next one links to.
 *
 * <pre>
 *  0  u32  length of what follows the checksum; 0 means that nothing was written here
 *  4  u32  CRC32C of the length and of what follows
 *  8  u8   version, 1
 *  9  u8   kind
 * 10  u16  position in its batch: everything before this batch was durable before it was written
 * 12  u64  sequence number
 * 20  32   hash of the frame before
 * 52  n    payload
 *     32   hash = SHA-256("brattice.link.1", bytes 8 to 52, leaf), leaf = SHA-256("brattice.leaf.1", payload)
 * </pre>
 *
 * All numbers are big-endian. The leaf depends on the payload alone, so it is computed before the place is known and
 * without a lock; what must be done in order is two SHA-256 blocks.
 *
 * <p>The checksum finds accidents and tells a write that a crash cut short from damage. The hashes find changes made on
 * purpose, up to the newest frame: who can write the file can drop frames at its end or write the whole chain anew.
 */
final class Frame {
    static final int VERSION = 1;

    /** What a frame needs beside its payload, in bytes. */
    static final int OVERHEAD = 84;

    /** The longest payload, in bytes: 2 MiB. A length above this is damage, and is not read. */
    static final int MAX_PAYLOAD = 2 << 20;

    /** How many frames may share one batch. */
    static final int MAX_BATCH = 1 << 16;

    static final int BEFORE_LENGTH_COUNTS = 8;

    private static final int PREVIOUS = 20;
    private static final int PAYLOAD = 52;
    private static final Sha256 LEAF = Sha256.named("brattice.leaf.1");
    private static final Sha256 LINK = Sha256.named("brattice.link.1");

    private final int kind;
    private final int position;
    private final long sequence;
    private final byte[] previous;
    private final byte[] payload;
    private final byte[] hash;

    private Frame(int kind, int position, long sequence, byte[] previous, byte[] payload, byte[] hash) {
        this.kind = kind;
        this.position = position;
        this.sequence = sequence;
        this.previous = previous;
        this.payload = payload;
        this.hash = hash;
    }

    /** What stands for a payload in the chain. */
    static byte[] leaf(byte[] payload) {
        return LEAF.of(payload);
    }

    /** The hash of a frame that is the first of its batch. */
    static byte[] hash(int kind, long sequence, byte[] previous, byte[] leaf) {
        return link(head(kind, 0, sequence, previous), 0, leaf);
    }

    /** How many bytes a frame with this payload takes. */
    static int length(byte[] payload) {
        return OVERHEAD + payload.length;
    }

    /**
     * Appends a frame to a buffer that has an array.
     *
     * @param leaf of this payload
     * @return the hash of the frame, for the next one to link to
     */
    static byte[] write(
            ByteBuffer target, int kind, int position, long sequence, byte[] previous, byte[] payload, byte[] leaf) {
        int start = target.position();
        target.putInt(length(payload) - BEFORE_LENGTH_COUNTS);
        target.putInt(0); // the checksum, once the rest is known
        target.put((byte) VERSION);
        target.put((byte) kind);
        target.putShort((short) position);
        target.putLong(sequence);
        target.put(previous);
        byte[] hash = link(target.array(), target.arrayOffset() + start, leaf);
        target.put(payload);
        target.put(hash);
        target.putInt(start + 4, checksum(target, start, target.position()));
        return hash;
    }

    /**
     * The whole frame that begins at a position of a buffer; empty if there is none. Moves nothing.
     *
     * <p>Whole means: bounded, complete, of a known version, and of the right checksum. Whether it belongs here, and whether
     * its hash is right, {@link #follows} and {@link #isIntact} tell.
     */
    static Optional<Frame> at(ByteBuffer source, int start) {
        int length = totalLength(source, start);
        if (length < OVERHEAD || length > source.limit() - start || source.get(start + 8) != VERSION) {
            return Optional.empty();
        }
        if (source.getInt(start + 4) != checksum(source, start, start + length)) {
            return Optional.empty();
        }
        return Optional.of(new Frame(
                source.get(start + 9) & 0xff,
                source.getShort(start + 10) & 0xffff,
                source.getLong(start + 12),
                bytes(source, start + PREVIOUS, Sha256.BYTES),
                bytes(source, start + PAYLOAD, length - OVERHEAD),
                bytes(source, start + length - Sha256.BYTES, Sha256.BYTES)));
    }

    /** Whether these 84 bytes may begin a frame before which that entry was durable: a cheap question to ask before {@link #at}. */
    static boolean mayBeginBatchAfter(long entry, ByteBuffer source, int start) {
        return totalLength(source, start) > 0
                && source.get(start + 8) == VERSION
                && source.getLong(start + 12) - (source.getShort(start + 10) & 0xffff) > entry;
    }

    /** How long the frame at this position says it is; 0 where nothing was written, -1 where no frame can be that long. */
    static int totalLength(ByteBuffer source, int start) {
        if (source.limit() - start < 4) {
            return -1;
        }
        int length = source.getInt(start);
        if (length == 0) {
            return 0;
        }
        boolean possible =
                length >= OVERHEAD - BEFORE_LENGTH_COUNTS && length <= OVERHEAD - BEFORE_LENGTH_COUNTS + MAX_PAYLOAD;
        return possible ? length + BEFORE_LENGTH_COUNTS : -1;
    }

    /** Whether this frame takes the place after that sequence number and hash. */
    boolean follows(long sequenceBefore, byte[] hashBefore) {
        return sequence == sequenceBefore + 1 && Arrays.equals(previous, hashBefore);
    }

    /** Whether the hash is that of the content. */
    boolean isIntact() {
        byte[] head = head(kind, position, sequence, previous);
        return MessageDigest.isEqual(hash, link(head, 0, leaf(payload)));
    }

    int kind() {
        return kind;
    }

    long sequence() {
        return sequence;
    }

    byte[] previous() {
        return previous;
    }

    byte[] payload() {
        return payload;
    }

    byte[] hash() {
        return hash;
    }

    int length() {
        return OVERHEAD + payload.length;
    }

    private static byte[] head(int kind, int position, long sequence, byte[] previous) {
        return ByteBuffer.allocate(PAYLOAD)
                .put(8, new byte[] {VERSION, (byte) kind})
                .putShort(10, (short) position)
                .putLong(12, sequence)
                .put(PREVIOUS, previous)
                .array();
    }

    private static byte[] link(byte[] array, int start, byte[] leaf) {
        MessageDigest digest = LINK.begin();
        digest.update(array, start + 8, PAYLOAD - 8);
        return digest.digest(leaf);
    }

    private static int checksum(ByteBuffer source, int start, int end) {
        CRC32C crc = new CRC32C();
        byte[] array = source.array();
        int offset = source.arrayOffset();
        crc.update(array, offset + start, 4);
        crc.update(array, offset + start + BEFORE_LENGTH_COUNTS, end - start - BEFORE_LENGTH_COUNTS);
        return (int) crc.getValue();
    }

    private static byte[] bytes(ByteBuffer source, int start, int length) {
        byte[] copy = new byte[length];
        source.get(start, copy);
        return copy;
    }
}
