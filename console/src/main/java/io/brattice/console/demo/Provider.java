package io.brattice.console.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small provider of volumes, on this machine only: it answers GraphQL over HTTP, and its volumes are folders. */
final class Provider {

    private static final Pattern DELETION =
            Pattern.compile("mutation[^}]*volumeDelete\\(volumeId: \\\\\"([a-z0-9-]+)\\\\\"\\)");

    private final HttpServer server;
    private final Path volumes;
    private final String token;

    private Provider(HttpServer server, Path volumes, String token) {
        this.server = server;
        this.volumes = volumes;
        this.token = token;
    }

    /** Starts one for this world; it ends with the sandbox. */
    static Provider in(World world, String token) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Provider provider = new Provider(server, world.volumes(), token);
        server.createContext("/graphql", provider::answer);
        server.start();
        world.whenOver(() -> server.stop(0));
        return provider;
    }

    String address() {
        InetSocketAddress at = server.getAddress();
        return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/graphql/v2";
    }

    /** Puts a file into a volume. */
    void store(String volume, String path, String content) throws IOException {
        Path file = volumes.resolve(volume).resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            Matcher deletion = DELETION.matcher(asked);
            boolean deletes = known && deletion.find() && delete(deletion.group(1));
            byte[] answer = ("{\"data\":{\"volumeDelete\":" + deletes + "}}\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private boolean delete(String volume) throws IOException {
        if (!Files.isDirectory(volumes.resolve(volume))) {
            return false;
        }
        Sandbox.checkInside(volumes, volumes.resolve(volume));
        Sandbox.delete(volumes.resolve(volume));
        return true;
    }
}
