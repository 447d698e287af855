package io.brattice.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Where messages go: one direction of a connection, from any thread. */
interface Wire {

    /** One message, with others to follow. */
    void send(byte[] message) throws IOException;

    default void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The gate's own answer to what is being handled, in place of any that the server would have given. */
    default void answer(String message) throws IOException {
        send(message);
    }

    /** What is being handled gets no answer: the client wants none. */
    default void silence() throws IOException {}
}
