package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final long SEED = 20261121;

    record Node(String name, Optional<Node> first, List<Node> children) {}

    record Page<T>(List<T> items, int number) {}

    /** Its components are the types whose round trip is shown. */
    record Everything(
            List<Map<String, Node>> nested,
            Set<Month> months,
            Map<TimeUnit, Page<BigDecimal>> pages,
            Collection<Optional<Integer>> numbers,
            List<? extends Node> nodes) {}

    private static Object backAndForth(Type type, Object value) {
        Shape shape = new Shapes().of(type);
        Arguments arguments = Arguments.of("v", shape.encode(value, Tally.ofArguments()));
        return shape.decode(Arguments.fromJson(arguments.json()).asMap().get("v"));
    }

    @Test
    void scalarsComeBackEqual() {
        List<Object> values = List.of(
                true,
                (byte) -1,
                Short.MIN_VALUE,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                1.5f,
                Float.MIN_VALUE,
                Float.MAX_VALUE,
                0.1,
                -0.0,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                1e22,
                'x',
                "",
                "ü€😀",
                new BigInteger("123456789012345678901234567890"),
                BigInteger.ONE,
                UUID.fromString("0-0-0-0-1"),
                URI.create("https://a/b?c#d"),
                Currency.getInstance("EUR"),
                Digest.of("x"),
                Instant.parse("2026-01-02T03:04:05.000000006Z"),
                Instant.MAX,
                LocalDate.MAX,
                LocalDate.MIN,
                LocalTime.NOON,
                LocalDateTime.MIN,
                OffsetTime.MAX,
                OffsetDateTime.MIN,
                YearMonth.of(12345, 6),
                MonthDay.of(2, 29),
                Year.of(12345),
                Year.of(-5),
                Duration.ofSeconds(-1, 5),
                Duration.ZERO,
                Period.of(-1, 2, -3),
                ZoneOffset.ofHoursMinutes(5, 30),
                Month.MAY,
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap());
        for (Object value : values) {
            assertEquals(value, backAndForth(value.getClass(), value), () -> value.getClass() + " " + value);
        }
        assertEquals(Path.of("a/../b"), backAndForth(Path.class, Path.of("a/../b")));
        assertEquals(ZoneId.of("Europe/Berlin"), backAndForth(ZoneId.class, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void decimalKeepsItsScale() {
        for (String text : List.of("12.50", "12.5", "0.00", "-0.0", "1E+3", "1E-400", "0.12345678901234567890123")) {
            BigDecimal value = new BigDecimal(text);
            assertEquals(value, backAndForth(BigDecimal.class, value));
        }
    }

    @Test
    void nestedGenericsRecordsAndNullsComeBackEqual() {
        Node leaf = new Node("leaf", Optional.empty(), List.of());
        Node root = new Node(null, Optional.of(leaf), Arrays.asList(leaf, null));
        Everything value = new Everything(
                List.of(Map.of("a", root)),
                Set.of(Month.MAY, Month.JUNE),
                Map.of(TimeUnit.DAYS, new Page<>(List.of(new BigDecimal("1.0")), 3)),
                List.of(Optional.of(1), Optional.empty()),
                List.of(leaf));
        assertEquals(value, backAndForth(Everything.class, value));
    }

    @Test
    void randomDoublesComeBackEqual() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, backAndForth(double.class, value), () -> "seed " + SEED);
            }
        }
    }

    @Test
    void equalSetsHaveEqualDigestsWhateverTheirOrder() {
        Shape shape = new Shapes().of(new com.google.common.reflect.TypeToken<Set<String>>() {}.getType());
        Random random = new Random(SEED);
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "ä", "B"));
        Set<Digest> digests = new LinkedHashSet<>();
        for (int i = 0; i < 100; i++) {
            java.util.Collections.shuffle(names, random);
            digests.add(Arguments.of("v", shape.encode(new LinkedHashSet<>(names), Tally.ofArguments()))
                    .digest());
        }
        assertEquals(1, digests.size(), () -> "seed " + SEED);
    }

    @Test
    void whatIsNoValueOfTheTypeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> backAndForth(double.class, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> backAndForth(int.class, null));
        assertThrows(IllegalArgumentException.class, () -> backAndForth(String.class, 1));
        Shape number = new Shapes().of(int.class);
        for (Object json : List.of(1L << 40, "1", true, List.of(1L), new BigDecimal("1.5"))) {
            assertThrows(IllegalArgumentException.class, () -> number.decode(json), json::toString);
        }
        Shape month = new Shapes().of(Month.class);
        for (Object json : List.of("may", "", 5L)) {
            assertThrows(IllegalArgumentException.class, () -> month.decode(json), json::toString);
        }
        Shape node = new Shapes().of(Node.class);
        for (Object json : List.of(Map.of(), Map.of("name", "x"), "x", List.of())) {
            assertThrows(IllegalArgumentException.class, () -> node.decode(json), json::toString);
        }
    }

    @Test
    void valueThatContainsItselfIsRefused() {
        List<Node> children = new ArrayList<>();
        Node loop = new Node("loop", Optional.empty(), children);
        children.add(loop);
        assertThrows(IllegalArgumentException.class, () -> backAndForth(Node.class, loop));
    }

    @Test
    void listRepeatedInManyPlacesIsRefusedInsteadOfFillingTheMemory() {
        List<Node> level = List.of();
        for (int i = 0; i < 25; i++) {
            Node node = new Node("n", Optional.empty(), level);
            level = List.of(node, node);
        }
        Node bomb = new Node("bomb", Optional.empty(), level);
        assertThrows(IllegalArgumentException.class, () -> backAndForth(Node.class, bomb));
    }
}
