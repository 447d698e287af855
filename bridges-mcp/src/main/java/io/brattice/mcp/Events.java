package io.brattice.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Server-sent events of a stream, one by one and as they came. */
final class Events {

    private final InputStream in;
    private boolean skipLineFeed;
    private boolean begun;

    Events(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** One event, to the blank line behind it. */
    static final class Event {
        private final byte[] raw;
        private final byte[] rest;
        private final byte[] data;
        private final boolean named;
        private final boolean tooLong;

        private Event(byte[] raw, byte[] rest, byte[] data, boolean named, boolean tooLong) {
            this.raw = raw;
            this.rest = rest;
            this.data = data;
            this.named = named;
            this.tooLong = tooLong;
        }

        /** As it came. */
        byte[] raw() {
            return raw;
        }

        /** What its data lines say together; empty where it has none. */
        byte[] data() {
            return data;
        }

        /** True where a stream can be taken up behind it. */
        boolean isResumable() {
            return named;
        }

        boolean isTooLong() {
            return tooLong;
        }

        /** The same event with other data, which is one line. */
        byte[] with(byte[] other) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(rest);
            out.writeBytes(event(other));
            return out.toByteArray();
        }

        /** The same event without data: whoever comes back begins behind it. */
        byte[] withoutData() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(rest);
            out.write('\n');
            return out.toByteArray();
        }
    }

    /** An event of this data, which is one line. */
    static byte[] event(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 8);
        out.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The next one; empty at the end. What follows the last blank line is half an event, and none. */
    Optional<Event> next() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(512);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        ByteArrayOutputStream data = new ByteArrayOutputStream(512);
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean hasData = false;
        boolean named = false;
        boolean tooLong = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            boolean second = skipLineFeed && c == '\n';
            skipLineFeed = c == '\r';
            if (second) {
                if (raw.size() > 0) {
                    raw.write(c);
                }
                continue;
            }
            if (raw.size() < Lines.LONGEST + Lines.LONGEST / 4) {
                raw.write(c);
            } else {
                tooLong = true;
            }
            if (c != '\n' && c != '\r') {
                if (line.size() <= Lines.LONGEST) {
                    line.write(c);
                } else {
                    tooLong = true;
                }
                continue;
            }
            byte[] whole = begun ? line.toByteArray() : withoutMark(line.toByteArray());
            begun = true;
            line.reset();
            if (whole.length == 0) {
                tooLong |= data.size() > Lines.LONGEST;
                return Optional.of(new Event(
                        tooLong ? new byte[0] : raw.toByteArray(),
                        rest.toByteArray(),
                        tooLong ? new byte[0] : data.toByteArray(),
                        named,
                        tooLong));
            }
            if (begins(whole, "data")) {
                if (hasData) {
                    data.write(' '); // a line end, which in JSON is nothing but space
                }
                hasData = true;
                if (data.size() <= Lines.LONGEST) {
                    data.writeBytes(value(whole, "data"));
                }
            } else {
                named |= begins(whole, "id");
                if (rest.size() <= Lines.LONGEST) {
                    rest.writeBytes(whole);
                    rest.write('\n');
                }
            }
        }
        return Optional.empty();
    }

    /** Readers skip a byte order mark where a stream begins. */
    private static byte[] withoutMark(byte[] line) {
        boolean marked = line.length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    private static boolean begins(byte[] line, String field) {
        byte[] name = field.getBytes(StandardCharsets.US_ASCII);
        return line.length >= name.length
                && Arrays.equals(line, 0, name.length, name, 0, name.length)
                && (line.length == name.length || line[name.length] == ':');
    }

    private static byte[] value(byte[] line, String field) {
        int from = Math.min(line.length, field.length() + 1);
        if (from < line.length && line[from] == ' ') {
            from++;
        }
        return Arrays.copyOfRange(line, from, line.length);
    }
}
