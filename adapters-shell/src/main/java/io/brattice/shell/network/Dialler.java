package io.brattice.shell.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to hosts: asks once for the addresses, checks each, and connects to one that was checked, so that a name cannot lead
 * elsewhere the second time.
 *
 * @param ports where a port is to be found; itself, but in tests
 */
record Dialler(Resolver resolver, SSLSocketFactory trust, IntUnaryOperator ports) {

    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);

    private static final int CONNECT_MILLIS = 10_000;
    private static final int MOST_ADDRESSES = 4;

    /** A connection over which nothing was said. */
    Socket connect(Route route) throws RefusedRequest {
        IOException last = new IOException("no address");
        for (InetAddress address : checked(route)) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, ports.applyAsInt(route.port())), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                last = e;
                Watch.closeQuietly(socket);
            }
        }
        throw unreachable(route.host(), "cannot be connected to", last);
    }

    /** A connection to a host that proved its name. */
    SSLSocket verified(Route route) throws RefusedRequest {
        String host = route.host().name();
        Socket plain = connect(route);
        try {
            plain.setSoTimeout(CONNECT_MILLIS);
            SSLSocket socket = (SSLSocket) trust.createSocket(plain, host, route.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            plain.setSoTimeout(0);
            return socket;
        } catch (IOException e) {
            Watch.closeQuietly(plain);
            throw unreachable(route.host(), "does not prove that it is that host", e);
        }
    }

    private List<InetAddress> checked(Route route) throws RefusedRequest {
        List<InetAddress> addresses;
        try {
            addresses = List.copyOf(resolver.addresses(route.host().name()));
        } catch (IOException e) {
            throw unreachable(route.host(), "has no address", e);
        }
        for (InetAddress address : addresses) {
            Address where = Address.of(address);
            if (where == Address.NEVER || (where == Address.INSIDE && !route.inside())) {
                throw RefusedRequest.notGranted("`" + route.host()
                        + "` leads to an address that is not public; an operator has to name it as one of the inside");
            }
        }
        return addresses.stream().limit(MOST_ADDRESSES).toList();
    }

    private static RefusedRequest unreachable(HostName host, String what, IOException cause) {
        LOG.debug("`{}` {}", host, what, cause);
        return RefusedRequest.unreachable("`" + host + "` " + what + " from here; try later, or do without it");
    }
}
