package io.brattice.journal;

import io.brattice.action.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs, now and then, how far a stream has come: one line for each checkpoint in a file beside its segments.
 *
 * <p>After {@link #ENTRIES} entries, {@link #LONGEST_DELAY} after an entry, and when the stream is closed. Records are never
 * signed one by one: a signature takes longer than a forced write. A checkpoint that cannot be written stops nothing, since the
 * entries are there; whoever verifies with a key is told how many are not signed.
 *
 * <p>The key is read at the first checkpoint and not before: most of the time that it takes is the security provider's start.
 */
final class Checkpoints {
    /** After how many entries. */
    static final int ENTRIES = 4096;

    /** How long an entry may stay unsigned. */
    static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    static final String FILE = "checkpoints";

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
    private static final int LONGEST_LINE = 1024;

    private final Path stream;
    private final Path keyFile;
    private @Nullable SigningKey key;
    private boolean warned;
    private volatile long signed;
    private volatile long unsignedSince;

    /**
     * @param stream its folder; its lock is held
     * @param newest the number of its newest entry
     */
    Checkpoints(Path stream, Path keyFile, long newest) throws IOException {
        this.stream = stream;
        this.keyFile = keyFile;
        this.signed = Math.min(newest, cutToWholeLines(file(stream)));
    }

    static Path file(Path stream) {
        return stream.resolve(FILE);
    }

    /** True when somebody should call {@link #nanosLeft}, who else may not know that there is something to sign. */
    boolean isWaitedFor(long durable) {
        long unsigned = durable - signed;
        return unsigned >= ENTRIES || (unsigned > 0 && unsignedSince == 0);
    }

    /** How long it may take until this must be signed; 0 for now, a very long time where there is nothing to sign. */
    long nanosLeft(long durable) {
        long unsigned = durable - signed;
        if (unsigned <= 0) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        if (unsignedSince == 0) {
            unsignedSince = now == 0 ? 1 : now;
        }
        return unsigned >= ENTRIES ? 0 : Math.max(0, unsignedSince + LONGEST_DELAY.toNanos() - now);
    }

    /** Signs that the stream has come to this entry, which is durable. */
    void sign(long sequence, byte[] hash) {
        unsignedSince = 0;
        if (sequence <= signed) {
            return;
        }
        signed = sequence;
        try {
            SigningKey known =
                    key == null ? SigningKey.in(keyFile, FileJournal.publicKeyOf(stream.resolveSibling(""))) : key;
            key = known;
            String name = stream.getFileName().toString();
            append(Checkpoint.by(known, name, sequence, digest(hash), Instant.now(), 0));
        } catch (IOException | RuntimeException e) {
            if (!warned) {
                warned = true;
                log.warn("the journal goes on, but cannot sign how far it has come: {}", e.toString());
            }
        }
    }

    static Digest digest(byte[] hash) {
        return Digest.parse(HexFormat.of().formatHex(hash));
    }

    private void append(Checkpoint checkpoint) throws IOException {
        Path file = file(stream);
        if (!Files.exists(file)) {
            OwnerOnly.createFile(file);
        }
        byte[] line = (checkpoint.json() + "\n").getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length());
            out.write(line);
        }
    }

    /** Cuts off a line that a crash cut short. Answers how far the newest one speaks; 0 where there is none. */
    private static long cutToWholeLines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] end = new byte[(int) Math.min(lines.length(), 2L * LONGEST_LINE)];
            lines.seek(lines.length() - end.length);
            lines.readFully(end);
            String text = new String(end, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            lines.setLength(lines.length() - end.length + whole);
            String last = text.substring(0, whole).stripTrailing();
            return Optional.of(last.substring(last.lastIndexOf('\n') + 1))
                    .flatMap(Checkpoint::parse)
                    .map(Checkpoint::sequence)
                    .orElse(0L);
        }
    }
}
