package io.brattice.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a ledger does when there is no room for another sum. */
class BalancesTest {

    private static final Instant NOW = LedgerSamples.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    private final LedgerState state = new LedgerState();

    @Test
    void noAccountThatCountsIsForgottenToMakeRoomAndCallsAreTurnedAway() {
        fill();
        assertEquals(Claim.Answer.FULL, charge("c1", "new", NOW));
        assertEquals(Claim.Answer.FULL, charge("c1", "account 1", NOW), "it would need a cell of its own");
        assertEquals(Claim.Answer.GRANTED, state.claim(LedgerSamples.claim("q", "free", "file:/f", 0, NOW), ""));
        assertEquals(Map.of("new", Balance.none()), state.balances(Set.of("new")));
        Instant later = NOW.plus(DAY).plus(Duration.ofHours(2));
        assertEquals(Claim.Answer.GRANTED, charge("c2", "new", later));
        assertEquals(1, state.balances().all().size(), "what is over is forgotten once there must be room");
    }

    @Test
    void accountThatIsOverIsForgottenInTheCourseOfThings() {
        assertEquals(Claim.Answer.GRANTED, charge("c1", "old", NOW));
        state.settle("c1", History.State.DONE, Arguments.none(), List.of(), NOW);
        Instant later = NOW.plus(Duration.ofDays(3));
        for (int i = 0; i < 600; i++) {
            long seen = state.history("q", later).version();
            state.claim(LedgerSamples.claim("q", "q" + i, "file:/q", seen, later), "");
            state.settle("q" + i, History.State.DONE, Arguments.none(), List.of(), later);
        }
        assertTrue(state.balances().all().isEmpty());
    }

    @Test
    void accountThatWasForgottenNeverComesToAnOldVersionAgain() {
        assertEquals(Claim.Answer.GRANTED, charge("c1", "a", NOW));
        long old = state.balances(Set.of("a")).get("a").version();
        state.balances().forgetOld(NOW.plus(Duration.ofDays(3)));
        Claim stale = claim("c2", "a", NOW, Map.of("a", old));
        assertEquals(Claim.Answer.MOVED, state.claim(stale, ""));
        assertEquals(Claim.Answer.GRANTED, charge("c3", "a", NOW));
        assertTrue(state.balances(Set.of("a")).get("a").version() > old);
        assertFalse(state.balances().areAt(Map.of("a", old)));
    }

    private void fill() {
        List<Balance.Cell> cells = IntStream.range(0, 1000)
                .mapToObj(i -> new Balance.Cell(NOW.minusSeconds(i + 2L), NOW.minusSeconds(i + 1L), BigDecimal.ONE))
                .sorted((one, other) -> one.until().compareTo(other.until()))
                .collect(Collectors.toList());
        for (int i = 0; i < Balances.MOST_CELLS / 1000; i++) {
            state.balances().restore("account " + i, new Balance(1, DAY, cells));
        }
    }

    private Claim.Answer charge(String call, String account, Instant at) {
        return state.claim(
                claim(
                        call,
                        account,
                        at,
                        Map.of(
                                account,
                                state.balances(Set.of(account)).get(account).version())),
                "");
    }

    private static Claim claim(String call, String account, Instant at, Map<String, Long> seen) {
        return LedgerSamples.charging(
                LedgerSamples.claim(call, call, "file:/" + call, 0, at),
                List.of(new Charge(account, BigDecimal.ONE, DAY)),
                seen);
    }
}
