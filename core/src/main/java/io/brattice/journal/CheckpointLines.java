package io.brattice.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The checkpoints of a stream, in the order of its entries, up to where the file ended when it was opened: so none is read that speaks
 * of what is written later. Not safe for use by several threads.
 */
final class CheckpointLines implements Closeable {
    private static final int LONGEST = 1024;

    private final Path file;
    private final InputStream bytes;
    private final long end;
    private long offset;
    private long sequence;

    CheckpointLines(Path stream) throws IOException {
        this.file = Checkpoints.file(stream);
        boolean there = Files.exists(file);
        this.end = there ? Files.size(file) : 0;
        this.bytes = there ? new BufferedInputStream(Files.newInputStream(file)) : InputStream.nullInputStream();
    }

    /** The next one; empty at the end, and at a last line that is not finished. */
    Optional<Checkpoint> next() throws IOException, DamagedException {
        StringBuilder line = new StringBuilder();
        long start = offset;
        while (offset < end) {
            int c = bytes.read();
            offset++;
            if (c < 0) {
                return Optional.empty();
            }
            if (c == '\n') {
                return Optional.of(checked(line.toString(), start));
            }
            if (line.length() == LONGEST) {
                throw unreadable(start);
            }
            line.append((char) c);
        }
        return Optional.empty();
    }

    private Checkpoint checked(String line, long start) throws DamagedException {
        byte[] utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
        Checkpoint read =
                Checkpoint.parse(new String(utf8, StandardCharsets.UTF_8)).orElseThrow(() -> unreadable(start));
        if (read.sequence() <= sequence || read.segment() != 0) {
            throw new DamagedException(file, start, read.sequence(), "this checkpoint is out of order");
        }
        sequence = read.sequence();
        return read;
    }

    private DamagedException unreadable(long start) {
        return new DamagedException(file, start, sequence + 1, "this is no checkpoint");
    }

    Path file() {
        return file;
    }

    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
