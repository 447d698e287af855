package io.brattice.console.mcp;

import io.brattice.journal.JournalException;
import io.brattice.mcp.Door;
import io.brattice.mcp.HttpGate;
import io.brattice.mcp.McpGate;
import io.brattice.mcp.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the gate is an HTTP server, and in front of which. */
record Listening(Door door, Upstream upstream) {

    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9a-fA-F:]+]|[0-9A-Za-z.-]+):)?([0-9]{1,5})");
    private static final int MOST = 65_535;

    /** Empty where nothing is said of it. */
    static Optional<Listening> of(
            String listen, List<String> server, @Nullable Path token, @Nullable Path serverToken, Set<String> origins)
            throws IOException {
        boolean url = server.size() == 1 && server.get(0).matches("(?i)https?://.*");
        if (listen.isEmpty()) {
            if (url) {
                throw new IllegalArgumentException(
                        "a server that speaks HTTP has a gate that listens: add `--listen 127.0.0.1:PORT`");
            }
            if (token != null || serverToken != null || !origins.isEmpty()) {
                throw new IllegalArgumentException(
                        "`--token-file`, `--server-token-file` and `--origin` are for `--listen`; leave them out");
            }
            return Optional.empty();
        }
        if (!url) {
            throw new IllegalArgumentException(
                    "`--listen` stands in front of a server that speaks HTTP: write its URL behind `--`");
        }
        return Optional.of(new Listening(
                new Door(address(listen), secret(token), origins),
                new Upstream(URI.create(server.get(0)), secret(serverToken))));
    }

    private static InetSocketAddress address(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > MOST) {
            throw new IllegalArgumentException("`" + text + "` is no address; write `127.0.0.1:PORT`");
        }
        String host = parts.group(1);
        return new InetSocketAddress(host == null ? "127.0.0.1" : host, Integer.parseInt(parts.group(2)));
    }

    private static Optional<String> secret(@Nullable Path file) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("`" + file + "` cannot be read; look at its path and its permissions");
        }
        return Optional.of(Files.readString(file).strip());
    }

    /** Relays until the process is ended. */
    void forGood(McpGate gate, Consumer<String> operator) throws IOException, InterruptedException, JournalException {
        try (HttpGate listening = gate.listen(door, upstream, operator)) {
            Runtime.getRuntime().addShutdownHook(new Thread(listening::close, "brattice-mcp-end"));
            operator.accept("clients find the server at http://" + shown(listening.address())
                    + upstream.uri().getRawPath());
            new CountDownLatch(1).await();
        }
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
