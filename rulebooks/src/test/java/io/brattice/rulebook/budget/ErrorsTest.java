package io.brattice.rulebook.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.journal.Entry;
import io.brattice.journal.FileLedger;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.rulebook.language.ErrorBudget;
import io.brattice.rulebook.language.Place;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {

    private static final Caller BOT = Caller.agent("bot").session("s1");

    private final FakeClock clock = new FakeClock();
    private final ScriptedApprover approver = new ScriptedApprover();
    private final RecordingJournal journal = new RecordingJournal();
    private final FakeTool write = FakeTool.declared("write", Reversibility.REVERSIBLE);
    private final FakeTool look = FakeTool.declared("look", Reversibility.READ_ONLY);

    @TempDir
    private Path dir;

    private Ledger ledger;
    private Gate gate;
    private int tools;

    @BeforeEach
    void open() throws Exception {
        ledger = FileLedger.in(dir.resolve("ledger"));
        gate = gate(3, Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        gate.close();
        ledger.close();
    }

    private Gate gate(long failures, Duration within) throws Exception {
        Policy policy = Budgets.beside(
                Policy.defaults(),
                List.of(),
                List.of(new ErrorBudget(Place.nowhere(), failures, within, "")),
                Money.CONDITIONS);
        return Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .clock(clock)
                .monotonic(clock.nanos())
                .patience(Duration.ofSeconds(10))
                .build();
    }

    private Outcome write() {
        return gate.as(BOT).call(write, Arguments.none());
    }

    /** Another tool each time: one that fails too often is refused for itself. */
    private void fail() {
        FakeTool failing = FakeTool.declared("fail" + tools++, Reversibility.REVERSIBLE)
                .running(permit -> {
                    permit.redeem();
                    throw new IllegalStateException("broken");
                });
        assertInstanceOf(Outcome.Failed.class, gate.as(BOT).call(failing, Arguments.none()));
    }

    private void assertSpent() {
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, write());
        assertEquals("error-budget", refused.verdict().reasons().get(0).rule());
    }

    @Test
    void spentBudgetLeavesReadingUntilAPersonResetsItWhateverTimePassesAndWhoRestarts() throws Exception {
        fail();
        fail();
        assertTrue(write().ran());
        fail();
        assertSpent();
        assertTrue(gate.as(BOT).call(look, Arguments.none()).ran());
        assertTrue(gate.as(BOT.session("s2").tenant("other"))
                .call(write, Arguments.none())
                .ran());
        clock.advance(Duration.ofDays(40));
        assertSpent();
        gate.close();
        ledger.close();
        ledger = FileLedger.in(dir.resolve("ledger"));
        gate = gate(3, Duration.ofMinutes(10));
        assertSpent();
        gate.reset(BOT.principal(), ScriptedApprover.person("vera"), "the disk was full");
        Entry noted = journal.entries().get(journal.entries().size() - 1);
        assertEquals("reset", noted.body().string("what").orElseThrow());
        assertTrue(
                noted.body().string("why").orElseThrow().contains("`vera` reset `" + BOT.principal()),
                noted.toString());
        assertTrue(write().ran());
    }

    @Test
    void failuresFarApartSpendNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            fail();
            clock.advance(Duration.ofMinutes(6));
        }
        assertTrue(write().ran());
        fail();
        assertTrue(write().ran());
        fail();
        assertSpent();
    }

    @Test
    void unknownEndsAndNoesCountAndWhatIsRefusedByPolicyDoesNot() throws Exception {
        FakeTool lost = FakeTool.declared("lost", Reversibility.REVERSIBLE).running(permit -> {
            permit.redeem();
            throw new TimeoutException("no reply");
        });
        assertInstanceOf(Outcome.Unknown.class, gate.as(BOT).call(lost, Arguments.none()));
        assertInstanceOf(Outcome.Refused.class, gate.as(BOT).call(lost, Arguments.none()), "unresolved");
        FakeTool grave = FakeTool.declared("grave", Reversibility.IRREVERSIBLE);
        approver.no("vera", "not today");
        assertInstanceOf(Outcome.Refused.class, gate.as(BOT).call(grave, Arguments.of("n", 1)));
        assertInstanceOf(
                Outcome.Refused.class, gate.as(BOT).call(grave, Arguments.of("n", 1)), "the same no, told again");
        assertTrue(write().ran());
        fail();
        assertSpent();
    }

    @Test
    void resetThatCannotBeWrittenDownForgetsNothing() throws Exception {
        fail();
        fail();
        fail();
        journal.failWhen(entry -> entry.kind() == Entry.Kind.NOTED);
        assertThrows(JournalException.class, () -> gate.reset(BOT.principal(), ScriptedApprover.person("vera"), "why"));
        assertEquals(
                3, ledger.history(BOT.principal(), clock.instant()).failures().size());
    }

    @Test
    void numbersThatCannotBeKeptAreRefused() {
        for (long failures : new long[] {0, -1, 257}) {
            assertThrows(IllegalArgumentException.class, () -> gate(failures, Duration.ofHours(1)), failures + "");
        }
        for (Duration within : List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(367))) {
            assertThrows(IllegalArgumentException.class, () -> gate(3, within), within.toString());
        }
    }
}
