package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** How Java values come in: what becomes what, what is refused, and that nobody can lie afterwards. */
@SuppressWarnings("JavaUtilDate") // to see it refused
final class SnapshotTest {
    private enum Colour {
        RED {
            @Override
            public String toString() {
                return "a lie";
            }
        }
    }

    record Point(int y, Optional<String> x) {}

    private static String form(Object value) {
        String json = Arguments.of("v", value).json();
        return json.substring("{\"v\":".length(), json.length() - 1);
    }

    private static InvalidArgumentsException refusal(Object value) {
        return assertThrows(InvalidArgumentsException.class, () -> Arguments.of("v", value));
    }

    private static String refusalOf(Object value) {
        return refusal(value).getMessage();
    }

    @Test
    void valuesWithOneTextualFormBecomeStrings() {
        StringBuilder text = new StringBuilder("te");
        assertEquals("\"text\"", form(text.append("xt")));
        assertEquals("\"text\"", form(CharBuffer.wrap("text")));
        assertEquals("\"c\"", form('c'));
        assertEquals("\"RED\"", form(Colour.RED));
        assertEquals("\"MONDAY\"", form(DayOfWeek.MONDAY));
        assertEquals("\"2026-01-31\"", form(LocalDate.of(2026, 1, 31)));
        assertEquals("\"1970-01-01T00:00:00Z\"", form(Instant.EPOCH));
        assertEquals("\"PT1M\"", form(Duration.ofMinutes(1)));
        assertEquals("\"Europe/Zurich\"", form(ZoneId.of("Europe/Zurich")));
        assertEquals("\"00000000-0000-0001-0000-000000000002\"", form(new UUID(1, 2)));
        assertEquals("\"https://example.com/\"", form(URI.create("https://example.com/")));
        assertEquals("\"a/b\"", form(Path.of("a", "b")));
    }

    @Test
    void containersAreCopiedDeeply() {
        assertEquals("[1,[],{}]", form(Arrays.asList(1, Set.of(), Map.of())));
        assertEquals("[null,\"x\"]", form(new String[] {null, "x"}));
        assertEquals("[1,2]", form(new int[] {1, 2}));
        assertEquals("[[true],[]]", form(new boolean[][] {{true}, {}}));
        assertEquals("{\"x\":null,\"y\":1}", form(new Point(1, Optional.empty())));
        assertEquals("{\"x\":\"e\",\"y\":1}", form(new Point(1, Optional.of("e"))));
        assertEquals("{\"a\":{\"b\":1}}", form(Arguments.of("a", Map.of("b", 1))));
        assertEquals("null", form(Optional.of(Optional.empty())));
    }

    @Test
    void whatIsNoJsonValueIsRefusedWithWhatToPassInstead() {
        assertEquals("at `/v`: a `byte[]` is not a JSON value; pass base64 in a string", refusalOf(new byte[] {1}));
        assertEquals("at `/v`: a `char[]` is not a JSON value; pass a string", refusalOf(new char[] {'a'}));
        assertEquals("at `/v`: a `java.util.Date` is not a JSON value; pass an `Instant`", refusalOf(new Date(0)));
        assertEquals(
                "at `/v`: a `java.util.GregorianCalendar` is not a JSON value; pass an `Instant` or a `ZonedDateTime`",
                refusalOf(new Calendar.Builder().setCalendarType("gregory").build()));
        for (Number number : new Number[] {new AtomicInteger(1), new AtomicLong(1)}) {
            assertEquals(
                    "at `/v`: a `" + number.getClass().getName()
                            + "` is not a JSON value; pass its value as a `long` or a `BigDecimal`",
                    refusalOf(number));
        }
        assertEquals("at `/v`: a `java.io.File` is not a JSON value; pass a `Path`", refusalOf(new File("a")));
        assertTrue(refusalOf(List.of().iterator()).endsWith("is not a JSON value; pass a list"));
        assertTrue(refusalOf(Stream.of(1)).endsWith("is not a JSON value; pass a list"));
        assertTrue(refusalOf((Iterable<String>) () -> List.of("a").iterator())
                .endsWith("is not a JSON value; pass a list"));
        assertEquals(
                "at `/v`: a `java.lang.Object` is not a JSON value; pass a string, number, boolean, list, map or record",
                refusalOf(new Object()));
        assertTrue(refusalOf((Supplier<String>) () -> "a").contains("pass a string, number"));
        assertTrue(refusalOf(Clock.systemUTC()).contains("java.time.Clock"));
        assertTrue(refusalOf(JapaneseDate.of(2026, 1, 1)).contains("java.time.chrono.JapaneseDate"));
    }

