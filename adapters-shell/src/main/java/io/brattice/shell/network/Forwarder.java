package io.brattice.shell.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * The way out for one contained command, whose name space has no other: a proxy on a unix socket that knows the names of hosts.
 *
 * <p>Guarantees: it connects to hosts that are granted, at ports 443 and 80, at an address that was checked and that is public unless an
 * operator said otherwise. To a host of which only downloads are granted goes what {@link Registry} says and nothing else: TLS ends here, and
 * each request is made anew. Everything else is answered with 403 and one line that says what to ask for, and is remembered. What
 * cannot be read in one way only is refused, and so is what is not understood. Connections, their number and how long they take are bounded.
 *
 * <p>Does not: look into a tunnel, or hide when and how much is sent. It does not use a proxy of the host's own: what it cannot connect to
 * directly it cannot reach.
 */
public final class Forwarder implements Closeable {

    private static final int WAITING = 128;

    private final SessionNetwork network;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Parts parts;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore room;

    private Forwarder(SessionNetwork network, Path socket, ServerSocketChannel server, Parts parts) {
        this.network = network;
        this.socket = socket;
        this.server = server;
        this.parts = parts;
        this.room = new Semaphore(parts.allowance().connections());
    }

    /** What its connections share. */
    record Parts(
            Granted granted,
            Allowance allowance,
            SessionAuthority authority,
            Dialler dialler,
            Tally tally,
            Watch watch,
            ThreadFactory threads) {}

    /** Listens from now on. */
    static Forwarder at(Path socket, SessionNetwork network, Granted granted, Allowance allowance, Dialler dialler)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket), WAITING);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | RuntimeException e) {
            Watch.closeQuietly(server);
            throw e;
        }
        Parts parts = new Parts(
                granted, allowance, network.authority(), dialler, new Tally(allowance), new Watch(), new Threads());
        Forwarder forwarder = new Forwarder(network, socket, server, parts);
        parts.threads().newThread(forwarder::accept).start();
        return forwarder;
    }

    /** The socket, which the cell of the command must show at the same path. */
    public Path socket() {
        return socket;
    }

    /** The command that starts the relay inside, becomes {@code argv} once it can be used, and leaves nothing of it when that ends. */
    public List<String> around(List<String> argv) {
        return network.relay().around(argv, socket);
    }

    /** What the environment of the command must have besides what it has. */
    public Map<String, String> variables(Map<String, String> present) {
        return parts.granted().variables(network, present);
    }

    /** What was asked for and not given so far, in order, the first hundred. */
    public List<Refused> refused() {
        return parts.tally().refused();
    }

    /** What it had of each host so far, in the order of their names. */
    public List<Traffic> traffic() {
        return parts.tally().traffic();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                room.acquire();
                SocketChannel channel = server.accept();
                Connection connection = new Connection(channel, parts);
                connections.add(connection);
                if (!server.isOpen()) {
                    connection.close(); // it came in while the others were ended
                }
                parts.threads().newThread(() -> serve(connection)).start();
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Connection connection) {
        try {
            connection.run();
        } finally {
            connections.remove(connection);
            room.release();
        }
    }

    /** Ends every connection. What was refused can still be asked for. */
    @Override
    public void close() {
        Watch.closeQuietly(server);
        parts.watch().close();
        connections.forEach(Connection::close);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // An orphan of a socket: nobody listens there.
        }
    }
}
