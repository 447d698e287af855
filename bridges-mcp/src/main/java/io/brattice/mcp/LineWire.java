package io.brattice.mcp;

import java.io.IOException;
import java.io.OutputStream;

/** Whole lines on a stream. */
final class LineWire implements Wire {

    private final OutputStream out;

    LineWire(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void send(byte[] message) throws IOException {
        out.write(message);
        out.write('\n');
        out.flush();
    }

    synchronized void close() throws IOException {
        out.close();
    }
}
