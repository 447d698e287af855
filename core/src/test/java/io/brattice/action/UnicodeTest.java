package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnicodeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "000a, line feed",
                "000d, carriage return",
                "001b, escape",
                "0000, nul",
                "007f, delete",
                "009b, control sequence introducer",
                "0085, next line",
                "2028, line separator",
                "202e, right-to-left override",
                "2066, left-to-right isolate",
                "200b, zero width space",
                "feff, byte order mark",
                "00ad, soft hyphen",
                "00a0, no-break space",
                "d800, lone surrogate",
                "e000, private use",
                "0060, back-tick"
            })
    void whatActsOrHidesIsWrittenOut(String hex, String name) {
        String text = String.valueOf((char) Integer.parseInt(hex, 16));

        assertEquals("a\\u" + hex + "b", Unicode.visible("a" + text + "b"), name);
    }

    @Test
    void tagCharactersAreWrittenOutAsTheirPair() {
        assertEquals("\\udb40\\udc41", Unicode.visible(Character.toString(0xE0041)));
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        assertEquals("größe 日本 😀 \"x\"", Unicode.visible("größe 日本 😀 \"x\""));
    }

    @Test
    void aTextThatFitsIsNotCut() {
        assertEquals("x".repeat(60), Unicode.visible("x".repeat(60)));
        assertEquals("x".repeat(59) + "…", Unicode.visible("x".repeat(61)));
    }

    @Test
    void neitherAPairNorAnEscapeIsCutInTwo() {
        assertEquals("abc…", Unicode.visible("abc😀😀", 5));
        assertEquals("abc\\u000a…", Unicode.visible("abc\n\n", 10));
    }

    @Test
    void noTextEscapesTheLimitOrTheLine() {
        long seed = 41;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(40); left > 0; left--) {
                text.append((char) random.nextInt(0x10000));
            }
            String shown = Unicode.visible(text.toString(), 50);

            assertTrue(shown.length() <= 50, () -> "seed " + seed + ": " + shown);
            assertFalse(shown.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '`'), () -> "seed " + seed);
            assertFalse(Unicode.hasUnpairedSurrogate(shown), () -> "seed " + seed);
        }
    }

    @Test
    void onlyHalvesThatStandAloneAreUnpaired() {
        assertFalse(Unicode.hasUnpairedSurrogate("a😀b😀"));
        assertTrue(Unicode.hasUnpairedSurrogate("a\ud83d"));
        assertTrue(Unicode.hasUnpairedSurrogate("\ude00a"));
        assertTrue(Unicode.hasUnpairedSurrogate("\ud83d\ud83d\ude00"));
        assertTrue(Unicode.hasUnpairedSurrogate("\ud83d\ude00\ude00"));
    }
}
