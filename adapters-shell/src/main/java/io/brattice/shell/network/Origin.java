package io.brattice.shell.network;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A registry as seen from one client's connection: one connection of its own, kept for the client's next request. */
final class Origin implements Closeable {

    private static final int CHUNK = 32 * 1024;
    private static final byte[] END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Route route;
    private final Dialler dialler;
    private final Watch.Alarm alarm;
    private final Duration idle;
    private final byte[] buffer = new byte[CHUNK];
    private long given;
    private volatile boolean closed;
    private volatile @Nullable SSLSocket socket;
    private @Nullable InputStream in;

    Origin(Route route, Dialler dialler, Watch.Alarm alarm, Duration idle) {
        this.route = route;
        this.dialler = dialler;
        this.alarm = alarm;
        this.idle = idle;
    }

    /**
     * Asks for a download and gives the client the answer while it comes.
     *
     * @param goesOn whether the client may ask again on its connection
     * @throws IOException when it ends early: then the client must see its connection end too, and no other answer
     * @throws RefusedRequest when there is none, and nothing was said to the client
     */
    Answer give(Download download, boolean current, boolean goesOn, OutputStream client)
            throws IOException, RefusedRequest {
        Answer answer = ask(download);
        boolean body = answer.hasBody(download.headOnly());
        boolean rechunked = body && answer.length().isEmpty() && current;
        String framing = answer.length().isPresent()
                ? "content-length: " + answer.length().getAsLong() + "\r\n"
                : rechunked ? "transfer-encoding: chunked\r\n" : "";
        client.write(answer.written(framing + (goesOn ? "" : "connection: close\r\n")));
        if (body && answer.chunked()) {
            fromChunks(client, rechunked);
        } else if (body) {
            copy(
                    answer.length().orElse(Long.MAX_VALUE),
                    client,
                    rechunked,
                    answer.length().isPresent());
        }
        if (rechunked) {
            client.write(LAST_CHUNK);
        }
        client.flush();
        if (!answer.stays()) {
            hangUp();
        }
        return answer;
    }

    /** A kept connection may have been ended by the other side meanwhile; then the same is asked on a new one. */
    private Answer ask(Download download) throws IOException, RefusedRequest {
        if (socket != null) {
            try {
                return askOnce(download);
            } catch (IOException e) {
                hangUp();
            }
        }
        SSLSocket fresh = dialler.verified(route);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream(), CHUNK);
        if (closed) {
            fresh.close();
        }
        try {
            return askOnce(download);
        } catch (IOException e) {
            hangUp();
            throw Answer.broken();
        }
    }

    private Answer askOnce(Download download) throws IOException, RefusedRequest {
        SSLSocket there = socket;
        if (there == null) {
            throw new EOFException("no connection");
        }
        alarm.in(idle);
        OutputStream out = there.getOutputStream();
        out.write(download.written(route.host().name()).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return Answer.read(open());
    }

    private void fromChunks(OutputStream client, boolean rechunked) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            copy(size, client, rechunked, true);
            if (open().read() != '\r' || open().read() != '\n') {
                throw new IOException("a chunk of the registry does not end where it should");
            }
        }
        try {
            HeadLines.read(open(), CHUNK); // what follows the last chunk is told to nobody
        } catch (RefusedRequest e) {
            throw new IOException("the registry ends its answer with what is no header", e);
        }
    }

    private long chunkSize() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = open().read(); c != '\n'; c = open().read()) {
            if (c < 0 || line.length() > 200) {
                throw new IOException("a chunk of the registry has no size");
            }
            line.append((char) c);
        }
        int semicolon = line.indexOf(";");
        try {
            return Answer.number(
                    line.substring(0, semicolon < 0 ? line.length() : semicolon).strip(), 16);
        } catch (RefusedRequest e) {
            throw new IOException("a chunk of the registry has no size", e);
        }
    }

    private void copy(long bytes, OutputStream client, boolean chunks, boolean whole) throws IOException {
        long left = bytes;
        while (left > 0) {
            int read = open().read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                if (whole) {
                    throw new EOFException("the registry ended the connection early");
                }
                return;
            }
            alarm.in(idle);
            if (chunks) {
                client.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            client.write(buffer, 0, read);
            given += read;
            if (chunks) {
                client.write(END);
            }
            left -= read;
        }
    }

    /** How many bytes of bodies the client was given since this was asked. */
    long takeGiven() {
        long bytes = given;
        given = 0;
        return bytes;
    }

    private InputStream open() throws IOException {
        InputStream there = in;
        if (there == null) {
            throw new EOFException("no connection");
        }
        return there;
    }

    private void hangUp() {
        SSLSocket there = socket;
        socket = null;
        in = null;
        if (there != null) {
            Watch.closeQuietly(there);
        }
    }

    @Override
    public void close() {
        closed = true;
        SSLSocket there = socket;
        if (there != null) {
            Watch.closeQuietly(there);
        }
    }
}
