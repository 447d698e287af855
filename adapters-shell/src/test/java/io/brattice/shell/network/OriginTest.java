package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that answer oddly: what of it reaches a client, and that nothing is taken for an answer that is none. */
@Timeout(30)
class OriginTest {

    private static final HostName NPM = new HostName("registry.npmjs.org");
    private static final String HANGS_UP = "(hangs up)";

    @TempDir
    private Path folder;

    private final SessionAuthority world = SessionAuthority.madeAt(Instant.now());
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ServerSocket server;
    private SessionNetwork network;
    private Forwarder forwarder;

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Threads().newThread(this::listen).start();
        Dialler dialler = new Dialler(
                host -> List.of(InetAddress.getLoopbackAddress()),
                Upstream.trusting(world.certificate()).getSocketFactory(),
                port -> server.getLocalPort());
        network = SessionNetwork.below(folder, dialler);
        forwarder = network.forwarder(
                Granted.of(List.of(Grant.downloads(
                        Registries.usual().named("npm").orElseThrow().inside()))),
                new Allowance(4, Duration.ofSeconds(5), Duration.ofSeconds(2), 100, 100));
    }

    @AfterEach
    void stop() throws IOException {
        forwarder.close();
        network.close();
        server.close();
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    SSLSocket tls = world.serve(NPM, socket)) {
                tls.startHandshake();
                connections.incrementAndGet();
                while (RequestHead.read(tls.getInputStream()).isPresent()) {
                    String answer = answers.take();
                    tls.getOutputStream()
                            .write(answer.replace(HANGS_UP, "")
                                    .replace("\n", "\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
                    if (answer.endsWith(HANGS_UP)) {
                        break;
                    }
                }
            } catch (IOException | RefusedRequest e) {
                // The next connection is another one.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Client client() throws Exception {
        Client client = Client.of(forwarder.socket()).say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n");
        client.head();
        return client.tls(network.authority().certificate(), NPM.name());
    }

    private String fetched(String answer) throws Exception {
        answers.add(answer);
        try (Client client = client()) {
            return client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\nConnection: close\n\n")
                    .rest();
        }
    }

    @Test
    void whatConcernsOneConnectionIsNotPassedOn() throws Exception {
        String answer = fetched("""
                HTTP/1.1 200 Fine
                Content-Length: 4
                ETag: "x"
                Connection: keep-alive
                Keep-Alive: timeout=5
                Alt-Svc: h3=":443"
                Set-Cookie: a=b
                Upgrade: h2
                Content-Type: text/plain

                left""");
        assertEquals(
                "HTTP/1.1 200 of the registry\r\netag: \"x\"\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n"
                        + "connection: close\r\n\r\nleft",
                answer);
    }

    @Test
    void chunksAndTheirTrailersBecomeChunks() throws Exception {
        String answer = fetched(
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;x=y\nabc\n0a\n0123456789\n0\nX-Trailer: secret\n\n");
        assertTrue(
                answer.endsWith(
                        "transfer-encoding: chunked\r\nconnection: close\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n"),
                answer);
    }

    @Test
    void anAnswerThatEndsWithItsConnectionArrivesWhole() throws Exception {
        assertTrue(fetched("HTTP/1.1 200 OK\n\nabc" + HANGS_UP).endsWith("3\r\nabc\r\n0\r\n\r\n"));
    }

    @Test
    void aProvisionalAnswerIsNotTheAnswer() throws Exception {
        String answer = fetched("HTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 200 OK\nContent-Length: 1\n\na");
        assertEquals("HTTP/1.1 200 of the registry\r\ncontent-length: 1\r\nconnection: close\r\n\r\na", answer);
    }

    @Test
    void anAnswerWithoutABodyHasNone() throws Exception {
        for (String status : List.of("204", "304")) {
            assertTrue(fetched("HTTP/1.1 " + status + " x\nETag: \"x\"\n\n")
                    .startsWith("HTTP/1.1 " + status + " of the registry\r\netag: \"x\"\r\n"));
        }
        answers.add("HTTP/1.1 200 OK\nContent-Length: 100\n\n");
        try (Client client = client()) {
            String head = client.say("HEAD /left HTTP/1.1\nHost: registry.npmjs.org\nConnection: close\n\n")
                    .rest();
            assertTrue(head.endsWith("content-length: 100\r\nconnection: close\r\n\r\n"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\n\n",
                "HTTP/2.0 200 OK\n\n",
                "HTTP/1.1 2xx OK\n\n",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\n\n",
                "HTTP/1.1 200 OK\nContent-Length: -1\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 1\nContent-Length: 2\n\nab",
                "HTTP/1.1 200 OK\nContent-Length: 99999999999999999999\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n",
                "HTTP/1.1 200 OK\n folded: x\n\n",
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 100 Continue\n\n",
                HANGS_UP
            })
    void whatIsNoAnswerIsNotPassedOn(String answer) throws Exception {
        String passed = fetched(answer + (answer.endsWith(HANGS_UP) ? "" : HANGS_UP));
        assertTrue(passed.startsWith("HTTP/1.1 502 the registry answers what is not HTTP/1.1; try later\r\n"), passed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 50000\n\nabc" + HANGS_UP,
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nabc" + HANGS_UP,
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n" + HANGS_UP,
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nxyz\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-3\nabc\n0\n\n"
            })
    void anAnswerThatBreaksOffIsSeenToBreakOff(String answer) throws Exception {
        String passed = fetched(answer);
        assertTrue(passed.isEmpty() || passed.startsWith("HTTP/1.1 200 "), passed);
        assertFalse(passed.endsWith("\r\n0\r\n\r\n"), passed);
        assertFalse(passed.contains("502"), passed);
    }

    @Test
    void aRegistryThatSaysNothingIsNotWaitedForLong() throws Exception {
        try (Client client = client()) {
            assertEquals(
                    "",
                    client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n")
                            .rest());
        }
    }

    @Test
    void oneConnectionIsUsedWhileItLastsAndThenANewOne() throws Exception {
        String one = "HTTP/1.1 200 OK\nContent-Length: 1\n\na";
        answers.addAll(List.of(one, one, one + HANGS_UP, one));
        try (Client client = client()) {
            for (int i = 0; i < 4; i++) {
                client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
                assertTrue(client.head().startsWith("HTTP/1.1 200 "));
                assertEquals("a", client.body(1));
            }
        }
        assertEquals(2, connections.get());
    }
}
