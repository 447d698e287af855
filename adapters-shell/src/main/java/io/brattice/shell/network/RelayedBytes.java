package io.brattice.shell.network;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** One direction of a relayed connection. */
final class RelayedBytes extends Thread {

    private static final int MOST = 128;
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final SocketChannel from;
    private final SocketChannel to;
    private final AtomicInteger directions;

    private RelayedBytes(SocketChannel from, SocketChannel to, AtomicInteger directions) {
        super(null, null, "brattice-relay", 128 * 1024);
        setDaemon(true);
        this.from = from;
        this.to = to;
        this.directions = directions;
    }

    /** Relays both directions of a client's connection until both have ended. */
    static void between(SocketChannel client, UnixDomainSocketAddress socket) throws IOException {
        if (RUNNING.incrementAndGet() > MOST) {
            RUNNING.decrementAndGet();
            client.close();
            return;
        }
        SocketChannel forwarder;
        try {
            forwarder = SocketChannel.open(socket);
        } catch (IOException e) {
            RUNNING.decrementAndGet();
            client.close();
            return;
        }
        AtomicInteger directions = new AtomicInteger(2);
        new RelayedBytes(client, forwarder, directions).start();
        new RelayedBytes(forwarder, client, directions).start();
    }

    @Override
    public void run() {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        boolean heard = true;
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                heard = heard && write(buffer);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them has gone; the other is told by its end.
        }
        if (directions.decrementAndGet() == 0) {
            RUNNING.decrementAndGet();
            close(from);
            close(to);
        }
    }

    /** Where nobody listens any more the rest is read all the same: a connection closed over unread bytes loses its answer. */
    private boolean write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
