package io.brattice.mcp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One direction of a connection: whole lines, from any thread. */
final class Wire {

    private final OutputStream out;

    Wire(OutputStream out) {
        this.out = out;
    }

    synchronized void send(byte[] message) throws IOException {
        out.write(message);
        out.write('\n');
        out.flush();
    }

    void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void close() throws IOException {
        out.close();
    }
}
