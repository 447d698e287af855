package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private static String refusal(String text) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThrows(SyntaxException.class, () -> Parser.parse(text))
                        .getMessage());
    }

    @Test
    void aNulIsRefused() {
        assertEquals("a NUL character, at line 2 column 2", refusal("a\nb\0c"));
    }

    @Test
    void halfACharacterIsRefused() {
        assertEquals("half a character (a lone surrogate), at line 1 column 2", refusal("a\ud83d"));
        assertEquals("half a character (a lone surrogate), at line 1 column 2", refusal("a\ude00b"));
    }

    @Test
    void aMegabyteIsRefusedUnread() {
        assertEquals("longer than 65536 characters", refusal("a".repeat(1 << 20)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "( ",
                "$(",
                "$((",
                "${x:-",
                "\"$(",
                "`",
                "{ ",
                "if ",
                "<(",
                "[[ (",
                "a=(",
                "((",
                "x[",
                "case x in (",
                "! ",
                "\"${x:-"
            })
    void tenThousandLevelsAreRefusedOrReadAtOnce(String opening) {
        for (String text : new String[] {opening.repeat(10_000), opening.repeat(3_000), opening.repeat(190)}) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try {
                    Parser.parse(text.length() > Parser.MAX_LENGTH ? text.substring(0, Parser.MAX_LENGTH) : text);
                } catch (SyntaxException e) {
                    assertEquals(-1, e.getMessage().indexOf('\n'));
                }
            });
        }
    }

    @Test
    void balancedParenthesesAreBoundedByDepth() throws SyntaxException {
        assertEquals("nested deeper than 200 levels", refusal("( ".repeat(10_000) + "a" + " )".repeat(10_000)));
        assertEquals("nested deeper than 200 levels", refusal("$( ".repeat(5_000) + "a" + " )".repeat(5_000)));
        assertEquals(
                1,
                Parser.parse("( ".repeat(150) + "a" + " )".repeat(150)).items().size());
    }
}
