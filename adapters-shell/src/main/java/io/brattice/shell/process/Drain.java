package io.brattice.shell.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads one output to its end, keeps it and passes it on. */
final class Drain extends Thread {

    private static final int BUFFER = 1 << 16;

    private final InputStream source;
    private final boolean error;
    private final Capture capture;
    private final Audience audience;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private Drain(InputStream source, boolean error, Capture capture, Audience audience) {
        super("brattice-drain");
        this.source = source;
        this.error = error;
        this.capture = capture;
        this.audience = audience;
    }

    static Drain of(InputStream source, boolean error, Capture capture, Audience audience) {
        Drain drain = new Drain(source, error, capture, audience);
        drain.setDaemon(true);
        drain.start();
        return drain;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[BUFFER];
        ByteBuffer undecoded = ByteBuffer.allocate(BUFFER + 8);
        try {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                capture.add(buffer, n);
                if (audience.listens()) {
                    undecoded.put(buffer, 0, n).flip();
                    tell(undecoded, false);
                }
            }
        } catch (IOException closed) {
            // The process is gone: what was read is what there is.
        }
        if (audience.listens()) {
            tell(undecoded.flip(), true);
        }
    }

    /** Passes on all whole characters; the bytes of one that is not whole yet stay. */
    private void tell(ByteBuffer bytes, boolean end) {
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 2);
        decoder.decode(bytes, chars, end);
        if (end) {
            decoder.flush(chars);
        }
        bytes.compact();
        if (chars.flip().hasRemaining()) {
            audience.tell(error, chars.toString());
        }
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        join(Math.max(1, time.toMillis()));
        return !isAlive();
    }
}
