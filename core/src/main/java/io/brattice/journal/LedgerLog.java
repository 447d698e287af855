package io.brattice.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of records, appended by whoever holds the lock of the folder.
 *
 * <p>A record is {@code [length u32][CRC32C of the length u32][CRC32C of the payload u32][payload]}. The length has a check of
 * its own, so that a damaged length in the middle is not taken for an end that was cut off.
 *
 * <p>{@link RandomAccessFile} and no channel: an interrupt of the calling thread would close a channel for everyone.
 */
final class LedgerLog implements AutoCloseable {

    /** No record is longer: one question with the largest arguments and thousands of effects is far below. */
    static final int LONGEST = 64 << 20;

    private static final int HEAD = 12;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private long position;

    LedgerLog(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Does what a record says. */
    interface Reader {
        void read(byte[] event) throws IOException;
    }

    /** Up to where this process has read or written. */
    long position() {
        return position;
    }

    /**
     * Reads what was appended since the last time. An end that a killed process left unfinished is cut off: whoever calls holds
     * the lock, so nobody is writing it now.
     */
    void readOn(Reader reader) throws IOException {
        long end = file.length();
        if (end == position) {
            return;
        }
        if (end < position) {
            throw corrupt(end, "the file became shorter", null);
        }
        file.seek(position);
        // Not closed: that would close the file.
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(new FileInputStream(file.getFD()), (int) Math.min(BUFFER, end - position)));
        while (position < end) {
            byte[] event = next(in, end - position);
            if (event.length == 0) {
                file.setLength(position);
                return;
            }
            try {
                reader.read(event);
            } catch (IOException | RuntimeException e) {
                throw corrupt(position, String.valueOf(e.getMessage()), e);
            }
            position += HEAD + event.length;
        }
    }

    /** The next record; empty where the rest is an unfinished one. */
    private byte[] next(DataInputStream in, long left) throws IOException {
        byte[] none = new byte[0];
        if (left < HEAD) {
            return none;
        }
        int length = in.readInt();
        int lengthCheck = in.readInt();
        int check = in.readInt();
        if (length == 0 && lengthCheck == 0 && check == 0 && isZero(in)) {
            return none; // a power cut left the length of the file, but not its content
        }
        if (check(lengthOf(length)) != lengthCheck || length <= 0 || length > LONGEST) {
            throw corrupt(position, "a damaged length", null);
        }
        if (left < HEAD + (long) length) {
            return none;
        }
        byte[] event = in.readNBytes(length);
        if (check(event) != check) {
            if (left == HEAD + (long) length) {
                return none;
            }
            throw corrupt(position, "a damaged record", null);
        }
        return event;
    }

    private static boolean isZero(DataInputStream in) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds a record. It survives this process at once, and a power cut after {@link #force}. */
    void append(byte[] event) throws IOException {
        byte[] frame = framed(event);
        file.seek(position);
        file.write(frame);
        position += frame.length;
    }

    /** Passes over what is there, for whoever has just written it. */
    void skip() throws IOException {
        position = file.length();
    }

    static byte[] framed(byte[] event) throws IOException {
        if (event.length > LONGEST) {
            throw new IOException("a record of " + event.length + " bytes; pass less in one call or question");
        }
        return ByteBuffer.allocate(HEAD + event.length)
                .putInt(event.length)
                .putInt(check(lengthOf(event.length)))
                .putInt(check(event))
                .put(event)
                .array();
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private JournalException corrupt(long offset, String what, @Nullable Throwable cause) {
        return new JournalException(
                "the ledger `" + path + "` is damaged at byte " + offset + ": " + what
                        + "; nothing runs until it is restored or moved away by a person",
                cause);
    }

    private static byte[] lengthOf(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    private static int check(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
