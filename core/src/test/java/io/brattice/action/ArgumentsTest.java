package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {
    private static String refusalOf(Runnable reading) {
        return assertThrows(InvalidArgumentsException.class, reading::run).getMessage();
    }

    @Test
    void upToFourPairsMakeArguments() {
        assertEquals("{}", Arguments.none().json());
        assertEquals("{\"a\":1}", Arguments.of("a", 1).json());
        assertEquals("{\"a\":1,\"b\":2}", Arguments.of("b", 2, "a", 1).json());
        assertEquals(
                "{\"a\":1,\"b\":2,\"c\":3}",
                Arguments.of("b", 2, "a", 1, "c", 3).json());
        assertEquals(
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":null}",
                Arguments.of("d", null, "b", 2, "a", 1, "c", 3).json());
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        assertEquals("duplicate key `a`; pass each key once", refusalOf(() -> Arguments.of("a", 1, "a", 1)));
    }

    @Test
    void noNameIsNull() {
        assertEquals("at the top: a null key; name each member by a string", refusalOf(() -> Arguments.of(null, 1)));
        assertEquals(
                "at the top: a null key; name each member by a string", refusalOf(() -> Arguments.of("a", 1, null, 1)));
    }

    @Test
    void withAddsOrReplacesOneAndLeavesTheOriginalAlone() {
        Arguments one = Arguments.of("a", 1);

        assertEquals("{\"a\":1,\"b\":[true]}", one.with("b", List.of(true)).json());
        assertEquals("{\"a\":null}", one.with("a", null).json());
        assertEquals("{\"a\":1}", one.json());
    }

    @Test
    void valuesAreReadByTheirType() {
        Arguments arguments = Arguments.fromJson("{\"s\":\"text\",\"i\":7,\"b\":true,\"n\":null,\"l\":[1.5]}");

        assertEquals(Optional.of("text"), arguments.string("s"));
        assertEquals(Optional.of(7L), arguments.integer("i"));
        assertEquals(Optional.of(true), arguments.bool("b"));
        assertEquals(Optional.of(List.of(new BigDecimal("1.5"))), arguments.get("l"));
        assertEquals(List.of("b", "i", "l", "n", "s"), List.copyOf(arguments.names()));
    }

    @Test
    void nullAndAbsentReadAsEmptyAndNamesTellWhich() {
        Arguments arguments = Arguments.of("n", null);

        assertEquals(Optional.empty(), arguments.string("n"));
        assertEquals(Optional.empty(), arguments.integer("n"));
        assertEquals(Optional.empty(), arguments.bool("n"));
        assertEquals(Optional.empty(), arguments.get("n"));
        assertEquals(Optional.empty(), arguments.get("m"));
        assertTrue(arguments.names().contains("n"));
        assertFalse(arguments.names().contains("m"));
    }

    @Test
    void aMistypedValueNeverReadsAsAbsent() {
        Arguments arguments = Arguments.fromJson(
                "{\"s\":\"true\",\"i\":7,\"d\":1.5,\"big\":9223372036854775808,\"l\":[],\"o\":{},\"b\":true}");

        assertEquals("`s` is a string; pass true or false", refusalOf(() -> arguments.bool("s")));
        assertEquals("`i` is an integer; pass a string", refusalOf(() -> arguments.string("i")));
        assertEquals(
                "`d` is a decimal fraction; pass an integer of at most 64 bits",
                refusalOf(() -> arguments.integer("d")));
        assertEquals(
                "`big` is a larger integer; pass an integer of at most 64 bits",
                refusalOf(() -> arguments.integer("big")));
        assertEquals("`l` is a list; pass a string", refusalOf(() -> arguments.string("l")));
        assertEquals("`o` is an object; pass a string", refusalOf(() -> arguments.string("o")));
        assertEquals("`b` is a boolean; pass a string", refusalOf(() -> arguments.string("b")));
    }

    @Test
    void theMapHasNullsAndNumbersInTheirOneType() {
        Map<String, Object> map = Arguments.fromJson(
                        "{\"z\":null,\"a\":[1,1.0,1.50,100000000000000000000,true,\"x\",{\"k\":[]}]}")
                .asMap();

        assertEquals(List.of("a", "z"), List.copyOf(map.keySet()));
        assertTrue(map.containsKey("z"));
        assertNull(map.get("z"));
        assertEquals(
                Arrays.asList(
                        1L,
                        1L,
                        new BigDecimal("1.5"),
                        new BigInteger("100000000000000000000"),
                        true,
                        "x",
                        Map.of("k", List.of())),
                map.get("a"));
    }

    @Test
    void nothingHandedOutCanBeChanged() {
        Arguments arguments = Arguments.fromJson("{\"o\":{\"k\":1},\"l\":[1,[2]]}");
        String before = arguments.json();
        @SuppressWarnings("unchecked")
        Map<String, Object> inner = (Map<String, Object>) arguments.asMap().get("o");
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) arguments.asMap().get("l");
        @SuppressWarnings("unchecked")
        List<Object> innermost = (List<Object>) list.get(1);

        List<Runnable> changes = List.of(
                () -> arguments.asMap().put("x", 1),
                () -> arguments.asMap().clear(),
                () -> arguments.asMap().remove("o"),
                () -> arguments.asMap().replaceAll((key, value) -> 0),
                () -> arguments.asMap().entrySet().iterator().next().setValue(0),
                () -> arguments.asMap().entrySet().clear(),
                () -> arguments.asMap().values().clear(),
                () -> arguments.asMap().keySet().remove("o"),
                () -> arguments.names().clear(),
                () -> inner.put("k", 2),
                () -> inner.clear(),
                () -> list.set(0, 2),
                () -> list.add(2),
                () -> list.sort(null),
                () -> innermost.set(0, 3),
                () -> innermost.clear());
        for (int i = 0; i < changes.size(); i++) {
            assertThrows(UnsupportedOperationException.class, changes.get(i)::run, "change " + i);
        }
        arguments.canonical()[0] = '[';

        assertEquals(before, new String(arguments.canonical(), StandardCharsets.UTF_8));
        assertEquals(arguments, Arguments.from(arguments.asMap()));
    }

    @Test
    void leavesAreVisitedInCanonicalOrderWithTheirPointers() {
        List<String> visits = new ArrayList<>();

        Arguments.fromJson("{\"to\":[\"x\",[]],\"a/b\":{\"m~n\":null,\"\":1.5},\"o\":{}}")
                .forEachLeaf((pointer, value) -> visits.add(pointer + " = " + value));

        assertEquals(List.of("/a~1b/ = 1.5", "/a~1b/m~0n = null", "/o = {}", "/to/0 = x", "/to/1 = []"), visits);
    }

    @Test
    void noArgumentsAreOneEmptyLeafAtTheTop() {
        List<String> visits = new ArrayList<>();

        Arguments.none().forEachLeaf((pointer, value) -> visits.add(pointer + " = " + value));

        assertEquals(List.of(" = {}"), visits);
    }

    @Test
    void bytesTextLengthAndDigestAreOfTheSameForm() {
        Arguments arguments = Arguments.of("k", "é😀");

        assertArrayEquals("{\"k\":\"é😀\"}".getBytes(StandardCharsets.UTF_8), arguments.canonical());
        assertEquals("{\"k\":\"é😀\"}", arguments.json());
        assertEquals(14, arguments.canonicalLength());
        assertEquals(Digest.of(arguments.canonical()), arguments.digest());
        assertEquals(
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                Arguments.none().digest().hex());
    }

    @Test
    void equalityIsThatOfTheCanonicalForm() {
        Arguments arguments = Arguments.of("a", 1, "b", List.of("x"));
        Arguments same = Arguments.fromJson("{\"b\":[\"\\u0078\"],\"a\":1.0}");

        assertEquals(arguments, same);
        assertEquals(arguments.hashCode(), same.hashCode());
        assertNotEquals(arguments, Arguments.of("a", 1, "b", List.of("y")));
        assertNotEquals(arguments, arguments.asMap());
    }

    @Test
    void theLogFormIsShortAndForgesNoLine() {
        String forged = "x\u0085\u2028\u202e\u001b[2J\nINFO approved";
        String log = Arguments.of("a", forged).toString();

        assertEquals("{\"a\":\"x\\u0085\\u2028\\u202e\\u001b[2J\\nINFO approved\"}", log);
        String cut = Arguments.of("a", "secret ".repeat(1_000)).toString();
        assertEquals(200, cut.length());
        assertTrue(cut.endsWith("…"), cut);
    }

    @Test
    void readersOnSeveralThreadsSeeTheSame() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                Arguments arguments = Arguments.of("round", round, "list", List.of("a", 1, true));
                String json = "{\"list\":[\"a\",1,true],\"round\":" + round + "}";
                CountDownLatch start = new CountDownLatch(1);
                List<Future<List<Object>>> readings = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    readings.add(pool.submit(() -> {
                        start.await();
                        return List.of(arguments.digest(), arguments.json(), arguments.hashCode(), arguments.names());
                    }));
                }
                start.countDown();
                List<Object> expected = List.of(
                        Digest.of(json), json, Arguments.fromJson(json).hashCode(), java.util.Set.of("list", "round"));
                for (Future<List<Object>> reading : readings) {
                    assertEquals(expected, reading.get());
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
