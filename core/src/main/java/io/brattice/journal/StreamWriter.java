package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes one stream: links frames to the chain, fills segments and begins new ones.
 *
 * <p>Used by one thread at a time, but for {@link #prepareSpare}. After an exception nothing more may be written.
 */
final class StreamWriter implements Closeable {
    private static final int FIRST_BUFFER = 64 << 10;
    private static final int LARGEST_BUFFER = 1 << 20;
    private static final String SPARE = "spare";

    private final Path folder;
    private final Disk disk;
    private final long segmentSize;
    private final ReentrantLock preparing = new ReentrantLock();

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BUFFER);
    private Disk.Output output;
    private SegmentHeader header;
    private long capacity;
    private volatile long offset;
    private long sequence;
    private byte[] hash;
    private int position;
    private volatile boolean triedSpare;
    private boolean hasSpare; // guarded by preparing

    /**
     * Opens a stream whose lock is held: reads it through, cuts off a write that never became whole, and goes on where it
     * ends; or begins it.
     */
    static StreamWriter open(Path folder, Disk disk, long segmentSize) throws IOException, DamagedException {
        Files.deleteIfExists(folder.resolve(SPARE));
        try (StreamReader reader = new StreamReader(folder)) {
            while (reader.next().isPresent()) {
                // the reader checks
            }
            return new StreamWriter(folder, disk, segmentSize, reader);
        }
    }

    private StreamWriter(Path folder, Disk disk, long segmentSize, StreamReader end) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.segmentSize = segmentSize;
        this.header = end.header();
        this.sequence = end.sequence();
        this.hash = end.hash();
        if (end.frames().isPresent()) {
            FrameReader last = end.frames().get();
            offset = last.offset();
            capacity = Math.max(segmentSize, offset);
            output = disk.resume(last.path(), offset, capacity);
        } else {
            output = begin(0);
        }
    }

    UUID stream() {
        return header.stream();
    }

    /** Of the newest frame added. */
    long sequence() {
        return sequence;
    }

    /** Of the newest frame added. */
    byte[] hash() {
        return hash;
    }

    /** Gives an entry its place. It is durable after {@link #commit()}. */
    void add(Pending entry) throws IOException {
        int length = Frame.length(entry.payload());
        if (offset + buffer.position() + length > capacity) {
            commit();
            roll(length);
        } else if (position == Frame.MAX_BATCH) {
            commit();
        }
        if (length > buffer.remaining()) {
            makeRoom(length);
        }
        hash = Frame.write(buffer, entry.kind(), position++, ++sequence, hash, entry.payload(), entry.leaf());
    }

    /** Makes everything added durable. */
    void commit() throws IOException {
        write();
        output.force();
        position = 0;
    }

    /** Whether it is time to call {@link #prepareSpare}. */
    boolean wantsSpare() {
        return !triedSpare && offset > capacity / 2;
    }

    /**
     * Fills the next segment with zeros ahead of time, by a thread that nobody waits for. If that fails, whoever needs the
     * segment meets the same disk, and reports it.
     */
    void prepareSpare() {
        preparing.lock();
        try {
            if (!triedSpare) {
                triedSpare = true;
                disk.create(folder.resolve(SPARE), segmentSize).close();
                hasSpare = true;
            }
        } catch (IOException tooEarlyToTell) {
            hasSpare = false;
        } finally {
            preparing.unlock();
        }
    }

    /** Cuts off the zeros at the end. Everything added must have been committed. */
    void finish() throws IOException {
        output.truncate(offset);
    }

    @Override
    public void close() throws IOException {
        output.close();
        preparing.lock();
        try {
            triedSpare = true;
            Files.deleteIfExists(folder.resolve(SPARE));
        } finally {
            preparing.unlock();
        }
    }

    private void makeRoom(int length) throws IOException {
        if (buffer.capacity() < LARGEST_BUFFER && position > 0) {
            int larger = Math.max(2 * buffer.capacity(), buffer.position() + length);
            buffer = ByteBuffer.allocate(larger).put(buffer.flip());
        } else {
            write();
            if (length > buffer.capacity()) {
                buffer = ByteBuffer.allocate(length);
            }
        }
    }

    private void write() throws IOException {
        if (buffer.position() > 0) {
            long end = offset + buffer.position();
            output.write(offset, buffer.array(), buffer.position());
            offset = end;
            buffer.clear();
        }
    }

    private void roll(int length) throws IOException {
        output.close();
        header = header.next(sequence + 1, hash);
        output = begin(SegmentHeader.BYTES + (long) length);
    }

    /** The file gets its name only once its header is durable: a segment without one does not exist. */
    private Disk.Output begin(long atLeast) throws IOException {
        capacity = Math.max(segmentSize, atLeast);
        offset = SegmentHeader.BYTES;
        Path spare = folder.resolve(SPARE);
        try (Disk.Output file = takeSpare(spare)) {
            file.write(0, header.encoded(), SegmentHeader.BYTES);
            file.force();
        }
        Path segment = folder.resolve(SegmentHeader.fileName(header.number()));
        Files.move(spare, segment, StandardCopyOption.ATOMIC_MOVE); // closed before: Windows moves no open file
        OwnerOnly.forceFolder(folder);
        return disk.resume(segment, capacity, capacity);
    }

    private Disk.Output takeSpare(Path spare) throws IOException {
        preparing.lock();
        try {
            boolean ready = hasSpare && capacity == segmentSize;
            hasSpare = false;
            triedSpare = false;
            if (ready) {
                return disk.resume(spare, capacity, capacity);
            }
            Files.deleteIfExists(spare);
            return disk.create(spare, capacity);
        } finally {
            preparing.unlock();
        }
    }
}
