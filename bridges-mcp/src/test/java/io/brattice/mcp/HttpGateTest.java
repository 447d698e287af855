package io.brattice.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StateFolder;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients, a gate and a server that speak HTTP. */
class HttpGateTest {

    private static final String TOKEN = "0123456789abcdef0123";

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final HttpClient web =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String session = "";

    private SmallHttpServer server(boolean sessions) throws Exception {
        SmallHttpServer server = new SmallHttpServer(sessions);
        open.add(server);
        return server;
    }

    private URI gate(URI upstream, Door door, Policy policy) throws Exception {
        HttpGate gate = new McpGate(
                        new StateFolder(folder.resolve("state")),
                        policy,
                        "small",
                        "bot",
                        "ada",
                        true,
                        Duration.ofSeconds(20))
                .listen(door, Upstream.at(upstream), told::add);
        open.add(0, gate);
        return URI.create("http://127.0.0.1:" + gate.address().getPort() + "/mcp");
    }

    private URI gate(SmallHttpServer server) throws Exception {
        return gate(server.uri(), Door.here(0), Policy.defaults());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        open.clear();
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2025-11-25");
        return session.isEmpty() ? request : request.header("Mcp-Session-Id", session);
    }

    private HttpResponse<String> post(URI uri, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return web.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI initialized(URI uri, String... headers) throws Exception {
        HttpResponse<String> begun = post(
                uri,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{\"elicitation\":{}}}}",
                headers);
        session = begun.headers().firstValue("Mcp-Session-Id").orElse("");
        post(uri, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", headers);
        post(uri, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}", headers);
        return uri;
    }

    private static String call(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{\"n\":1}}}";
    }

    @Test
    void messagesHeadersAndAnswersPassAsTheyCame() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        String odd =
                "{ \"method\" : \"resources/read\",\"id\":1, \"jsonrpc\":\"2.0\",\"params\":{\"uri\":\"a\",\"n\":1.50}}";
        HttpResponse<String> answer = post(uri, odd, "Authorization", "Bearer of-the-server", "X-Other", "1");
        SmallHttpServer.Got got = server.got.get(server.got.size() - 1);

        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"echo\" : \"resources/read\"}}", answer.body());
        assertEquals(odd, got.body());
        assertEquals("Bearer of-the-server", got.headers().getFirst("Authorization"));
        assertEquals("1", got.headers().getFirst("X-Other"));
        assertEquals("2025-11-25", got.headers().getFirst("MCP-Protocol-Version"));
        assertEquals(session, got.headers().getFirst("Mcp-Session-Id"));
        assertTrue(session.startsWith("session-"), session);
        assertEquals(
                202,
                post(uri, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}")
                        .statusCode());
    }

    @Test
    void aStreamedAnswerPassesEventByEventAndOnlyWhatTheServerAsksIsMarked() throws Exception {
        SmallHttpServer server = server(true);
        String streamed = post(initialized(gate(server)), call(3, "get_stream")).body();

        assertEquals(
                ": a comment\n\nevent: message\nretry: 10\n\n"
                        + "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1e2}}\n\n"
                        + "data: {\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"elicitation/create\",\"params\":{\"message\":"
                        + "\"[asked by the server `mcp:small`, not by the gate] your password?\",\"requestedSchema\":{}}}\n\n"
                        + "id: 5\ndata: {\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"streamed\"}]}}\n\n",
                streamed);
        assertEquals(List.of("get_stream {n=1}"), server.did);
    }

    @Test
    void withoutATokenNobodyIsAskedInBandAndTheModelIsToldATicket() throws Exception {
        SmallHttpServer server = server(true);
        HttpGate gate = new McpGate(
                        new StateFolder(folder.resolve("state")),
                        Policy.defaults(),
                        "small",
                        "bot",
                        "ada",
                        true,
                        Duration.ZERO)
                .listen(Door.here(0), Upstream.at(server.uri()), told::add);
        open.add(0, gate);
        URI uri = initialized(URI.create("http://127.0.0.1:" + gate.address().getPort() + "/mcp"));
        HttpResponse<String> answer = post(uri, call(3, "delete_note"));

        assertTrue(answer.body().contains("ticket") && answer.body().contains("\"isError\":true"), answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(List.of(), server.did);
    }

    @Test
    void aYesInFrontOfTheClientRunsTheCallOnTheSameStream() throws Exception {
        SmallHttpServer server = server(true);
        String[] known = {"Authorization", "Bearer " + TOKEN};
        URI uri = initialized(gate(server.uri(), Door.here(0).withToken(TOKEN), Policy.defaults()), known);
        HttpResponse<InputStream> stream = web.send(
                request(uri)
                        .headers(known)
                        .POST(HttpRequest.BodyPublishers.ofString(call(3, "delete_note")))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        String question = data(lines);
        assertTrue(question.contains("elicitation/create") && question.contains("delete_note"), question);
        String yes = McpGateTest.answer(question, "{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}");

        assertEquals(401, post(uri, yes).statusCode());
        String mine = session;
        initialized(uri, known); // another session, which cannot answer for the first
        assertEquals(202, post(uri, yes, known).statusCode());
        assertEquals(List.of(), server.did);
        session = mine;
        assertEquals(202, post(uri, yes, known).statusCode());

        assertTrue(data(lines).contains("did delete_note"));
        assertEquals(List.of("delete_note {n=1}"), server.did);
        assertFalse(server.got.toString().contains("decision"), "the server never sees the question or its answer");
        assertFalse(server.got.toString().contains(TOKEN), "the token of the gate stays at the gate");
    }

    private static String data(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void whoIsNotLetInIsToldWhy() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = gate(server.uri(), Door.here(0).withToken(TOKEN), Policy.defaults());
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertEquals(401, post(uri, ping).statusCode());
        assertEquals(
                401, post(uri, ping, "Authorization", "Bearer " + TOKEN + "x").statusCode());
        String[] known = {"Authorization", "Bearer " + TOKEN};
        assertEquals(200, post(uri, ping, known).statusCode());
        assertEquals(
                200,
                post(uri, ping, known[0], known[1], "Origin", "http://localhost:6274")
                        .statusCode());
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://localhost@evil.example",
                "file://")) {
            assertEquals(
                    403, post(uri, ping, known[0], known[1], "Origin", origin).statusCode(), origin);
        }
        assertEquals(404, post(uri.resolve("/other"), ping, known).statusCode());
        assertEquals(2, server.got.size(), "nothing else came to the server");
        try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET /mcp HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertEquals(
                    "HTTP/1.1 403 Forbidden",
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        }
    }

    @Test
    void aDoorForOtherMachinesNeedsAToken() {
        InetSocketAddress any = new InetSocketAddress("0.0.0.0", 0);

        assertThrows(IllegalArgumentException.class, () -> new Door(any, Optional.empty(), Set.of()));
        assertThrows(IllegalArgumentException.class, () -> Door.here(0).withToken("short"));
        assertThrows(IllegalArgumentException.class, () -> Upstream.at(URI.create("ftp://a/b")));
        assertThrows(IllegalArgumentException.class, () -> Upstream.at(URI.create("http://u:p@a/b")));
        assertFalse(new Door(any, Optional.of(TOKEN), Set.of()).toString().contains(TOKEN));
    }

    @Test
    void whatCanBeReadInTwoWaysIsRefused() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        int before = server.got.size();
        for (String body : List.of(
                "[" + call(3, "get_note") + "]",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"met",
                "nonsense",
                "")) {
            HttpResponse<String> answer = post(uri, body);
            assertEquals(400, answer.statusCode(), body);
            assertTrue(answer.body().contains("refused"), answer.body());
        }
        assertEquals(
                400, post(uri, call(3, "delete_note"), "Mcp-Name", "get_note").statusCode());
        assertEquals(400, post(uri, call(3, "get_note"), "Mcp-Method", "ping").statusCode());
        assertEquals(413, post(uri, " ".repeat(Lines.LONGEST + 1)).statusCode());
        assertEquals(before, server.got.size());
        assertEquals(
                200,
                post(uri, call(3, "get_note"), "Mcp-Name", "=?base64?Z2V0X25vdGU=?=")
                        .statusCode());
    }

    @Test
    void aServerThatDiesInACallLeavesItUnknownAndOneThatIsNotThereDidNotRunIt() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        String half = post(uri, call(3, "get_half")).body();
        assertTrue(half.contains("nobody knows whether the call ran"), half);
        assertFalse(half.contains("\"id\":\n"), half);
        server.close();
        String none = post(uri, call(4, "get_note")).body();
        assertTrue(none.contains("the server is gone"), none);
        String other =
                post(uri, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}").body();
        assertTrue(other.contains("-32002"), other);
    }

