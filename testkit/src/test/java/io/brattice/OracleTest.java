package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Random tools, classifiers, policies, approvers and faults, through the real gate and through a naive oracle: they must
 * agree on what becomes of each call and on how often its effect happened.
 *
 * <p>{@code -Dbrattice.seed=…} replays one case, {@code -Plong} runs a million.
 */
class OracleTest {

    private static final int SHORT = 8_000;
    private static final int LONG = 1_000_000;
    private static final long FIRST_SEED = 1;
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.brattice");

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @Test
    void theGateAndTheOracleAgree() throws Exception {
        Long replay = Long.getLong("brattice.seed");
        long first = replay != null ? replay : FIRST_SEED;
        long cases = replay != null ? 1 : Boolean.getBoolean("brattice.long") ? LONG : SHORT;
        Map<Oracle.End, Integer> ends = new EnumMap<>(Oracle.End.class);
        long started = System.nanoTime();
        for (long seed = first; seed < first + cases; seed++) {
            OracleCase given = OracleCase.random(seed);
            try {
                ends.merge(agree(given), 1, Integer::sum);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "replay with -Dbrattice.seed=" + seed + "\n" + given + "\n" + e.getMessage(), e);
            }
        }
        System.out.printf(
                "%,d cases from seed %d in %,d ms: %s%n",
                cases, first, (System.nanoTime() - started) / 1_000_000, ends);
        for (Oracle.End end : Oracle.End.values()) {
            assertTrue(replay != null || ends.getOrDefault(end, 0) > cases / 100, "hardly ever " + end);
        }
    }

    private static Oracle.End agree(OracleCase given) throws Exception {
        Oracle oracle = new Oracle(given);
        Oracle.End expected = oracle.predict();
        try (OracleWorld world = new OracleWorld(given)) {
            Outcome outcome = world.call();
            Oracle.End end = OracleWorld.end(outcome);
            String failedAt = world.failedAt.get();
            if (failedAt != null) {
                agreeOnBroken(failedAt, oracle, end, world);
                return end;
            }
            assertEquals(expected, end, () -> "the gate says " + outcome);
            assertEquals(oracle.effects, world.effects.get(), "effects");
            if (given.journalFailsAt() == 0 && given.ledgerFailsAt() == 0) {
                repeat(oracle, end, world);
            } else if (end == Oracle.End.UNKNOWN) {
                world.call();
                assertEquals(oracle.effects, world.effects.get(), "effects once it is unknown");
            }
            return end;
        }
    }

    /** What a ledger that fails does to a call: before the effect nothing runs, after it nobody claims to know. */
    private static void agreeOnBroken(String operation, Oracle oracle, Oracle.End end, OracleWorld world) {
        switch (operation) {
            case "settle" -> {
                assertEquals(Oracle.End.UNKNOWN, end, "settle failed");
                assertEquals(oracle.effects, world.effects.get(), "effects");
            }
            case "release" -> {
                assertTrue(end == Oracle.End.REFUSED || end == Oracle.End.UNKNOWN, () -> "release failed, and " + end);
                assertEquals(0, world.effects.get(), "effects");
            }
            default -> {
                assertEquals(Oracle.End.REFUSED, end, () -> operation + " failed");
                assertEquals(0, world.effects.get(), "effects");
            }
        }
    }

    /** The same call by the same caller again. */
    private static void repeat(Oracle oracle, Oracle.End end, OracleWorld world) throws Exception {
        int asked = world.timesAsked();
        switch (end) {
            case RAN, FAILED -> {
                if (oracle.byYes) {
                    Outcome again = world.call();
                    assertEquals(end, OracleWorld.end(again), () -> "an approved call repeated: " + again);
                    assertEquals(oracle.effects, world.effects.get(), "effects of an approved call repeated");
                    assertEquals(asked, world.timesAsked(), "questions");
                }
            }
            case UNKNOWN -> {
                assertEquals(1, world.unresolved().size(), "unresolved");
                Outcome again = world.call();
                assertTrue(!again.ran(), () -> "an unknown call repeated: " + again);
                assertEquals(oracle.effects, world.effects.get(), "effects once it is unknown");
            }
            case REFUSED, PENDING -> {}
        }
    }
}