    @Test
    void aRefusalSaysWhere() {
        assertEquals(
                "at `/v/items/3/when`: a `java.util.Date` is not a JSON value; pass an `Instant`",
                refusalOf(Map.of("items", List.of(1, 2, 3, Map.of("when", new Date(0))))));
        assertEquals(
                "at `/v/x~1y/~0`: a `java.util.Date` is not a JSON value; pass an `Instant`",
                refusalOf(Map.of("x/y", Map.of("~", new Date(0)))));
    }

    @Test
    void keysThatAreNoStringsAreRefused() {
        assertEquals(
                "at `/v`: a key that is a `java.lang.Integer`; name each member by a string", refusalOf(Map.of(1, 2)));
        assertEquals(
                "at `/v/a`: a null key; name each member by a string",
                refusalOf(Map.of("a", Collections.singletonMap(null, 1))));
    }

    @Test
    void unpairedSurrogatesAreRefusedInKeysAndValues() {
        assertEquals("at `/v`: unpaired surrogate in `a\\ud800`; pass well-formed Unicode", refusalOf("a\ud800"));
        assertEquals("at `/v`: unpaired surrogate in `\\udc00`; pass well-formed Unicode", refusalOf('\udc00'));
        assertEquals(
                "at `/v/\\ud800`: unpaired surrogate in `\\ud800`; pass well-formed Unicode",
                refusalOf(Map.of("\ud800", 1)));
    }

    @Test
    void changingTheSourceAfterwardsChangesNothing() {
        StringBuilder text = new StringBuilder("before");
        List<Object> list = new ArrayList<>(List.of("before", text));
        int[] array = {1};
        Map<String, Object> map = new HashMap<>(Map.of("list", list, "array", array, "text", text));
        Arguments arguments = Arguments.from(map);
        String before = arguments.json();

        text.setLength(0);
        list.clear();
        array[0] = 2;
        map.put("more", 1);

        assertEquals("{\"array\":[1],\"list\":[\"before\",\"before\"],\"text\":\"before\"}", before);
        assertEquals(before, arguments.json());
        assertEquals(Digest.of(before), arguments.digest());
        assertEquals(List.of("before", "before"), arguments.asMap().get("list"));
    }

    @Test
    void whatIsReadOnceIsStoredWhateverItSaysTheNextTime() {
        AtomicInteger asked = new AtomicInteger();
        CharSequence fickle = new CharSequence() {
            @Override
            public int length() {
                throw new AssertionError("nobody needs to know");
            }

            @Override
            public char charAt(int index) {
                throw new AssertionError("nobody needs to know");
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new AssertionError("nobody needs to know");
            }

            @Override
            public String toString() {
                return "answer " + asked.incrementAndGet();
            }
        };
        Arguments arguments = Arguments.of("v", fickle);

        assertEquals("{\"v\":\"answer 1\"}", arguments.json());
        assertEquals(Optional.of("answer 1"), arguments.string("v"));
        assertEquals(1, asked.get());
    }

    record Fickle(AtomicInteger asked) {
        @Override
        public AtomicInteger asked() {
            throw new IllegalStateException("asked " + asked.incrementAndGet() + " times");
        }
    }

