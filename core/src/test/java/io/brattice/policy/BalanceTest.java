package io.brattice.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private record Charged(Charge charge, Instant at) {}

    /** Beside a list of everything that was ever charged. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20261125, 4711})
    void sumIsNeverTooSmallAndNeverReachesFurtherBackThanOneCell(long seed) {
        Random random = new Random(seed);
        Duration kept = Duration.ofMinutes(1 + random.nextInt(3000));
        Duration cell = width(kept);
        List<Charged> all = new ArrayList<>();
        Balance balance = Balance.none();
        Instant now = NOW;
        for (int step = 0; step < 4000; step++) {
            now = now.plusMillis(random.nextInt(2 * (int) (kept.toMillis() / 1000)));
            if (!all.isEmpty() && random.nextInt(4) == 0) {
                Charged back = all.remove(random.nextInt(all.size()));
                balance = balance.less(back.charge(), back.at(), step + 1L);
            } else {
                Charged one = new Charged(charge(random.nextInt(100_000) + "e-" + random.nextInt(6), kept), now);
                all.add(one);
                balance = balance.and(one.charge(), now, step + 1L);
            }
            Instant from = now.minus(kept);
            BigDecimal sum = balance.since(from);
            String where = "seed " + seed + ", step " + step;
            assertTrue(sum.compareTo(sum(all, from)) >= 0, where);
            assertTrue(sum.compareTo(sum(all, from.minus(cell))) <= 0, where);
            assertTrue(balance.cells().size() <= 6_002, where);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "UTC"})
    void calendarWindowsOfEveryZoneAreExact(String zone) {
        Duration kept = Duration.ofHours(31 * 24 + 1);
        for (LocalDate first = LocalDate.of(2026, 1, 1); first.getYear() == 2026; first = first.plusMonths(1)) {
            ZonedDateTime start = first.atStartOfDay(ZoneId.of(zone));
            Balance balance = Balance.none()
                    .and(charge("1", kept), start.toInstant().minusNanos(1), 1)
                    .and(charge("10", kept), start.toInstant(), 2)
                    .and(charge("100", kept), start.plusMonths(1).toInstant().minusNanos(1), 3);
            assertEquals(new BigDecimal("110"), balance.since(start.toInstant()), start.toString());
            assertEquals(new BigDecimal("111"), balance.since(start.minusDays(1).toInstant()), start.toString());
        }
    }

    @Test
    void decimalsAreExactHoweverManyComeTogether() {
        Balance balance = Balance.none();
        for (int i = 0; i < 1000; i++) {
            balance = balance.and(charge("0.1", Duration.ofDays(1)), NOW, i);
        }
        assertEquals(0, new BigDecimal("100").compareTo(balance.since(NOW)));
        assertEquals(1, balance.cells().size());
    }

    @Test
    void whatWasForgottenIsNotGivenBackFromSomethingElse() {
        Charge charge = charge("5", Duration.ofHours(1));
        Balance balance = Balance.none().and(charge, NOW, 1).and(charge, NOW.plus(Duration.ofDays(1)), 2);
        assertEquals(1, balance.cells().size());
        assertEquals(new BigDecimal("5"), balance.less(charge, NOW, 3).since(NOW));
    }

    @Test
    void chargeOfNothingLeavesTheAccountAsItIs() {
        Balance balance = Balance.none().and(charge("5", Duration.ofHours(1)), NOW, 1);
        assertEquals(balance, balance.and(charge("0.00", Duration.ofHours(1)), NOW, 2));
        assertEquals(balance, balance.less(charge("0", Duration.ofHours(1)), NOW, 2));
    }

    @Test
    void accountIsOverOnceNoWindowCanReachIt() {
        Balance balance = Balance.none().and(charge("5", Duration.ofDays(1)), NOW, 1);
        assertFalse(balance.isOver(NOW.plus(Duration.ofDays(1))));
        assertTrue(balance.isOver(NOW.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(62))));
        assertTrue(Balance.none().isOver(NOW));
    }

    @Test
    void amountsThatWouldTakeForEverAreRefusedBeforeAnythingIsComputed() {
        for (String amount : List.of("-1", "-1e-30", "1e-400", "1e-41", "1E+100000", "1E+40", "1E-2147483647")) {
            assertThrows(IllegalArgumentException.class, () -> charge(amount, Duration.ofHours(1)), amount);
        }
        BigDecimal most = new BigDecimal("9".repeat(40) + "." + "9".repeat(40));
        assertEquals(most, charge(most.toString(), Duration.ofHours(1)).amount());
        assertEquals(BigDecimal.ZERO, charge("0e-400", Duration.ofHours(1)).amount());
    }

    @Test
    void chargeIsKeptForNoTimeThatIsNoneOrTooLong() {
        for (Duration kept : List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(367))) {
            assertThrows(IllegalArgumentException.class, () -> charge("1", kept), kept.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> new Charge("", BigDecimal.ONE, Duration.ofHours(1)));
    }

    private static Charge charge(String amount, Duration kept) {
        return new Charge("a", new BigDecimal(amount), kept);
    }

    private static BigDecimal sum(List<Charged> all, Instant from) {
        return all.stream()
                .filter(one -> !one.at().isBefore(from))
                .map(one -> one.charge().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Duration width(Duration kept) {
        Balance one = Balance.none().and(charge("1", kept), NOW, 1);
        return Duration.between(one.cells().get(0).from(), one.cells().get(0).until());
    }
}
