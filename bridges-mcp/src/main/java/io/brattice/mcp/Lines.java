package io.brattice.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream as bytes, without their ends, none longer than {@link #LONGEST}. Reads on behind one that is. */
final class Lines {

    /** 16 MiB. */
    static final int LONGEST = 16 << 20;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** One line. */
    static final class Line {
        private final byte[] bytes;
        private final boolean tooLong;

        private Line(byte[] bytes, boolean tooLong) {
            this.bytes = bytes;
            this.tooLong = tooLong;
        }

        /** Empty where it was too long, or blank. */
        byte[] bytes() {
            return bytes;
        }

        boolean tooLong() {
            return tooLong;
        }
    }

    /** The next line; empty at the end. What follows the last line end is half a message, and none. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                byte[] bytes = line.toByteArray();
                int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
                return Optional.of(new Line(tooLong ? new byte[0] : java.util.Arrays.copyOf(bytes, length), tooLong));
            }
            if (line.size() >= LONGEST) {
                tooLong = true;
            } else {
                line.write(c);
            }
        }
        return Optional.empty();
    }
}