    @Test
    void aCallThatIsAnsweredOnAnotherStreamEndsThere() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        assertEquals("id: 41\ndata: \n\n", post(uri, call(9, "get_later")).body());

        HttpResponse<String> rest = web.send(
                request(uri).header("Last-Event-ID", "41").GET().build(), HttpResponse.BodyHandlers.ofString());
        assertTrue(rest.body().startsWith("id: 41-2\ndata: ") && rest.body().contains("resumed"), rest.body());
        assertEquals("41", server.got.get(server.got.size() - 1).headers().getFirst("Last-Event-ID"));
        assertEquals(200, post(uri, call(9, "get_note")).statusCode(), "its id is free again");
        close();
        List<Entry> entries = new ArrayList<>();
        try (FileJournal journal = FileJournal.in(folder.resolve("state/journal"))) {
            journal.read(entries::add);
        }
        assertFalse(entries.toString().contains("unknown"), entries.toString());
    }

    @Test
    void aCallThatTheServerDoesNotTakeMayBeMadeAgain() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        for (int id = 3; id < 5; id++) {
            HttpResponse<String> answer = post(uri, call(id, "get_denied"));
            assertEquals(401, answer.statusCode());
            assertEquals(
                    "Bearer resource_metadata=\"x\"",
                    answer.headers().firstValue("WWW-Authenticate").orElse(""));
        }
        assertEquals(2, server.did.size());
    }

    @Test
    void aSessionEndsWithADeleteAndAnUnknownOneIsNotFound() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        assertEquals(
                204,
                web.send(request(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode());
        assertEquals(404, post(uri, call(3, "get_note")).statusCode());
        assertEquals(List.of(), server.did);
        assertEquals(
                405,
                web.send(
                                request(uri)
                                        .method("PUT", HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void withoutSessionsTwoClientsMayUseTheSameIdAndTaintIsShared() throws Exception {
        SmallHttpServer server = server(false);
        Policy once = Policy.allOf(
                Policy.defaults(),
                Policy.withRules(Rule.deny(
                        "tainted",
                        (evidence, effect) -> evidence.call().caller().taint().contains("mcp:small"))));
        URI uri = initialized(gate(server.uri(), Door.here(0), once));
        assertEquals("", session);
        var slow = web.sendAsync(
                request(uri)
                        .POST(HttpRequest.BodyPublishers.ofString(call(3, "get_slow")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        while (server.did.isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(post(uri, call(3, "get_note")).body().contains("did get_note"));
        assertTrue(post(uri, call(3, "get_note")).body().contains("tainted"));
        server.release.countDown();
        assertTrue(slow.join().body().contains("slow"));
    }

    @Test
    void aStreamOfItsOwnPassesAndARedirectDoesNot() throws Exception {
        SmallHttpServer server = server(true);
        URI uri = initialized(gate(server));
        HttpResponse<InputStream> stream =
                web.send(request(uri).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertEquals("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}", data(lines));
        }
        String moved = post(uri, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"redirect\"}")
                .body();
        assertTrue(moved.contains("sends clients elsewhere"), moved);
    }
}
