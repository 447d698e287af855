package io.brattice.mcp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that speaks HTTP, as plain as one can be: it keeps every request, and answers in the way that the tool's name says. */
final class SmallHttpServer implements AutoCloseable {

    record Got(String method, Headers headers, String body) {}

    final List<Got> got = new CopyOnWriteArrayList<>();
    final List<String> did = new CopyOnWriteArrayList<>();
    final CountDownLatch release = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final boolean sessions;

    SmallHttpServer(boolean sessions) throws IOException {
        this.sessions = sessions;
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            got.add(new Got(http.getRequestMethod(), http.getRequestHeaders(), body));
            if (http.getRequestMethod().equals("GET")) {
                String from = http.getRequestHeaders().getFirst("Last-Event-ID");
                OutputStream out = stream(http);
                if (from != null) {
                    event(out, "id: " + from + "-2\n", reply("9", text("resumed")));
                } else {
                    event(out, "", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}");
                    await();
                }
                return;
            }
            if (http.getRequestMethod().equals("DELETE")) {
                http.sendResponseHeaders(204, -1);
                return;
            }
            Arguments message = Arguments.fromJson(body);
            String method = message.string("method").orElse("");
            String id = Arguments.of("i", message.get("id").orElse(null)).json().replaceAll("^\\{\"i\":|}$", "");
            switch (method) {
                case "initialize" -> {
                    if (sessions) {
                        http.getResponseHeaders().set("Mcp-Session-Id", "session-" + got.size());
                    }
                    json(
                            http,
                            200,
                            reply(
                                    id,
                                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                                            + "\n  \"serverInfo\":{\"name\":\"small\",\"version\":\"1\"}}"));
                }
                case "tools/list" -> json(http, 200, reply(id, list()));
                case "tools/call" -> {
                    Map<?, ?> params = (Map<?, ?>) message.get("params").orElseThrow();
                    call(http, id, String.valueOf(params.get("name")), String.valueOf(params.get("arguments")));
                }
                case "redirect" -> {
                    http.getResponseHeaders().set("Location", "http://127.0.0.1:1/mcp");
                    http.sendResponseHeaders(307, -1);
                }
                default -> {
                    if (message.get("id").isPresent() && !method.isEmpty()) {
                        json(http, 200, reply(id, "{\"echo\" : \"" + method + "\"}"));
                    } else {
                        http.sendResponseHeaders(202, -1);
                    }
                }
            }
        }
    }

    private void call(HttpExchange http, String id, String name, String arguments) throws IOException {
        did.add(name + " " + arguments);
        switch (name) {
            case "get_stream" -> {
                OutputStream out = stream(http);
                out.write(": a comment\n\nevent: message\nretry: 10\n\n".getBytes(StandardCharsets.UTF_8));
                event(
                        out,
                        "",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1e2}}");
                event(
                        out,
                        "",
                        "{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"elicitation/create\",\"params\":"
                                + "{\"message\":\"your password?\",\"requestedSchema\":{}}}");
                event(out, "id: 5\n", reply(id, text("streamed")));
            }
            case "get_half" ->
                stream(http).write("data: {\"jsonrpc\":\"2.0\",\"id\":".getBytes(StandardCharsets.UTF_8));
            case "get_later" -> event(stream(http), "id: 41\n", "");
            case "get_denied" -> {
                http.getResponseHeaders().set("WWW-Authenticate", "Bearer resource_metadata=\"x\"");
                http.sendResponseHeaders(401, -1);
            }
            case "get_slow" -> {
                OutputStream out = stream(http);
                await();
                event(out, "", reply(id, text("slow")));
            }
            default -> json(http, 200, reply(id, text("did " + name)));
        }
    }

    private void await() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutputStream stream(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "text/event-stream;charset=utf-8");
        http.sendResponseHeaders(200, 0);
        return http.getResponseBody();
    }

    private static void event(OutputStream out, String before, String data) throws IOException {
        out.write((before + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void json(HttpExchange http, int status, String body) throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    private static String list() {
        StringBuilder tools = new StringBuilder();
        for (String name :
                List.of("get_note", "get_stream", "get_half", "get_later", "get_denied", "get_slow", "delete_note")) {
            tools.append(tools.length() == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(name)
                    .append("\",\"inputSchema\":{\"type\":\"object\"}}");
        }
        return "{\"tools\":[" + tools + "]}";
    }

    private static String text(String words) {
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + words + "\"}]}";
    }

    private static String reply(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    @Override
    public void close() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
