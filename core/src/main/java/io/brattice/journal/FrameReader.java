package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the frames of one file in order, while it may still grow.
 *
 * <p>Not by a {@code FileChannel}: an interrupt of the reading thread would close it. Not safe for use by several threads.
 */
final class FrameReader implements Closeable {
    private static final int WINDOW = 64 << 10;

    private final Path path;
    private final RandomAccessFile file;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;
    private long offset;

    /** @param start where the first frame begins, in bytes from the start of the file */
    FrameReader(Path path, long start) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.offset = start;
    }

    /** The next whole frame; empty where none begins. {@link #offset} then stays where it was. */
    Optional<Frame> next() throws IOException {
        Optional<Frame> frame = look();
        frame.ifPresent(found -> offset += found.length());
        return frame;
    }

    /** Forgets what was read ahead: the file may have grown. */
    void refresh() {
        window.limit(0);
    }

    /** Where the next frame begins, in bytes from the start of the file. */
    long offset() {
        return offset;
    }

    Path path() {
        return path;
    }

    /** Whether nothing but zeros follows: no write reached what comes after the last frame. */
    boolean isBlankFromHere() throws IOException {
        long end = file.length();
        byte[] chunk = new byte[WINDOW];
        for (long at = offset; at < end; ) {
            int read = readAt(at, chunk, (int) Math.min(chunk.length, end - at));
            if (read <= 0) {
                return true;
            }
            for (int i = 0; i < read; i++) {
                if (chunk[i] != 0) {
                    return false;
                }
            }
            at += read;
        }
        return true;
    }

    /**
     * Whether a later frame proves that the one missing here had been durable: then this is damage, and not a write that a
     * crash cut short. Of one batch a crash may leave any part; it never leaves a later batch.
     *
     * <p>Looks at every byte. What only looks like a frame does not occur: JSON has no zero bytes, and a frame begins with one.
     *
     * @param sequence the number the next frame would have
     */
    boolean wasDurable(long sequence) throws IOException {
        long here = offset;
        try {
            long end = file.length();
            for (skipZeros(end); offset + Frame.OVERHEAD <= end; skipZeros(end)) {
                if (holds(Frame.OVERHEAD) && Frame.mayBeginBatchAfter(sequence, window, at()) && look().isPresent()) {
                    offset = here;
                    window.limit(0);
                    return look().isEmpty(); // a writer may be at work: what was half written then is whole now
                }
                offset++;
            }
            return false;
        } finally {
            offset = here;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Optional<Frame> look() throws IOException {
        if (!holds(4)) {
            return Optional.empty();
        }
        int length = Frame.totalLength(window, at());
        if (length <= 0 || !holds(length)) {
            return Optional.empty();
        }
        return Frame.at(window, at());
    }

    /** Of eight zeros, no frame begins in the first five: its length would be zero. */
    private void skipZeros(long end) throws IOException {
        while (offset + Frame.OVERHEAD <= end && holds(Long.BYTES) && window.getLong(at()) == 0) {
            offset += 4;
        }
    }

    private int at() {
        return (int) (offset - windowStart);
    }

    /** Makes the window hold that many bytes from the offset on, or tells that the file does not. */
    private boolean holds(int length) throws IOException {
        if (offset >= windowStart && at() + (long) length <= window.limit()) {
            return true;
        }
        if (length > window.capacity()) {
            window = ByteBuffer.allocate(length);
        }
        windowStart = offset;
        int read = readAt(offset, window.array(), window.capacity());
        window.limit(Math.max(read, 0));
        return read >= length;
    }

    private int readAt(long position, byte[] target, int length) throws IOException {
        file.seek(position);
        int total = 0;
        while (total < length) {
            int read = file.read(target, total, length - total);
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }
}
