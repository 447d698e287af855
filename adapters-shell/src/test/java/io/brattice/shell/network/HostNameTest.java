package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "a.b.c.example",
                "x1-y.example",
                "1and1.example",
                "xn--bcher-kva.example",
                "mirror",
                "_dmarc.example"
            })
    void aNameInLowerCaseIsOne(String text) {
        assertEquals(text, HostName.of(text).orElseThrow().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "A.example",
                "example.COM",
                "-a.example",
                "a-.example",
                "a b",
                "a/b",
                "a:80",
                "a@b",
                "a%2eb",
                "127.0.0.1",
                "127.1",
                "1",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "1.2.3.4.5",
                "::1",
                "[::1]",
                "1.example.1a",
                "b\u00fccher.example",
                "\u0435xample.com",
                "\uff41.example",
                "a\u3002example",
                "a\n.example",
                "a\0b.example",
                "*.example"
            })
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), HostName.of(text));
        assertThrows(IllegalArgumentException.class, () -> Grant.tunnel(text));
    }

    @Test
    void aNameHasAnEnd() {
        assertTrue(HostName.of("a".repeat(63) + ".example").isPresent());
        assertEquals(Optional.empty(), HostName.of("a".repeat(64) + ".example"));
        assertEquals(Optional.empty(), HostName.of("a.".repeat(126) + "ab"));
    }

    @Test
    void whatAStrangerWroteIsShownOnOneLine() {
        assertEquals("a?b?c", HostName.shown("a\nb`c"));
        assertEquals("a".repeat(80) + "...", HostName.shown("a".repeat(100)));
    }
}