    record Counter(List<Integer> answers) {
        @Override
        public List<Integer> answers() {
            answers.add(answers.size());
            return List.copyOf(answers);
        }
    }

    @Test
    void eachComponentOfARecordIsReadOnce() {
        List<Integer> answers = new ArrayList<>();

        assertEquals("{\"answers\":[0]}", form(new Counter(answers)));
        assertEquals(List.of(0), answers);
    }

    @Test
    void anAccessorThatThrowsIsARefusalWithItsCause() {
        InvalidArgumentsException refusal = refusal(List.of(new Fickle(new AtomicInteger())));

        assertEquals(
                "at `/v/0/asked`: reading a `io.brattice.action.SnapshotTest$Fickle` threw a"
                        + " `java.lang.IllegalStateException`; pass a plain copy that nobody else changes",
                refusal.getMessage());
        assertEquals("asked 1 times", refusal.getCause().getMessage());
    }

    /** A collection that can be walked once, and lies about its size. */
    private static <T> Collection<T> oneShot(Iterator<T> iterator) {
        AtomicInteger walks = new AtomicInteger();
        return new AbstractCollection<>() {
            @Override
            public Iterator<T> iterator() {
                assertEquals(1, walks.incrementAndGet(), "walks");
                return iterator;
            }

            @Override
            public int size() {
                throw new AssertionError("nobody may trust the size");
            }
        };
    }

    @Test
    void aCollectionIsWalkedOnceAndNeverAskedForItsSize() {
        assertEquals("[1,2,3]", form(oneShot(List.of(1, 2, 3).iterator())));
    }

    @Test
    void aMapIsWalkedOnceAndNeverAskedForItsSize() {
        Map<String, Object> lying = new AbstractMap<>() {
            private int walks;

            @Override
            public Set<Entry<String, Object>> entrySet() {
                assertEquals(1, ++walks, "walks");
                return Map.<String, Object>of("a", 1).entrySet();
            }

            @Override
            public int size() {
                throw new AssertionError("nobody may trust the size");
            }

            @Override
            public Object get(Object key) {
                return "something else";
            }
        };

        assertEquals("{\"a\":1}", Arguments.from(lying).json());
    }

