package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {
    private static String refusalOf(String json) {
        return assertThrows(InvalidArgumentsException.class, () -> Arguments.fromJson(json))
                .getMessage();
    }

    @Test
    void whiteSpaceAndEscapesMakeNoDifference() {
        assertEquals(
                "{\"a\":[1,true,null],\"é/\":\"\\\"\"}",
                Arguments.fromJson(" {\r\n\t\"\\u00e9\\/\" : \"\\u0022\" , \"\\u0061\":[ 1 , true , null ] } \n")
                        .json());
    }

    @Test
    void duplicateKeysAreRefusedWithTheirPosition() {
        assertEquals("at `/a`, line 1, column 9: duplicate key; pass each key once", refusalOf("{\"a\": 1,\"a\": 1}"));
        assertEquals(
                "at `/x/0/b`, line 3, column 3: duplicate key; pass each key once",
                refusalOf("{\"x\": [{\n  \"b\": 1,\n  \"\\u0062\": 2}]}"));
    }

    @Test
    void textAfterTheObjectIsRefused() {
        assertEquals(
                "at the top, line 1, column 4: more text after the object; pass one JSON object", refusalOf("{} {}"));
        assertEquals(
                "not strict JSON, line 1, column 4, near `{} trailing`; pass one RFC 8259 object",
                refusalOf("{} trailing"));
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertEquals(
                "at the top, line 1, column 1: a byte order mark; pass the text without it", refusalOf("\ufeff{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "\"a\"", "null", "true"})
    void whatIsNoObjectIsRefused(String json) {
        assertTrue(refusalOf(json).endsWith(": not an object; pass one JSON object"), refusalOf(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":-INF}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":1e}",
                "{\"a\":0x10}",
                "{\"a\":-}",
                "{/* why */\"a\":1}",
                "{\"a\":1} // why",
                "{\"a\":1} # why",
                "# why\n{}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":'b'}",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":[1",
                "{\"a\":\"b",
                "{\"a\":[}",
                "{\"a\":True}",
                "{\"a\":undefined}",
                "{\"a\":truely}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\\n\"}",
                "{\"a\":\"tab\tin a string\"}",
                "{\"a\":\"line\nin a string\"}",
                "{\"a\":\"nul\u0000in a string\"}",
                "\u00a0{}",
                "\u000b{}",
                "\u001e{}",
                "{}\u0000",
                "{\"a\":1}}",
                "{\"a\":1}]",
                "{\"a\":1},"
            })
    void whatTheGrammarDoesNotHaveIsRefusedWithItsPosition(String json) {
        String message = refusalOf(json);

        assertTrue(
                message.matches("not strict JSON, line \\d+, column \\d+, near `.*`; pass one RFC 8259 object"),
                message);
        assertFalse(message.contains("Jackson") || message.contains("Feature"), message);
    }

    @Test
    void aRefusalQuotesWhereItStumbled() {
        assertEquals(
                "not strict JSON, line 2, column 9, near `{\\u000a\"a\": NaN}`; pass one RFC 8259 object",
                refusalOf("{\n\"a\": NaN}"));
    }

    @Test
    void unpairedSurrogatesAreRefusedEscapedOrNot() {
        assertEquals(
                "at `/a`, line 1, column 6: unpaired surrogate in `x\\ud83d`; pass well-formed Unicode",
                refusalOf("{\"a\":\"x\\ud83d\"}"));
        assertEquals(
                "at `/\\ude00`, line 1, column 2: unpaired surrogate in `\\ude00`; pass well-formed Unicode",
                refusalOf("{\"\ude00\":1}"));
        assertEquals(
                "{\"a\":\"😀\"}",
                Arguments.fromJson("{\"a\":\"\\ud83d\\ude00\"}").json());
    }

    @Test
    void aHundredThousandNestedListsAreRefusedAtOnce() {
        String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertTrue(
                        refusalOf(json)
                                .endsWith(", line 1, column 69: nested deeper than 64 levels; pass a flatter value"),
                        refusalOf(json)));
    }

    @Test
    void numbersTooLongToLookAtAreRefusedAtOnce() {
        String digits = "9".repeat(1_000_000);

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            for (String number : new String[] {digits, "0." + digits, "1e" + digits, "1e999999999", "-" + digits}) {
                assertTrue(
                        refusalOf("{\"a\":" + number + "}")
                                .endsWith(
                                        "a number of more than 100 integer digits or 1000 characters; pass it as a string"),
                        number.substring(0, 3));
            }
        });
        assertEquals(
                "at `/a`, line 1, column 6: the exponent of `1e99999999999` is too large; pass it as a string",
                refusalOf("{\"a\":1e99999999999}"));
        assertEquals(
                "at `/a`, line 1, column 6: a double cannot keep the number `1E-999999999`; pass it as a string",
                refusalOf("{\"a\":1e-999999999}"));
    }

    @Test
    void refusalsAreOneLineWhateverTheInput() {
        String message = refusalOf("{\"a\\n\\u001b[31m`\\u202e" + "k".repeat(500) + "\":1e400}");

        assertEquals(
                "at `/a\\u000a\\u001b[31m\\u0060\\u202e" + "k".repeat(29)
                        + "…`, line 1, column 525: a number of more than 100 integer digits or 1000 characters;"
                        + " pass it as a string",
                message);
    }
}
