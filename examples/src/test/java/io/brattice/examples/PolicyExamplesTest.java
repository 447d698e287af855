package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Verb;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyExamplesTest {

    private final ScriptedApprover approver = new ScriptedApprover();
    private final FakeClock clock = new FakeClock();

    private Gate gate(Policy policy) throws JournalException {
        return Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(Journal.inMemory())
                .clock(clock)
                .monotonic(clock.nanos())
                .build();
    }

    @Test
    void mailInsideTheBudgetPassesAndTheNextIsAsked() throws Exception {
        approver.no("olga", "enough");
        FakeTool mail = FakeTool.named("mail").doing(Verb.SEND, "mailto:ann@example.com", IRREVERSIBLE);
        try (Gate gate = gate(BudgetRule.policy())) {
            Session agent = gate.as(Caller.agent("bot"));
            for (int i = 0; i < BudgetRule.MOST; i++) {
                assertTrue(agent.call(mail, Arguments.of("number", i)).ran());
            }
            assertFalse(agent.call(mail, Arguments.of("number", 99)).ran());
        }
        assertEquals(BudgetRule.MOST, mail.runs());
        assertEquals(1, approver.questions().size());
    }

    @Test
    void mailOutsideIsAskedAtOnce() throws Exception {
        approver.no("olga", "no");
        FakeTool mail = FakeTool.named("mail").doing(Verb.SEND, "mailto:ann@elsewhere.org", IRREVERSIBLE);
        try (Gate gate = gate(BudgetRule.policy())) {
            assertFalse(
                    gate.as(Caller.agent("bot")).call(mail, Arguments.none()).ran());
        }
        assertEquals(0, mail.runs());
    }

    @Test
    void releaseRunsOnceTwoPeopleAgreedAndTheirYesHasRested() throws Exception {
        approver.yes("ann").yes("ben", "release-manager");
        FakeTool release = FakeTool.named("release").doing(Verb.EXECUTE, "release:app/1.2", IRREVERSIBLE);
        try (Gate gate = gate(TwoPeople.policy())) {
            Session agent = gate.as(Caller.agent("bot").onBehalfOf("olga"));
            assertInstanceOf(Outcome.Pending.class, agent.call(release, Arguments.none()));
            assertEquals(0, release.runs());
            clock.advance(TwoPeople.COOL_DOWN);
            assertInstanceOf(Outcome.Ran.class, agent.call(release, Arguments.none()));
        }
        assertEquals(1, release.runs());
    }

    @Test
    void thePersonTheAgentActsForDoesNotCountAsOneOfTwo() throws Exception {
        approver.yes("ann").yes("olga", "release-manager");
        FakeTool release = FakeTool.named("release").doing(Verb.EXECUTE, "release:app/1.2", IRREVERSIBLE);
        try (Gate gate = gate(TwoPeople.policy())) {
            Session agent = gate.as(Caller.agent("bot").onBehalfOf("olga"));
            assertFalse(agent.call(release, Arguments.none()).ran());
            clock.advance(TwoPeople.COOL_DOWN.plus(Duration.ofMinutes(1)));
            assertEquals(0, release.runs());
        }
    }
}
