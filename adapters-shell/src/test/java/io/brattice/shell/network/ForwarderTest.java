package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through a forwarder, and what does not, over real sockets. */
@Timeout(30)
class ForwarderTest {

    private static final String NPM = "registry.npmjs.org";
    private static final String GRANTED = "granted.example";

    @TempDir
    private static Path folder;

    private static InetAddress metadata() throws IOException {
        return InetAddress.getByAddress(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254});
    }

    private static Upstream upstream;
    private static SessionNetwork network;

    private Forwarder forwarder;

    @BeforeAll
    static void startTheWorld() throws Exception {
        upstream = Upstream.of(Set.of(NPM, GRANTED, "other.example"))
                .page(NPM, "/left", "{\"name\":\"left\"}")
                .page(NPM, "/chunked", "x".repeat(100_000))
                .page(GRANTED, "/", "welcome");
        network = SessionNetwork.below(folder, upstream.dialler());
    }

    @BeforeEach
    void start() throws IOException {
        upstream.forget();
        forwarder = network.forwarder(Granted.of(List.of(
                Grant.tunnelInside(GRANTED),
                Grant.downloads(Registries.usual().named("npm").orElseThrow().inside()))));
    }

    @AfterEach
    void stop() {
        forwarder.close();
    }

    @AfterAll
    static void stopTheWorld() throws IOException {
        network.close();
        upstream.close();
    }

    private Client client() throws IOException {
        return Client.of(forwarder.socket());
    }

    private Client registry() throws Exception {
        return registry(NPM);
    }

    /** A client that a registry's downloads are granted to, after TLS. */
    private Client registry(String sni) throws Exception {
        Client client = client().say("CONNECT " + NPM + ":443 HTTP/1.1\nHost: " + NPM + ":443\n\n");
        assertEquals("HTTP/1.1 200 Connection established\r\n\r\n", client.head());
        return client.tls(network.authority().certificate(), sni);
    }

    private List<String> hostsRefused() {
        return forwarder.refused().stream().map(Refused::host).toList();
    }

    private void assertNothingArrived() {
        assertEquals(List.of(), upstream.seen());
    }

    // --- what is granted

    @Test
    void aDownloadArrivesAndItsRequestIsMadeAnew() throws Exception {
        try (Client client = registry()) {
            client.say("""
                    GET /left HTTP/1.1
                    Host: registry.npmjs.org
                    User-Agent: secret
                    Cookie: secret
                    Authorization: Bearer secret
                    X-Any: secret
                    Referer: https://secret/
                    npm-session: secret
                    Accept: application/json; q=0.5, text/secret, */*
                    Accept-Encoding: gzip, secret
                    Connection: close

                    """);
            assertTrue(client.rest().endsWith("{\"name\":\"left\"}"));
        }
        assertEquals(1, upstream.seen().size());
        Upstream.Seen seen = upstream.seen().get(0);
        assertEquals("GET", seen.method());
        assertEquals("/left", seen.target());
        assertEquals(
                "{Accept=application/json;q=0.5, */*, Accept-encoding=gzip, Host=registry.npmjs.org, User-agent=brattice}",
                seen.headers().toString());
        assertEquals("", seen.body());
        assertEquals(List.of(), forwarder.refused());
    }

    @Test
    void severalDownloadsFollowEachOtherOnOneConnection() throws Exception {
        try (Client client = registry()) {
            for (int i = 0; i < 3; i++) {
                client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
                assertTrue(client.head().startsWith("HTTP/1.1 200 "));
                assertEquals("{\"name\":\"left\"}", client.body(15));
            }
            client.say("HEAD /left HTTP/1.1\nHost: registry.npmjs.org:443\nConnection: close\n\n");
            assertTrue(client.rest().startsWith("HTTP/1.1 200 "));
        }
        assertEquals(4, upstream.seen().size());
    }

    @Test
    void anAnswerWithoutALengthArrivesWhole() throws Exception {
        try (Client client = registry()) {
            client.say("""
                    GET /chunked HTTP/1.1
                    Host: registry.npmjs.org

                    GET /left HTTP/1.1
                    Host: registry.npmjs.org
                    Connection: close

                    """);
            String all = client.rest();
            assertEquals(100_000, all.chars().filter(c -> c == 'x').count());
            assertTrue(all.endsWith("{\"name\":\"left\"}"));
        }
    }

    @Test
    void anAnswerWithoutALengthEndsWithTheConnectionOfAnOldClient() throws Exception {
        try (Client client = registry()) {
            client.say("GET /chunked HTTP/1.0\nHost: registry.npmjs.org\n\n");
            assertTrue(client.rest().endsWith("\r\n\r\n" + "x".repeat(100_000)));
        }
    }

    @Test
    void aTunnelPassesWhateverIsSaid() throws Exception {
        try (Client client = client().say("CONNECT granted.example:443 HTTP/1.1\nHost: granted.example:443\n\n")) {
            assertTrue(client.head().startsWith("HTTP/1.1 200 "));
            Client tls = client.tls(upstream.authority(), GRANTED);
            tls.say("POST /any?thing HTTP/1.1\nHost: granted.example\nConnection: close\nContent-Length: 3\n\nabc");
            assertTrue(tls.rest().startsWith("HTTP/1.1 404 "));
        }
        assertEquals("abc", upstream.seen().get(0).body());
    }

    @Test
    void aPlainRequestReachesAHostThatIsGranted() throws Exception {
        try (Client client = client().say("""
                GET http://granted.example/ HTTP/1.1
                Host: granted.example
                Proxy-Connection: keep-alive
                Proxy-Authorization: Basic secret

                """)) {
            assertTrue(client.rest().endsWith("welcome"));
        }
        assertEquals(
                "{Connection=close, Host=granted.example}",
                upstream.seen().get(0).headers().toString());
    }

    // --- what is not

    @ParameterizedTest
    @ValueSource(
            strings = {"other.example", "evil-granted.example", "granted.example.evil.example", "example", "localhost"})
    void aHostThatIsNotGrantedIsRefusedAndRemembered(String host) throws Exception {
        try (Client client = client().say("CONNECT " + host + ":443 HTTP/1.1\nHost: " + host + ":443\n\n")) {
            String answer = client.rest();
            String line = "`" + host + "` is not granted; ask for the network of `" + host + "`";
            assertTrue(answer.startsWith("HTTP/1.1 403 " + line + "\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n" + line + "\n"), answer);
        }
        try (Client client = client().say("GET http://" + host + "/x HTTP/1.1\nHost: " + host + "\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "));
        }
        String line = "`" + host + "` is not granted; ask for the network of `" + host + "`";
        assertEquals(List.of(new Refused(host, 443, line), new Refused(host, 80, line)), forwarder.refused());
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "017700000001",
                "0",
                "[::1]",
                "::1",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "granted.example.",
                "GRANTED.example",
                "Granted.Example",
                "granted..example",
                ".granted.example",
                "user@granted.example",
                "granted.example%00.evil.example",
                "granted.example%2eevil.example",
                "granted.example#.evil.example",
                "*.example",
                "xn--grante-d1a.example",
                "-granted.example"
            })
    void aHostThatIsWrittenAnyOtherWayIsRefused(String host) throws Exception {
        try (Client client = client().say("CONNECT " + host + ":443 HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "));
        }
        assertEquals(1, forwarder.refused().size());
        assertNothingArrived();
    }

    @Test
    void aHostInForeignLettersIsRefused() throws Exception {
        // The first letter is Cyrillic, in UTF-8.
        for (String host : List.of("\u00d0\u00b3ranted.example", "gr\u00c3\u00a4nted.example")) {
            try (Client client = client().say("CONNECT " + host + ":443 HTTP/1.1\n\n")) {
                assertTrue(client.rest().startsWith("HTTP/1.1 400 "));
            }
        }
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "25", "8443", "0", "0443", "+443", "65979", "443443", "", "4 43", "443,80"})
    void aPortThatIsNoneOfTheTwoIsRefused(String port) throws Exception {
        try (Client client = client().say("CONNECT granted.example:" + port + " HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 40"));
        }
        assertNothingArrived();
    }

    @Test
    void aConnectWithoutAPortIsRefused() throws Exception {
        try (Client client = client().say("CONNECT granted.example HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 port of `granted.example` is never granted"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"})
    void whatIsNoDownloadIsRefusedByARegistry(String method) throws Exception {
        try (Client client = registry()) {
            client.say(method + " /left HTTP/1.1\nHost: registry.npmjs.org\nContent-Length: 6\n\nsecret");
            String answer = client.rest();
            assertTrue(
                    answer.startsWith("HTTP/1.1 403 `" + method + "` is no download from `registry.npmjs.org`"),
                    answer);
        }
        assertEquals(List.of(NPM), hostsRefused());
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/left?data=secret",
                "/left?",
                "/left#x",
                "/left;secret",
                "//left",
                "/./left",
                "/left/../other",
                "/..%2fleft",
                "/%2e%2e/left",
                "/left/%2e%2e/secret",
                "/%6ceft",
                "/left%00",
                "/left%0d%0aX:%20y",
                "/left%3fdata",
                "/left%20secret",
                "/left\\..\\x",
                "/-/v1/search",
                "/-/v1/search?text=secret",
                "/-/whoami",
                "/-/npm/v1/tokens",
                "/left/-/left-1.0.0.tgz?x",
                "/left/-/right-1.0.0.tgz",
                "/.left",
                "/",
                "*",
                "left",
                "https://registry.npmjs.org/left",
                "http://other.example/left"
            })
    void aPathThatIsNoDownloadIsRefused(String path) throws Exception {
        try (Client client = registry()) {
            client.say("GET " + path + " HTTP/1.1\nHost: registry.npmjs.org\n\n");
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "), path);
        }
        assertNothingArrived();
    }

    @Test
    void aPathThatIsTooLongIsRefused() throws Exception {
        try (Client client = registry()) {
            client.say("GET /@" + "a".repeat(200) + "/" + "b".repeat(210) + "/" + "1".repeat(120)
                    + " HTTP/1.1\nHost: registry.npmjs.org\n\n");
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "));
        }
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Content-Length: 5",
                "Content-Length: 00",
                "Content-Length: +0",
                "Content-Length: -1",
                "Content-Length: 0, 5",
                "Content-Length: 0\nContent-Length: 0",
                "Content-Length: 0\nContent-Length: 5",
                "Content-Length: 0\nTransfer-Encoding: chunked",
                " Content-Length: 5",
                "X: y\n z: folded",
                "X: y\n\tfolded",
                "Host: registry.npmjs.org",
                "Host: other.example",
                "no colon",
                ": no name",
                "X Y: z",
                "X\u0000: y",
                "X: \u0000",
                "X: \u00e4",
                "Upgrade: h2c",
                "Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Connection: upgrade",
                "Expect: 100-continue",
                "Trailer: x"
            })
    void aRequestThatCouldBeMoreThanOneIsRefused(String header) throws Exception {
        try (Client client = registry()) {
            client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n" + header + "\n\n"
                    + "0\n\nGET /smuggled HTTP/1.1\nHost: registry.npmjs.org\n\n");
            String answer = client.rest();
            assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
            assertEquals(0, answer.lastIndexOf("HTTP/1.1 4"), answer);
        }
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n",
                "GET /left HTTP/1.1\rHost: registry.npmjs.org\r\r",
                "GET /left HTTP/1.1\r\nHost: registry.npmjs.org\nX: y\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: registry.npmjs.org\r\nX: a\rHost: b\r\n\r\n",
                "\r\nGET /left HTTP/1.1\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET  /left HTTP/1.1\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET /left secret HTTP/1.1\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET\t/left\tHTTP/1.1\r\nHost: registry.npmjs.org\r\n\r\n",
                "get /left HTTP/1.1\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET /left\r\n\r\n",
                "GET /left HTTP/0.9\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET /left HTTP/1.2\r\nHost: registry.npmjs.org\r\n\r\n",
                "GET /left HTTP/2.0\r\nHost: registry.npmjs.org\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /left HTTP/1.1\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: other.example\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: registry.npmjs.org:80\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: REGISTRY.npmjs.org\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: registry.npmjs.org.\r\n\r\n",
                "GET /left HTTP/1.1\r\nHost: registry.npmjs.org, other.example\r\n\r\n"
            })
    void whatIsNotWrittenAsARequestIsRefused(String bytes) throws Exception {
        try (Client client = registry()) {
            client.sayBytes(bytes);
            String answer = client.rest();
            assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        }
        assertNothingArrived();
    }

    @Test
    void aSecondRequestIsJudgedLikeTheFirst() throws Exception {
        try (Client client = registry()) {
            client.say("""
                    GET /left HTTP/1.1
                    Host: registry.npmjs.org

                    PUT /left HTTP/1.1
                    Host: registry.npmjs.org

                    GET /left HTTP/1.1
                    Host: registry.npmjs.org

                    """);
            String answers = client.rest();
            assertTrue(answers.contains("{\"name\":\"left\"}HTTP/1.1 403 `PUT` is no download"), answers);
        }
        assertEquals(1, upstream.seen().size());
    }

    @Test
    void aConnectionThatIsUsedAgainForAnotherHostIsRefused() throws Exception {
        try (Client client = registry()) {
            client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
            client.head();
            client.body(15);
            client.say("GET /left HTTP/1.1\nHost: granted.example\n\n");
            assertTrue(client.rest().startsWith("HTTP/1.1 403 the request is for another host than its connection"));
        }
        assertEquals(1, upstream.seen().size());
    }

    @Test
    void aPlainConnectionIsNotUsedForAnotherHost() throws Exception {
        try (Client client = client().say("""
                GET http://granted.example/ HTTP/1.1
                Host: granted.example

                GET http://other.example/ HTTP/1.1
                Host: other.example

                """)) {
            assertTrue(client.rest().contains("welcome"));
        }
        assertTrue(upstream.seen().stream().allMatch(seen -> seen.host().equals(GRANTED)));
    }

    @Test
    void aClientThatConnectsToOneHostAndNamesAnotherInTlsIsRefused() {
        assertThrows(IOException.class, () -> registry("other.example"));
        assertThrows(IOException.class, () -> registry(GRANTED));
        assertNothingArrived();
    }

    @Test
    void aConnectAndAHostThatDifferAreRefused() throws Exception {
        for (String request : List.of(
                "CONNECT granted.example:443 HTTP/1.1\nHost: other.example:443\n\n",
                "CONNECT granted.example:443 HTTP/1.1\nHost: granted.example:80\n\n",
                "GET http://granted.example/ HTTP/1.1\nHost: other.example\n\n",
                "GET http://granted.example/ HTTP/1.1\nHost: granted.example\nHost: other.example\n\n")) {
            try (Client client = client().say(request)) {
                assertTrue(client.rest().startsWith("HTTP/1.1 40"), request);
            }
        }
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: granted.example\n\n",
                "GET https://granted.example/ HTTP/1.1\nHost: granted.example\n\n",
                "GET ftp://granted.example/ HTTP/1.1\nHost: granted.example\n\n",
                "GET HTTP://granted.example/ HTTP/1.1\nHost: granted.example\n\n",
                "GET http:granted.example/ HTTP/1.1\nHost: granted.example\n\n",
                "GET http://user:pw@granted.example/ HTTP/1.1\nHost: granted.example\n\n",
                "GET http://granted.example:22/ HTTP/1.1\nHost: granted.example:22\n\n",
                "GET http://granted.example\u0000/ HTTP/1.1\nHost: granted.example\n\n",
                "GET http:///x HTTP/1.1\nHost: granted.example\n\n",
                "POST / HTTP/1.1\nHost: granted.example\n\n",
                "PRI * HTTP/2.0\n\nSM\n\n",
                "CONNECT granted.example:443 HTTP/1.1\nContent-Length: 5\n\n",
                "CONNECT granted.example:443 HTTP/1.1\nTransfer-Encoding: chunked\n\n",
                "CONNECT /granted.example:443 HTTP/1.1\n\n",
                "CONNECT http://granted.example:443 HTTP/1.1\n\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\n\n"
            })
    void whatIsNoRequestOfAProxyIsRefused(String request) throws Exception {
        try (Client client = client().say(request)) {
            assertTrue(client.rest().startsWith("HTTP/1.1 40"));
        }
        assertNothingArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://registry.npmjs.org/left HTTP/1.1\nHost: registry.npmjs.org\n\n",
                "PUT http://registry.npmjs.org/left HTTP/1.1\nHost: registry.npmjs.org\n\n",
                "CONNECT registry.npmjs.org:80 HTTP/1.1\nHost: registry.npmjs.org:80\n\n"
            })
    void aRegistryIsReachedOverTlsAlone(String request) throws Exception {
        try (Client client = client().say(request)) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 downloads of `registry.npmjs.org` come over https only"));
        }
        assertNothingArrived();
    }

    @Test
    void aClientThatSpeaksNoTlsToARegistryGetsNothing() throws Exception {
        try (Client client = client().say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
            client.head();
            client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
            assertFalse(client.rest().contains("HTTP/1.1"));
        }
        assertNothingArrived();
    }

    @Test
    void anotherProtocolThanHttp11IsNotAgreedOn() throws Exception {
        try (Client client = client().say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
            client.head();
            assertThrows(
                    SSLException.class, () -> client.tls(network.authority().certificate(), NPM, "h2"));
        }
        assertNothingArrived();
    }

    @Test
    void aRedirectIsGivenToTheClientWhoseNextRequestIsRefused() throws Exception {
        upstream.redirect(NPM, "/moved", "https://other.example/secret");
        try (Client client = registry()) {
            client.say("GET /moved HTTP/1.1\nHost: registry.npmjs.org\nConnection: close\n\n");
            assertTrue(client.rest().contains("location: https://other.example/secret\r\n"));
        }
        try (Client client = client().say("CONNECT other.example:443 HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "));
        }
        assertEquals(List.of("other.example"), hostsRefused());
        assertEquals(1, upstream.seen().size());
    }

    @Test
    void whoSendsALotIsAnsweredAllTheSame() throws Exception {
        String much = "x".repeat(900_000);
        try (Client client = client().say(
                        "POST http://other.example/ HTTP/1.1\nHost: other.example\nContent-Length: 900000\n\n"
                                + much)) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 `other.example` is not granted"));
        }
        try (Client client = registry()) {
            client.say("PUT /left HTTP/1.1\nHost: registry.npmjs.org\nContent-Length: 900000\n\n" + much);
            assertTrue(client.rest().startsWith("HTTP/1.1 403 `PUT` is no download"));
        }
        assertNothingArrived();
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        for (String header :
                List.of("X: " + "a".repeat(20_000), "X: a\n".repeat(200).strip())) {
            try (Client client = registry()) {
                client.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n" + header + "\n\n");
                assertTrue(client.rest().startsWith("HTTP/1.1 431 "));
            }
        }
        assertNothingArrived();
    }

    // --- names and addresses

    @Test
    void aNameThatLeadsInsideIsRefusedUnlessAnOperatorSaidSo() throws Exception {
        Granted granted = Granted.of(List.of(
                Grant.tunnel(GRANTED),
                Grant.downloads(Registries.usual().named("npm").orElseThrow())));
        try (Forwarder strict = network.forwarder(granted)) {
            try (Client client = Client.of(strict.socket()).say("CONNECT granted.example:443 HTTP/1.1\n\n")) {
                assertTrue(client.rest()
                        .startsWith("HTTP/1.1 403 `granted.example` leads to an address that is not public"));
            }
            try (Client client = Client.of(strict.socket()).say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
                client.head();
                Client tls = client.tls(network.authority().certificate(), NPM);
                tls.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
                assertTrue(tls.rest().startsWith("HTTP/1.1 403 `registry.npmjs.org` leads to an address"));
            }
        }
        assertNothingArrived();
    }

    @Test
    void anAddressIsAskedForOnceAndTheCheckedOneIsConnectedTo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        InetAddress first = InetAddress.getLoopbackAddress();
        InetAddress then = metadata();
        Dialler dialler = upstream.dialler(host -> List.of(asked.getAndIncrement() == 0 ? first : then));
        try (SessionNetwork rebound = SessionNetwork.below(folder, dialler);
                Forwarder one = rebound.forwarder(Granted.of(List.of(Grant.tunnelInside(GRANTED))))) {
            try (Client client =
                    Client.of(one.socket()).say("GET http://granted.example/ HTTP/1.1\nHost: granted.example\n\n")) {
                assertTrue(client.rest().endsWith("welcome"));
            }
            assertEquals(1, asked.get());
            try (Client client = Client.of(one.socket()).say("CONNECT granted.example:443 HTTP/1.1\n\n")) {
                assertTrue(client.rest().startsWith("HTTP/1.1 403 `granted.example` leads to an address"));
            }
        }
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() throws Exception {
        Dialler dialler = upstream.dialler(host -> List.of(InetAddress.getLoopbackAddress(), metadata()));
        try (SessionNetwork mixed = SessionNetwork.below(folder, dialler);
                Forwarder one = mixed.forwarder(Granted.of(List.of(Grant.tunnelInside(GRANTED))));
                Client client = Client.of(one.socket()).say("CONNECT granted.example:443 HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 403 "));
        }
    }

    @Test
    void aHostThatDoesNotProveItsNameIsNotTalkedTo() throws Exception {
        try (Upstream forged = Upstream.of(Set.of(NPM));
                SessionNetwork deceived = SessionNetwork.below(
                        folder,
                        new Dialler(
                                forged.dialler().resolver(),
                                Upstream.trusting(upstream.authority()).getSocketFactory(),
                                forged.dialler().ports()));
                Forwarder one = deceived.forwarder(Granted.of(List.of(Grant.downloads(
                        Registries.usual().named("npm").orElseThrow().inside()))));
                Client client = Client.of(one.socket()).say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
            client.head();
            Client tls = client.tls(deceived.authority().certificate(), NPM);
            tls.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
            assertTrue(tls.rest().startsWith("HTTP/1.1 502 `registry.npmjs.org` does not prove that it is that host"));
            assertEquals(List.of(), forged.seen());
        }
    }

    @Test
    void aHostThatProvesAnotherNameIsNotTalkedTo() throws Exception {
        upstream.proves("other.example");
        Granted granted = Granted.of(List.of(
                Grant.downloads(Registries.usual().named("npm").orElseThrow().inside())));
        try (SessionNetwork fresh = SessionNetwork.below(folder, upstream.dialler()); // it has verified nobody yet
                Forwarder one = fresh.forwarder(granted);
                Client client = Client.of(one.socket()).say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
            client.head();
            Client tls = client.tls(fresh.authority().certificate(), NPM);
            tls.say("GET /left HTTP/1.1\nHost: registry.npmjs.org\n\n");
            assertTrue(tls.rest().startsWith("HTTP/1.1 502 `registry.npmjs.org` does not prove that it is that host"));
        } finally {
            upstream.proves("");
        }
        assertNothingArrived();
    }

    @Test
    void aNameWithoutAnAddressIsSaidToHaveNone() throws Exception {
        try (Forwarder one = network.forwarder(Granted.of(List.of(Grant.tunnel("gone.example"))));
                Client client = Client.of(one.socket()).say("CONNECT gone.example:443 HTTP/1.1\n\n")) {
            assertTrue(client.rest().startsWith("HTTP/1.1 502 `gone.example` has no address"));
        }
    }

    // --- bounds

    @Test
    void whoSaysNothingIsLeft() throws Exception {
        Allowance hasty = new Allowance(2, Duration.ofSeconds(1), Duration.ofSeconds(10), 10, 10);
        try (Forwarder one = network.forwarder(Granted.of(List.of(Grant.tunnelInside(GRANTED))), hasty)) {
            List<Client> slow = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                slow.add(Client.of(one.socket()).say("CONNECT granted"));
            }
            // All places are taken; they are free again when those who say nothing have been left.
            try (Client client =
                    Client.of(one.socket()).say("GET http://granted.example/ HTTP/1.1\nHost: granted.example\n\n")) {
                assertTrue(client.rest().endsWith("welcome"));
            }
            for (Client client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aTunnelInWhichNothingMovesIsEnded() throws Exception {
        Allowance hasty = new Allowance(2, Duration.ofSeconds(10), Duration.ofMillis(300), 10, 10);
        try (Forwarder one = network.forwarder(Granted.of(List.of(Grant.tunnelInside(GRANTED))), hasty);
                Client client = Client.of(one.socket()).say("CONNECT granted.example:443 HTTP/1.1\n\n")) {
            client.head();
            assertEquals("", client.rest());
        }
    }

    @Test
    void afterSoManyDownloadsThereAreNoMore() throws Exception {
        Allowance few = new Allowance(4, Duration.ofSeconds(5), Duration.ofSeconds(5), 3, 1);
        Granted granted = Granted.of(List.of(
                Grant.downloads(Registries.usual().named("npm").orElseThrow().inside())));
        for (List<String> names : List.of(List.of("left", "left", "left", "left"), List.of("none", "left"))) {
            int before = upstream.seen().size();
            try (Forwarder one = network.forwarder(granted, few);
                    Client client = Client.of(one.socket()).say("CONNECT registry.npmjs.org:443 HTTP/1.1\n\n")) {
                client.head();
                Client tls = client.tls(network.authority().certificate(), NPM);
                for (String name : names) {
                    tls.say("GET /" + name + " HTTP/1.1\nHost: registry.npmjs.org\n\n");
                }
                assertTrue(tls.rest().contains("HTTP/1.1 403 this command has asked registries for enough"));
            }
            assertEquals(names.size() - 1, upstream.seen().size() - before);
        }
    }

    @Test
    void whatIsRefusedIsRememberedUpToABound() throws Exception {
        for (int i = 0; i < 120; i++) {
            try (Client client = client().say("CONNECT h" + i + ".example:443 HTTP/1.1\n\n")) {
                client.rest();
            }
        }
        assertEquals(100, forwarder.refused().size());
    }

    // --- the socket and the folder

    @Test
    void theSocketIsItsOwnersAndGoesWithTheForwarder() throws Exception {
        Path socket = forwarder.socket();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(network.folder())));
        forwarder.close();
        assertFalse(Files.exists(socket));
        assertThrows(IOException.class, this::client);
    }

    @Test
    void theFolderGoesWithTheSession() throws Exception {
        SessionNetwork other = SessionNetwork.below(folder, upstream.dialler());
        assertTrue(Files.exists(other.folder()));
        other.close();
        assertFalse(Files.exists(other.folder()));
        other.close();
    }

    @Test
    void whatIsUnderWayEndsWithTheForwarder() throws Exception {
        try (Client client = client().say("CONNECT granted.example:443 HTTP/1.1\n\n")) {
            client.head();
            forwarder.close();
            assertEquals("", client.rest());
        }
    }

    @Test
    void theFolderHoldsNoKey() throws Exception {
        try (var files = Files.walk(network.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY"));
            }
        }
    }

    @Test
    void aFolderThatToolsCannotBeToldOfIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> SessionNetwork.below(folder.resolve("a b"), upstream.dialler()));
        assertThrows(
                IllegalArgumentException.class,
                () -> SessionNetwork.below(folder.resolve("a".repeat(90)), upstream.dialler()));
    }
}
