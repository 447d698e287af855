package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTroubleTest {

    @TempDir
    private Path folder;

    private static Optional<String> host(String errors) {
        return NetworkTrouble.in(1, errors).flatMap(NetworkTrouble::host);
    }

    @Test
    void aHostIsNamedWhereTheTextNamesOne() {
        assertEquals(Optional.of("example.com"), host("curl: (6) Could not resolve host: example.com\n"));
        assertEquals(
                Optional.of("github.com"),
                host(
                        "Cloning into 'b'...\nfatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com\n"));
        assertEquals(Optional.of("registry.npmjs.org"), host("""
                        npm error code EAI_AGAIN
                        npm error syscall getaddrinfo
                        npm error request to https://registry.npmjs.org/left failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org
                        """));
        assertEquals(
                Optional.of("example.com"), host("wget: unable to resolve host address \u2018example.com\u2019\n"));
        assertEquals(
                Optional.of("example.com"), host("bash: line 1: example.com: Temporary failure in name resolution\n"));
        assertEquals(
                Optional.of("example.com"), host("ssh: connect to host example.com port 22: Network is unreachable"));
    }

    @Test
    void aHostLaterInTheTextIsBetterThanNone() {
        String errors = "OSError: Network is unreachable\ncurl: (6) Could not resolve host: example.com\n";
        assertEquals(Optional.of("example.com"), host(errors));
    }

    @Test
    void anAddressIsTroubleWithoutAHost() {
        Optional<NetworkTrouble> trouble =
                NetworkTrouble.in(7, "curl: (7) Failed to connect to 93.184.216.34 port 443 after 0 ms");
        assertEquals(
                Optional.of(new NetworkTrouble(
                        "curl", Optional.empty(), "curl: (7) Failed to connect to 93.184.216.34 port 443 after 0 ms")),
                trouble);
    }

    @Test
    void aCommandThatDidNotFailHadNoTrouble() {
        assertEquals(Optional.empty(), NetworkTrouble.in(0, "curl: (6) Could not resolve host: example.com\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "error: test failed",
                "curl: (7) Failed to connect to localhost port 5432 after 0 ms: Couldn't connect to server",
                "curl: (7) Failed to connect to 127.0.0.1 port 5432 after 0 ms",
                "Error: connect ECONNREFUSED 127.0.0.1:5432",
                "Error: getaddrinfo EAI_AGAIN localhost",
                "fatal: unable to access '/x/y': Permission denied",
                "the network is fine, curl is not",
                "java.net.ConnectException: Connection refused",
                "bash: nosuch: command not found",
                "error: could not resolve the conflict in host.c",
                "requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=8000): Max retries exceeded"
                        + " (Caused by NewConnectionError('Failed to establish a new connection: [Errno 111] refused'))",
                "FAIL tests/dns.test.js: expected host to be resolved"
            })
    void otherFailuresAreNoTroubleOfANetwork(String errors) {
        assertEquals(Optional.empty(), NetworkTrouble.in(1, errors));
    }

    @Test
    void whatTurnsATerminalIsNotShown() {
        NetworkTrouble trouble = NetworkTrouble.in(
                        1, "\u001b[31mcurl: (6) Could not resolve host: example.com\u001b[0m")
                .orElseThrow();
        assertTrue(trouble.line().chars().noneMatch(c -> c < 0x20));
    }

    @Test
    void itTakesAsLongAsTheTextIsLong() {
        String odd = "Could not transfer ".repeat(2_000_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> NetworkTrouble.in(1, odd));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> NetworkTrouble.in(1, "...://a".repeat(5_000_000)));
    }

    @Test
    void aRowThatDoesNotMeanWhatItSaysIsRefused() {
        assertThrows(IllegalStateException.class, () -> TroubleRow.of("x | no network | there is a network | -"));
        assertThrows(IllegalStateException.class, () -> TroubleRow.of("x | no {host} | no example.com | other.com"));
        assertThrows(IllegalStateException.class, () -> TroubleRow.of("x | no network | no network"));
    }

    /** What the programs that are installed here print where there is no network at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -sS https://example.com/",
                "wget https://example.com/",
                "git clone https://example.com/a/b",
                "git clone git@example.com:a/b",
                "ssh -o BatchMode=yes example.com true",
                "node -e fetch('https://example.com')",
                "python3 -c import\u00a0urllib.request\u00a0as\u00a0u;u.urlopen('https://example.com')",
                "bash -c :</dev/tcp/example.com/80"
            })
    void programsWithoutANetworkAreUnderstood(String line) throws Exception {
        String[] words = line.split(" ", -1);
        words[0] = Inside.program(words[0]);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace('\u00a0', ' ');
        }
        Inside.Result result = Inside.run(folder, Map.of("HOME", folder.toString()), "", List.of(words));
        Optional<NetworkTrouble> trouble = NetworkTrouble.in(result.exit(), result.errors());
        assertTrue(trouble.isPresent(), result.errors());
        assertTrue(
                words[0].endsWith("python3") || trouble.get().host().equals(Optional.of("example.com")),
                result.errors() + trouble);
    }
}
