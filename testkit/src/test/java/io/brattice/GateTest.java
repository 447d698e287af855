package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry.Kind;
import io.brattice.journal.Ledger;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.FaultyLedger;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The trip of one call, each way it can end. */
class GateTest {

    private final RecordingJournal journal = new RecordingJournal();
    private final Ledger ledger = Ledger.inMemory();
    private final FakeClock clock = new FakeClock();
    private final ScriptedApprover approver = new ScriptedApprover();

    private Gate gate(Policy policy, Approver asked, Duration patience) throws Exception {
        return Gate.builder()
                .policy(policy)
                .approver(asked)
                .journal(journal)
                .ledger(ledger)
                .clock(clock)
                .monotonic(clock.nanos())
                .patience(patience)
                .build();
    }

    private Session agent(Gate gate) {
        return gate.as(Caller.agent("bot").onBehalfOf("olga").session("s1"));
    }

    @Test
    void aReadRunsByTheShortWayWithOneEntry() throws Exception {
        Outcome outcome = agent(gate(Policy.defaults(), approver, Duration.ZERO))
                .call(FakeTool.declared("look", Reversibility.READ_ONLY), Arguments.of("a", 1));

        assertTrue(outcome.ran());
        assertEquals(List.of(Kind.READ), journal.kinds(outcome.call()));
    }

    @Test
    void aReversibleCallIsJournaledBeforeAndAfter() throws Exception {
        Outcome outcome = agent(gate(Policy.defaults(), approver, Duration.ZERO))
                .call(FakeTool.declared("set", Reversibility.REVERSIBLE), Arguments.none());

        assertTrue(outcome.ran());
        assertEquals(List.of(Kind.INTENT, Kind.DONE), journal.kinds(outcome.call()));
    }

    @Test
    void aCallNobodyClassifiesIsAskedAbout() throws Exception {
        FakeTool tool = FakeTool.named("mystery");
        Outcome outcome = agent(gate(Policy.defaults(), approver.no("vera", "why would you"), Duration.ofMinutes(1)))
                .call(tool, Arguments.none());

        assertInstanceOf(Outcome.Refused.class, outcome);
        assertEquals(0, tool.runs());
        assertEquals(List.of(Kind.ASKED, Kind.ANSWERED, Kind.REFUSED), journal.kinds(outcome.call()));
    }

    @Test
    void aYesLetsItRunOnceAndIsUsedUp() throws Exception {
        FakeTool tool = FakeTool.declared("drop", Reversibility.IRREVERSIBLE);
        Gate gate = gate(Policy.defaults(), approver.yes("vera"), Duration.ofMinutes(1));
        Outcome first = agent(gate).call(tool, Arguments.of("table", "orders"));
        Outcome second = agent(gate).call(tool, Arguments.of("table", "orders"));

        assertTrue(first.ran());
        assertEquals(
                new Outcome.Ran(
                        second.call(),
                        "{\"table\":\"orders\"}",
                        java.util.Optional.empty(),
                        ((Outcome.Ran) second).verdict(),
                        true),
                second);
        assertEquals(1, tool.runs());
        assertEquals(1, approver.questions().size());
    }

    @Test
    void aQuestionThatOutlastsPatienceIsParkedAndResumed() throws Exception {
        FakeTool tool = FakeTool.declared("drop", Reversibility.IRREVERSIBLE);
        Gate gate = gate(Policy.defaults(), approver.silent(), Duration.ZERO);
        Outcome.Pending pending =
                assertInstanceOf(Outcome.Pending.class, agent(gate).call(tool, Arguments.of("table", "orders")));
        Outcome.Pending again =
                assertInstanceOf(Outcome.Pending.class, agent(gate).call(tool, Arguments.of("table", "orders")));
        assertEquals(pending.ticket(), again.ticket());
        assertEquals(1, approver.questions().size());

        assertTrue(gate.answer(
                pending.ticket(), Approval.yes(approver.questions().get(0), ScriptedApprover.person("vera"), "fine")));
        assertTrue(gate.resume(pending.ticket()).ran());
        assertEquals(1, tool.runs());
        assertTrue(((Outcome.Ran) gate.resume(pending.ticket())).replayed());
    }

    @Test
    void aSecuredCallIsUndoneFromTheJournal() throws Exception {
        FakeTool back = FakeTool.named("drop.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
        FakeTool tool = FakeTool.named("drop").secured("db:orders", back);
        Gate gate = gate(Policy.defaults(), approver, Duration.ZERO);
        Session agent = agent(gate);
        Outcome outcome = agent.call(tool, Arguments.none());

        assertTrue(outcome.ran());
        assertEquals(List.of(Kind.INTENT, Kind.SECURED, Kind.DONE), journal.kinds(outcome.call()));
        List<Outcome> undone = agent.rewind();
        assertEquals(1, undone.size());
        assertTrue(undone.get(0).ran());
        assertEquals(1, back.runs());
        assertEquals(List.of(), agent.rewind());
    }

    @Test
    void aDoubtTheLedgerCouldNotTakeStillRefusesTheRepetition() throws Exception {
        FaultyLedger faulty = new FaultyLedger(ledger);
        FakeTool tool = FakeTool.declared("pay", Reversibility.REVERSIBLE).running(permit -> {
            permit.redeem();
            faulty.fail(FaultyLedger.Operation.SETTLE);
            throw new java.net.SocketTimeoutException("no reply");
        });
        Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .ledger(faulty)
                .build();
        assertInstanceOf(Outcome.Unknown.class, agent(gate).call(tool, Arguments.none()));
        faulty.mend();
        assertInstanceOf(Outcome.Refused.class, agent(gate).call(tool, Arguments.none()));
        assertEquals(1, tool.runs());
    }

    @Test
    void aNameThatIsNoneIsRefusedAndWrittenDown() throws Exception {
        Outcome outcome =
                agent(gate(Policy.defaults(), approver, Duration.ZERO)).call("no such\ntool", Arguments.none());

        assertInstanceOf(Outcome.Refused.class, outcome);
        assertEquals(List.of(Kind.REFUSED), journal.kinds(outcome.call()));
    }

    @Test
    void aBudgetAsksOnceItIsSpent() throws Exception {
        Policy policy = Policy.withRules(
                Rule.budget("deletions", Verb.DELETE, 3, Duration.ofHours(1), ApprovalTerms.onePerson()));
        FakeTool tool = FakeTool.named("rm").doing(Verb.DELETE, "file:/tmp/x", Reversibility.REVERSIBLE);
        Session agent = agent(gate(policy, approver, Duration.ZERO));
        for (int i = 0; i < 3; i++) {
            assertTrue(agent.call(tool, Arguments.of("i", i)).ran());
        }
        assertInstanceOf(Outcome.Pending.class, agent.call(tool, Arguments.of("i", 3)));
    }
}
