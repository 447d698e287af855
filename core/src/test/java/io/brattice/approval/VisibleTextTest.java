package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0xd, 0x1b, 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1680, 0x17b4, 0x180e, 0x2007,
                0x200b, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e, 0x2060, 0x2063, 0x2066, 0x2800, 0x3000, 0x3164, 0xfe0f,
                0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xfffd, 0xe000, 0xfffe, 0x1d173, 0xe0001, 0xe0041, 0xe0100, 0x10fffd,
                0x20dd, 0x336
            })
    void whatActsOrHidesIsWrittenOut(int c) {
        String shown = VisibleText.line("a" + Character.toString(c) + "b");

        assertTrue(shown.matches("a\\\\(u\\{[0-9a-f]+}|[rnt])b"), shown);
    }

    @Test
    void halfASurrogatePairIsWrittenOut() {
        assertEquals("x\\u{d800}y\\u{dc00}", VisibleText.line("x\ud800y\udc00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "naïve café", "привет, мир", "日本語 text", "don’t", "שלום עולם", "10 µs", "✅ done"})
    void ordinaryWordsOfAnyLanguageStayAsTheyAre(String text) {
        assertEquals(text, VisibleText.line(text));
    }

    @ParameterizedTest
    @CsvSource({
        "аpple.com, '\\u{430}pple.com'",
        "ｒｍ, '\\u{ff52}\\u{ff4d}'",
        "раураӏ, '\\u{440}\\u{430}\\u{443}\\u{440}\\u{430}\\u{4cf}'",
        "etc∕passwd, 'etc\\u{2215}passwd'",
        "usеr, 'us\\u{435}r'",
        "𝐫𝐦, '\\u{1d42b}\\u{1d426}'"
    })
    void lettersThatPassForOthersAreWrittenOut(String text, String shown) {
        assertEquals(shown, VisibleText.line(text));
    }

    @Test
    void rightToLeftLettersDoNotReorderWhatStandsBesideThem() {
        assertEquals("/a/\\u{5d0}\\u{5d1}/1", VisibleText.line("/a/אב/1"));
    }

    @Test
    void aFloodOfMarksIsWrittenOutBeyondThree() {
        assertEquals("q" + "\u0302".repeat(3) + "\\u{302}".repeat(97), VisibleText.line("q" + "\u0302".repeat(100)));
    }

    @Test
    void aLongRunOfSpacesIsCounted() {
        assertEquals("ls\\u{20*5000}; rm", VisibleText.line("ls" + " ".repeat(5000) + "; rm"));
    }

    @Test
    void backslashesQuotesAndLineEndsCannotBeForged() {
        assertEquals("\"\\\\n \\n \\\" \\\\u{202e}\"", VisibleText.quoted("\\n \n \" \\u{202e}"));
    }

    @Test
    void aBlockHasOneElementForEachLine() {
        assertEquals(List.of("a", "", "b\\r", ""), VisibleText.lines("a\n\nb\r\n"));
    }

    @Test
    void anyTextReadsBackAndNothingInItActs() {
        long seed = 20_261_121;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = Hostile.text(random, 30);
            String line = VisibleText.line(text);
            String quoted = VisibleText.quoted(text);
            String where = "seed " + seed + " case " + i + ": " + line;

            assertEquals(text, VisibleText.read(line), where);
            assertEquals(text, VisibleText.read(quoted.substring(1, quoted.length() - 1)), where);
            assertFalse(Hostile.acts(line), where);
        }
    }

    @Test
    void everyCodePointIsShownOrWrittenOut() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = "a" + Character.toString(c) + "b";
            String line = VisibleText.line(text);
            assertEquals(text, VisibleText.read(line), Integer.toHexString(c));
            assertFalse(Hostile.acts(line), Integer.toHexString(c));
        }
    }
}
