package io.brattice.shell.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brattice.action.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server that keeps what is put into it. */
public final class WebServer implements AutoCloseable {

    /** What is at a path. */
    public static final class Thing {
        private final byte[] bytes;
        private final String type;

        public Thing(byte[] bytes, String type) {
            this.bytes = bytes.clone();
            this.type = type;
        }

        public static Thing text(String text) {
            return new Thing(text.getBytes(StandardCharsets.UTF_8), "text/plain");
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public String type() {
            return type;
        }
    }

    /** An answer out of turn. */
    public interface Instead {
        /** True when it has answered. */
        boolean answers(HttpExchange exchange) throws IOException;
    }

    public final Map<String, Thing> things = new ConcurrentHashMap<>();
    /** Method, path, and the conditions of each request. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public volatile Instead instead = exchange -> false;
    public volatile boolean etags = true;
    /** Part of every ETag: another one is another version of the same bytes. */
    public volatile String version = "";
    /** The header that is required of everybody. */
    public volatile Optional<String> authorization = Optional.empty();

    private final HttpServer server;
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();

    public WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(exchange);
            }
        });
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        String none = exchange.getRequestHeaders().getFirst("If-None-Match");
        asked.add(method + " " + path + (match == null ? "" : " if " + match) + (none == null ? "" : " if none"));
        if (instead.answers(exchange)) {
            return;
        }
        if (authorization.isPresent() && !authorization.get().equals(given)) {
            answer(exchange, 401, new byte[0]);
            return;
        }
        Thing there = things.get(path);
        boolean holds = !etags
                || (match == null || there != null && match.equals(etag(there))) && (none == null || there == null);
        if (!holds) {
            answer(exchange, 412, new byte[0]);
            return;
        }
        switch (method) {
            case "GET" -> {
                if (there == null) {
                    answer(exchange, 404, "nothing here".getBytes(StandardCharsets.UTF_8));
                    return;
                }
                exchange.getResponseHeaders().set("Content-Type", there.type());
                if (etags) {
                    exchange.getResponseHeaders().set("ETag", etag(there));
                }
                answer(exchange, 200, there.bytes());
            }
            case "PUT" -> {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                things.put(path, new Thing(body, type == null ? "application/octet-stream" : type));
                answer(exchange, there == null ? 201 : 204, new byte[0]);
            }
            case "DELETE" -> {
                things.remove(path);
                answer(exchange, there == null ? 404 : 204, new byte[0]);
            }
            default -> answer(exchange, 405, new byte[0]);
        }
    }

    public static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private String etag(Thing thing) {
        return "\"" + version + Digest.of(thing.bytes()).hex().substring(0, 16) + "\"";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
