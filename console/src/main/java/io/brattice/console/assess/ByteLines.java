package io.brattice.console.assess;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines as bytes, so that one that is no text does not spoil those behind it. What is longer than a call may be is cut, and so is none. */
final class ByteLines {

    private static final int LONGEST = 2 << 20;

    private final InputStream in;

    ByteLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line that is not empty; empty at the end. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            int c = in.read();
            boolean ends = c < 0 || c == '\n';
            if (!ends && line.size() < LONGEST) {
                line.write(c);
            }
            if (ends && line.size() > 0) {
                return Optional.of(line.toByteArray());
            }
            if (c < 0) {
                return Optional.empty();
            }
        }
    }
}