    @Test
    void anIteratorThatNeverEndsHitsTheBound() {
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (Object endless : new Object[] {"", 1, Optional.empty(), List.of(), Map.of()}) {
                assertEquals(
                        "at `/v/99998`: more than 100000 values; pass fewer values, or a reference to them",
                        refusalOf(oneShot(Stream.generate(() -> endless).iterator())));
            }
        });
    }

    @Test
    void anEndlessSeriesOfLongTextsHitsTheBoundLongBeforeTheMemory() {
        AtomicInteger made = new AtomicInteger();
        Iterator<String> texts = Stream.generate(() -> "x".repeat(100_000 + made.getAndIncrement()))
                .iterator();

        assertEquals(
                "at `/v/10`: more than 1048576 bytes in canonical form; pass less, or a reference to the data",
                refusalOf(oneShot(texts)));
        assertEquals(11, made.get());
    }

    @Test
    void aMapThatNamesAKeyTwiceIsRefused() {
        IdentityHashMap<String, Integer> twice = new IdentityHashMap<>();
        twice.put("a", 1);
        twice.put(String.valueOf(new char[] {'a'}), 2);

        assertEquals("at `/v`: duplicate key `a`; pass each key once", refusalOf(twice));
    }

    @Test
    void aCollectionThatChangesWhileItIsReadIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(new Tampering(list));
        list.add("last");
        InvalidArgumentsException refusal = refusal(list);

        assertEquals(
                "at `/v`: reading a `java.util.ArrayList` threw a `java.util.ConcurrentModificationException`;"
                        + " pass a plain copy that nobody else changes",
                refusal.getMessage());
        assertSame(ConcurrentModificationException.class, refusal.getCause().getClass());
    }

    record Tampering(List<Object> victim) {
        @Override
        public List<Object> victim() {
            victim.add("more");
            return List.of();
        }
    }

    @Test
    void aNullWhereNoneMayBeIsARefusal() {
        CharSequence nothing = new NullText();

        assertTrue(refusalOf(nothing).contains("threw a `java.lang.NullPointerException`"));
    }

    private static final class NullText implements CharSequence {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        @SuppressWarnings("ToStringReturnsNull") // a liar is what is wanted
        public String toString() {
            return null;
        }
    }

    @Test
    void subclassesOfNumbersAreRefusedSinceTheyMayLie() {
        @SuppressWarnings("serial")
        BigInteger integer = new BigInteger("1") {
            @Override
            public String toString() {
                return "1],\"admin\":[true";
            }
        };
        @SuppressWarnings("serial")
        BigDecimal decimal = new BigDecimal("1.5") {
            @Override
            public BigDecimal stripTrailingZeros() {
                return new BigDecimal("2.5");
            }
        };

        for (Number number : new Number[] {integer, decimal}) {
            assertTrue(refusalOf(number).endsWith("pass its value as a `long` or a `BigDecimal`"), refusalOf(number));
        }
    }

    @Test
    void sixtyFourLevelsAreTakenAndOneMoreIsRefused() {
        assertEquals(
                64,
                Arguments.from(nested(64)).json().chars().filter(c -> c == '{').count());
        assertTrue(assertThrows(InvalidArgumentsException.class, () -> Arguments.from(nested(65)))
                .getMessage()
                .endsWith(": nested deeper than 64 levels; pass a flatter value"));
        String json = Arguments.from(nested(64)).json();
        assertEquals(json, Arguments.fromJson(json).json());
        assertThrows(InvalidArgumentsException.class, () -> Arguments.fromJson("{\"k\":" + json + "}"));
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> map = Map.of();
        for (int i = 1; i < levels; i++) {
            map = Map.of("k", map);
        }
        return map;
    }

    @Test
    void aListThatContainsItselfIsRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertTrue(refusalOf(self).endsWith(": nested deeper than 64 levels; pass a flatter value"));
    }

    @Test
    void aHundredThousandNestedOptionalsAreOneValue() {
        Optional<?> nested = Optional.of("in the middle");
        for (int i = 0; i < 100_000; i++) {
            nested = Optional.of(nested);
        }

        assertEquals("\"in the middle\"", form(nested));
    }

    @Test
    void aHundredThousandValuesAreTakenAndOneMoreIsRefused() {
        List<Integer> most = Collections.nCopies(100_000 - 2, 7);
        List<Integer> more = Collections.nCopies(100_000 - 1, 7);

        String json = Arguments.of("v", most).json();
        assertEquals(json, Arguments.fromJson(json).json());
        assertTrue(refusalOf(more).contains("more than 100000 values"));
        assertTrue(assertThrows(InvalidArgumentsException.class, () -> Arguments.fromJson("{\"v\":" + more + "}"))
                .getMessage()
                .contains(": more than 100000 values; pass fewer values"));
    }

    @Test
    void oneMebibyteIsTakenAndOneByteMoreIsRefused() {
        int frame = "{\"v\":\"\"}".length();
        String most = "x".repeat(Arguments.MAX_BYTES - frame);

        assertEquals(Arguments.MAX_BYTES, Arguments.of("v", most).canonicalLength());
        assertTrue(refusalOf(most + "x").contains("more than 1048576"), refusalOf(most + "x"));
        assertTrue(refusalOf("\n".repeat(600_000)).contains("1200008 bytes, more than 1048576"));
        assertTrue(refusalOf("é".repeat(600_000)).contains("1200008 bytes, more than 1048576"));
        assertEquals(
                most, Arguments.fromJson("{\"v\":\"" + most + "\"}").string("v").orElseThrow());
        String longKey = "k".repeat(1_000_000);
        assertEquals(
                Set.of(longKey), Arguments.fromJson("{\"" + longKey + "\":1}").names());
    }
}
