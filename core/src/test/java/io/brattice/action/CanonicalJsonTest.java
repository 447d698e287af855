package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {
    private static final int ROUNDS = 20_000;

    @Test
    void membersAreSortedAsInTheRfc() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("\u20ac", "Euro Sign");
        members.put("\r", "Carriage Return");
        members.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        members.put("1", "One");
        members.put("\ud83d\ude00", "Emoji: Grinning Face");
        members.put("\u0080", "Control");
        members.put("\u00f6", "Latin Small Letter O With Diaeresis");

        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
                Arguments.from(members).json());
    }

    @Test
    void stringsAndLiteralsAreWrittenAsInTheRfc() {
        assertEquals(
                "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                Arguments.fromJson("{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                                + "\"literals\": [null, true, false]}")
                        .json());
    }

    @Test
    void nestedMembersAreSortedToo() {
        assertEquals(
                "{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],"
                        + "\"A\":{},\"a\":{}}",
                Arguments.fromJson(
                                "{\"1\":{\"f\":{\"f\":\"hi\",\"F\":5},\"\\n\":56.0},\"10\":{},\"\":\"empty\",\"a\":{},"
                                        + "\"111\":[{\"e\":\"yes\",\"E\":\"no\"}],\"A\":{}}")
                        .json());
    }

    @Test
    void onlyWhatMustBeEscapedIsEscaped() {
        StringBuilder ascii = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            ascii.append(c);
        }

        assertEquals(
                "{\"a\":\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                        + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c"
                        + "\\u001d\\u001e\\u001f !\\\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\\\]^_`"
                        + "abcdefghijklmnopqrstuvwxyz{|}~\u007f\"}",
                Arguments.of("a", ascii).json());
    }

    @Test
    void everyLengthOfUtf8IsWritten() {
        String text = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff";

        assertArrayEquals(
                ("{\"a\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8),
                Arguments.of("a", text).canonical());
    }

    @Test
    void composedAndDecomposedTextsAreDifferent() {
        assertNotEquals(Arguments.of("a", "\u00e9"), Arguments.of("a", "e\u0301"));
    }

    @Test
    void noJoinOfKeysAndValuesLooksLikeAnother() {
        assertNotEquals(Arguments.of("a", "b\",\"c\":\"d"), Arguments.of("a", "b", "c", "d"));
        assertNotEquals(Arguments.of("a", 1), Arguments.of("a", "1"));
        assertNotEquals(Arguments.of("a", null), Arguments.of("a", "null"));
        assertNotEquals(Arguments.of("a", null), Arguments.none());
        assertNotEquals(Arguments.of("a", List.of()), Arguments.of("a", Map.of()));
    }

    @Test
    void theCanonicalFormReadBackIsTheSameValue() {
        long seed = 8785;
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Arguments built = Arguments.from(randomObject(random, 3));
            Arguments read = Arguments.fromJson(built.json());

            String where = "seed " + seed + ", round " + i;
            assertEquals(built, read, where);
            assertEquals(built.asMap(), read.asMap(), where);
            assertEquals(built.json(), read.json(), where);
            assertEquals(built, Arguments.from(built.asMap()), where);
        }
    }

    @Test
    void theEncoderAgreesWithTheNaiveOne() {
        long seed = 20260;
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Map<String, Object> object = randomObject(random, 3);

            assertEquals(naive(object), Arguments.from(object).json(), "seed " + seed + ", round " + i);
        }
    }

    @Test
    void valuesAreEqualExactlyIfTheirCanonicalFormsAre() {
        long seed = 9;
        Random random = new Random(seed);
        Map<String, Map<String, Object>> byForm = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            Arguments arguments = Arguments.from(smallObject(random));
            Map<String, Object> sameForm = byForm.putIfAbsent(arguments.json(), arguments.asMap());

            if (sameForm != null) {
                assertEquals(sameForm, arguments.asMap(), "seed " + seed + ", round " + i);
            }
        }
        assertEquals(
                byForm.size(), Map.copyOf(byForm).values().stream().distinct().count());
    }

    /** The oracle: sorts with a tree, prints through {@code BigDecimal}, escapes by what the RFC says. */
    private static String naive(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put((String) key, naive(item)));
            return sorted.entrySet().stream()
                    .map(member -> naive(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CanonicalJsonTest::naive).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String text) {
            String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
            String[] letters = {"\bb", "\tt", "\nn", "\ff", "\rr"};
            for (String letter : letters) {
                escaped = escaped.replace(letter.substring(0, 1), "\\" + letter.charAt(1));
            }
            for (int c = 0; c < 0x20; c++) {
                escaped = escaped.replace(String.valueOf((char) c), String.format("\\u%04x", c));
            }
            return "\"" + escaped + "\"";
        }
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
            return exact.scale() <= 0 ? exact.toPlainString() : exact.toString().replace('E', 'e');
        }
        return String.valueOf(value);
    }

    private static Map<String, Object> randomObject(Random random, int depth) {
        Map<String, Object> object = new HashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            object.put(randomText(random), randomValue(random, depth - 1));
        }
        return object;
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> new BigInteger(random.nextInt(332), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1));
            case 4 -> BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000_000L, random.nextInt(40));
            case 5 ->
                new BigDecimal(random.nextInt(100_000))
                        .movePointLeft(random.nextInt(12))
                        .setScale(20);
            case 6, 7 -> randomText(random);
            case 8 -> randomObject(random, depth);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int left = random.nextInt(5); left > 0; left--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
        };
    }

    /** Controls, quotes, ASCII, two and three bytes, and pairs: the last sort before U+E000 and above. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            int[] kinds = {
                random.nextInt(0x20),
                "\"\\/ az09\u007f".charAt(random.nextInt(9)),
                0x80 + random.nextInt(0x700),
                0x800 + random.nextInt(0xd000),
                0xe000 + random.nextInt(0x2000),
                0x10000 + random.nextInt(0x100000)
            };
            text.appendCodePoint(kinds[random.nextInt(kinds.length)]);
        }
        return text.toString();
    }

    /** So few values that many come twice, in different spellings. */
    private static Map<String, Object> smallObject(Random random) {
        Object[] values = {
            1,
            1L,
            1.0,
            new BigDecimal("1.00"),
            "1",
            true,
            "true",
            null,
            "null",
            0,
            -0.0,
            List.of(),
            Map.of(),
            "",
            List.of(1),
            List.of("1"),
            Map.of("1", 1),
            0.5f,
            0.5,
            BigInteger.ONE,
            List.of(List.of()),
            1e-7
        };
        Map<String, Object> object = new HashMap<>();
        for (String name : List.of("a", "b", "a\",\"b")) {
            if (random.nextBoolean()) {
                object.put(name, values[random.nextInt(values.length)]);
            }
        }
        return object;
    }
}
