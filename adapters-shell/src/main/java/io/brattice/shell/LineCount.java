package io.brattice.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Counts lines, of files and of what is to be written into them.
 *
 * <p>Of what holds a byte 0 they are not counted: that is no text. Everything is read in pieces, so that a large file costs time
 * alone; one that is larger than a limit is not read.
 */
final class LineCount {

    /** More is not read before a line runs, so that judging it stays quick. */
    static final long QUICKLY = 1L << 20;

    /** More is not read after it: as much is copied by the way. */
    static final long MOST = 64L << 20;

    private static final int PIECE = 1 << 16;

    private LineCount() {}

    /** Of a text; empty for what is none, or is larger. */
    static Optional<Long> of(Path file, long most) throws IOException {
        return count(file, most, true);
    }

    /** The ends of lines in whatever a file holds; empty for what is no file, or is larger. */
    static Optional<Long> ends(Path file, long most) throws IOException {
        return count(file, most, false);
    }

    static long of(String text) {
        long lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return lines;
    }

    private static Optional<Long> count(Path file, long most, boolean text) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > most) {
            return Optional.empty();
        }
        byte[] piece = new byte[(int) Math.min(PIECE, Files.size(file) + 1)];
        long lines = 0;
        byte last = '\n';
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                for (int i = 0; i < read; i++) {
                    if (text && piece[i] == 0) {
                        return Optional.empty();
                    }
                    lines += piece[i] == '\n' ? 1 : 0;
                }
                last = piece[read - 1];
            }
        }
        return Optional.of(lines + (last == '\n' ? 0 : 1));
    }
}
