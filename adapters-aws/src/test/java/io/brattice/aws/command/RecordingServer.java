package io.brattice.aws.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that writes down what it is asked, and refuses it. */
final class RecordingServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RecordingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came since the last time: method, path, target and body, without what is new each time. */
    List<String> take() {
        List<String> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        StringBuilder headers = new StringBuilder();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(java.util.Locale.ROOT);
            boolean ofCall = lower.startsWith("x-amz-")
                    && !lower.startsWith("x-amz-checksum-") // of a body whose members may stand in another order
                    && !List.of("x-amz-date", "x-amz-content-sha256", "x-amz-target")
                            .contains(lower);
            if (ofCall) {
                headers.append(lower).append('=').append(values).append(' ');
            }
        });
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + target + " " + headers + "\n"
                + body);
        byte[] refusal =
                "<Error><Code>Refused</Code><Message>recorded</Message></Error>".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(400, refusal.length);
        exchange.getResponseBody().write(refusal);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
