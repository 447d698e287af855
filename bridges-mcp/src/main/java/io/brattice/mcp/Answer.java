package io.brattice.mcp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one request of a client over HTTP is answered with. It begins as late as it can: whoever speaks first, the gate with a question or the
 * server, decides whether it is one message or a stream of them.
 *
 * <p>A client that has gone is no reason to stop: what it asked for runs to its end, and it may come back for the rest.
 */
final class Answer implements Wire {

    static final String JSON = "application/json";
    static final String STREAM = "text/event-stream";

    private static final byte[] PULSE = {':', '\n', '\n'};

    private final HttpExchange http;
    private final CompletableFuture<Optional<byte[]>> onward = new CompletableFuture<>();
    private @Nullable OutputStream stream;
    private boolean over;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    Answer(HttpExchange http) {
        this.http = http;
    }

    /** What the server is to get; empty where the gate has answered, or nothing is to be sent. Waits for it. */
    Optional<byte[]> onward() {
        return onward.join();
    }

    /** The server is to get this. */
    void onward(byte[] message) {
        onward.complete(Optional.of(message));
    }

    /** Nothing is to be sent, and nothing was: that is all. */
    void nothingElse() throws IOException {
        if (onward.complete(Optional.empty())) {
            whole(202, "", new byte[0]);
        }
    }

    /** Done once a write to the client has failed. */
    void whenGone(Runnable task) {
        var unused = gone.thenRun(task);
    }

    /** Tries whether the client is there; readers skip what is sent for that. */
    synchronized void pulse() throws IOException {
        if (stream != null && !over) {
            write(PULSE);
        }
    }

    /** One of several messages: from now on it is a stream. */
    @Override
    public synchronized void send(byte[] message) throws IOException {
        begin();
        write(Events.event(message));
    }

    @Override
    public synchronized void answer(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (stream != null) {
            write(Events.event(bytes));
        } else {
            whole(200, JSON, bytes);
        }
        onward.complete(Optional.empty());
    }

    @Override
    public synchronized void silence() throws IOException {
        if (stream == null) {
            whole(202, "", new byte[0]);
        }
        onward.complete(Optional.empty());
    }

    /** One answer without a stream; nothing, where it has begun. */
    synchronized void whole(int status, String type, byte[] body) throws IOException {
        if (over || stream != null) {
            return;
        }
        over = true;
        if (!type.isEmpty()) {
            http.getResponseHeaders().set("Content-Type", type);
        }
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            http.getResponseBody().write(body);
        }
    }

    /** A header of the answer, while it has not begun. */
    synchronized void header(String name, String value) {
        if (!over && stream == null) {
            http.getResponseHeaders().add(name, value);
        }
    }

    /** Begins a stream, unless it has begun. */
    synchronized void begin() throws IOException {
        if (stream == null && !over) {
            http.getResponseHeaders().set("Content-Type", STREAM);
            http.getResponseHeaders().set("Cache-Control", "no-cache, no-transform");
            http.sendResponseHeaders(200, 0);
            stream = http.getResponseBody();
        }
    }

    synchronized boolean hasBegun() {
        return over || stream != null;
    }

    /** Part of the stream, as it is. */
    synchronized void write(byte[] part) throws IOException {
        if (gone.isDone() || stream == null) {
            return;
        }
        try {
            stream.write(part);
            stream.flush();
        } catch (IOException e) {
            gone.complete(null);
        }
    }

    /** True once a write to the client has failed. */
    boolean isGone() {
        return gone.isDone();
    }

    synchronized void end() {
        over = true;
        http.close();
    }
}
