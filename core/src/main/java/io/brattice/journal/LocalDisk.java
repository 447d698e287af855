package io.brattice.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The files of this host.
 *
 * <p>A {@code FileChannel} is closed by an interrupt of the thread that uses it, and the caller of a journal may well be
 * interrupted. A {@code RandomAccessFile} is not, and the {@code AsynchronousFileChannel} of the same file, which serves
 * for nothing else here, forces data without metadata and is not either.
 */
final class LocalDisk implements Disk {
    private static final int CHUNK = 1 << 20;

    @Override
    public Output create(Path file, long length) throws IOException {
        OwnerOnly.createFile(file);
        return resume(file, 0, length);
    }

    @Override
    public Output resume(Path file, long position, long length) throws IOException {
        LocalOutput output = new LocalOutput(file);
        try {
            byte[] zeros = new byte[(int) Math.min(CHUNK, Math.max(0, length - position))];
            for (long at = position; at < length; at += zeros.length) {
                output.write(at, zeros, (int) Math.min(zeros.length, length - at));
            }
            output.truncate(Math.max(position, length));
            return output;
        } catch (IOException e) {
            output.close();
            throw e;
        }
    }

    private static final class LocalOutput implements Output {
        private final RandomAccessFile file;
        private final AsynchronousFileChannel forcer;

        LocalOutput(Path path) throws IOException {
            file = new RandomAccessFile(path.toFile(), "rw");
            try {
                forcer = AsynchronousFileChannel.open(path, StandardOpenOption.WRITE);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public void write(long position, byte[] bytes, int length) throws IOException {
            file.seek(position);
            file.write(bytes, 0, length);
        }

        @Override
        public void force() throws IOException {
            forcer.force(false);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
            forcer.force(true);
        }

        @Override
        public void close() throws IOException {
            try (file) {
                forcer.close();
            }
        }
    }
}
