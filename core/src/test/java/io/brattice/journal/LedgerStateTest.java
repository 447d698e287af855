package io.brattice.journal;

import static io.brattice.journal.LedgerSamples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.policy.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a ledger forgets, and what never. */
class LedgerStateTest {

    private final LedgerState state = new LedgerState();

    @Test
    void millionCallsLeaveABoundedLedger() {
        Claim sample = LedgerSamples.claim("p", "sample", "file:/a", 0, NOW);
        for (int i = 0; i < 1_000_000; i++) {
            History.Past past = named(sample.effects(), "c" + i);
            assertEquals(
                    Claim.Answer.GRANTED,
                    state.claim(
                            new Claim(
                                    "p",
                                    sample.action(),
                                    sample.repetition(),
                                    state.history("p", NOW).version(),
                                    past,
                                    sample.ticket(),
                                    false,
                                    NOW),
                            ""));
            assertTrue(state.settle("c" + i, History.State.DONE, Arguments.none(), List.of(), NOW));
        }
        assertTrue(state.calls().size() <= LedgerState.MOST_ENDED + 1);
        int kept = state.history("p", NOW).past().size();
        assertTrue(kept >= Account.MOST && kept < 2 * Account.MOST, "kept " + kept);
        assertEquals("c999999", state.history("p", NOW).past().get(kept - 1).call());
    }

    @Test
    void principalsThatCameOnceAreForgottenAfterADay() {
        Instant at = NOW;
        for (int i = 0; i < 50_000; i++) {
            at = at.plus(Duration.ofSeconds(30));
            String id = "c" + i;
            assertEquals(Claim.Answer.GRANTED, state.claim(LedgerSamples.claim("p" + i, id, "file:/a", 0, at), ""));
            assertTrue(state.settle(id, History.State.DONE, Arguments.none(), List.of(), at));
        }
        assertTrue(state.accounts().size() < 10_000, "kept " + state.accounts().size());
    }

    @Test
    void principalThatIsForgottenNeverComesToAnOldVersionAgain() {
        state.claim(LedgerSamples.claim("p", "c1", "file:/a", 0, NOW), "");
        state.settle("c1", History.State.DONE, Arguments.none(), List.of(), NOW);
        long old = state.history("p", NOW).version();
        state.accounts().remove("p");
        Instant later = NOW.plus(Duration.ofDays(2));
        state.claim(LedgerSamples.claim("p", "c2", "file:/a", 0, later), "");
        assertTrue(state.history("p", later).version() > old);
    }

    @Test
    void largeOutcomesAreForgottenBeforeTheyFillTheMemory() {
        Arguments large = Arguments.of("text", "x".repeat(1_000_000));
        for (int i = 0; i < 200; i++) {
            long seen = state.history("p", NOW).version();
            assertEquals(
                    Claim.Answer.GRANTED, state.claim(LedgerSamples.claim("p", "c" + i, "file:/a", seen, NOW), ""));
            state.settle("c" + i, History.State.DONE, large, List.of(), NOW);
        }
        assertTrue(state.calls().size() < 70, "kept " + state.calls().size());
        assertTrue(state.recorded("c199").isPresent());
    }

    @Test
    void expiredQuestionsAreForgottenWhenANewOneComes() {
        for (int i = 0; i < 1000; i++) {
            Instant at = NOW.plus(Duration.ofMinutes(10L * i));
            state.park(LedgerSamples.question("p", "t" + i, "file:/" + i, at), at);
        }
        assertEquals(6, state.questions().all().size());
    }

    @Test
    void callIsSettledAlsoAfterItsQuestionWasForgotten() {
        Parked question = state.park(LedgerSamples.question("p", "t1", "file:/a", NOW), NOW);
        state.answer(
                "t1", LedgerSamples.answer("t1", true), Parked.State.APPROVED, NOW, NOW.plusSeconds(60), NOW, false);
        assertEquals(
                Claim.Answer.GRANTED,
                state.claim(LedgerSamples.claim("p", "c1", "file:/a", 0, java.util.Optional.of("t1"), NOW), ""));
        Instant later = question.expires().plusSeconds(1);
        state.park(LedgerSamples.question("p", "t2", "file:/b", later), later);
        assertTrue(state.parked("t1").isEmpty());
        assertTrue(state.settle("c1", History.State.DONE, Arguments.none(), List.of(), later));
    }

    private static History.Past named(History.Past past, String call) {
        return new History.Past(
                call, past.session(), past.tool(), past.at(), past.effects(), past.inherent(), past.state());
    }
}
