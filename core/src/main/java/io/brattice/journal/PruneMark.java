package io.brattice.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a stream begins since older segments were pruned: after which entry, with which hash, in which segment, signed.
 *
 * <p>The mark is durable before the first file goes, so a stream whose older segments are only partly gone begins there too.
 */
final class PruneMark {
    private static final String FILE = "pruned";

    private PruneMark() {}

    /**
     * The mark of a stream; empty where nothing was pruned.
     *
     * @throws DamagedException if there is a file, but no mark of this stream in it
     */
    static Optional<Checkpoint> of(Path stream) throws IOException, DamagedException {
        Path file = stream.resolve(FILE);
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<Checkpoint> mark = Checkpoint.parse(text.strip());
        if (mark.isEmpty()
                || mark.get().segment() == 0
                || !mark.get().stream().equals(stream.getFileName().toString())) {
            throw new DamagedException(file, 0, 1, "this says where the stream begins, and cannot be read");
        }
        return mark;
    }

    static void write(Path stream, Checkpoint mark) throws IOException {
        OwnerOnly.replaceWhole(stream.resolve(FILE), (mark.json() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The header with which the stream begins after it. */
    static SegmentHeader header(UUID stream, Checkpoint mark) {
        return SegmentHeader.of(
                stream, mark.segment(), mark.sequence() + 1, mark.hash().bytes());
    }
}
