package io.brattice.mcp;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The way from the gate to a server that speaks HTTP. Follows no redirect: whoever may redirect could lead a client's token anywhere. */
final class Web {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

    /** Of one connection, not of what is sent over it; or made anew by whoever sends. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "accept-encoding",
            "content-encoding",
            "date");

    private final Upstream upstream;
    private final boolean keepsToken;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTS_WITHIN)
            .build();

    /** @param keepsToken true where the token of a client is for the gate, and no server gets it */
    Web(Upstream upstream, boolean keepsToken) {
        this.upstream = upstream;
        this.keepsToken = keepsToken;
    }

    /** Sends on what a client sent, with its headers. */
    HttpResponse<InputStream> send(String method, Headers headers, Optional<byte[]> body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.uri())
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        headers.forEach((name, values) -> {
            boolean authorization = name.equalsIgnoreCase("Authorization");
            if (passes(name)
                    && !(authorization && (keepsToken || upstream.token().isPresent()))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        upstream.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() >= 300 && response.statusCode() < 400 && response.statusCode() != 304) {
                response.body().close();
                throw new IOException("the server sends clients elsewhere; name the address at which it answers");
            }
            return response;
        } catch (IllegalArgumentException e) {
            throw new IOException("a header cannot be sent on: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the gate is closing", e);
        }
    }

    /** True for headers that go on as they are, either way. */
    static boolean passes(String name) {
        return !OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":");
    }

    /** All of it, if that is no more than a message may be. */
    static Optional<byte[]> whole(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
        byte[] part = new byte[1 << 14];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            if (out.size() + read > Lines.LONGEST) {
                return Optional.empty();
            }
            out.write(part, 0, read);
        }
        return Optional.of(out.toByteArray());
    }
}
