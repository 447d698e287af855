package io.brattice.shell.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines before the body of a message, read so that nobody can read them differently: each ends in CR LF, none is continued on the
 * next, all is printable ASCII, and there are not many.
 */
final class HeadLines {

    private static final int MOST_LINES = 100;

    private HeadLines() {}

    /**
     * The lines up to the empty one; none where the stream ends before it says anything.
     *
     * @throws RefusedRequest when they are no head, or more than so many bytes
     */
    static Optional<List<String>> read(InputStream in, int mostBytes) throws IOException, RefusedRequest {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int bytes = 0; bytes < mostBytes; bytes++) {
            int c = in.read();
            if (c < 0) {
                if (bytes == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the head of a message ends early");
            }
            if (c == '\r') {
                if (in.read() != '\n') {
                    throw RefusedRequest.malformed("a line of the head does not end in CR LF");
                }
                bytes++;
                if (line.isEmpty()) {
                    return Optional.of(lines);
                }
                if (lines.size() == MOST_LINES) {
                    break;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (c != '\t' && (c < 0x20 || c > 0x7e)) {
                throw RefusedRequest.malformed("the head has a byte that is no printable ASCII");
            } else {
                line.append((char) c);
            }
        }
        throw new RefusedRequest(431, "the head is too long; send fewer and shorter headers");
    }
}
