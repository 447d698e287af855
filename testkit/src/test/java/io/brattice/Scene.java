package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Question;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** What every attack starts from: a gate with the default policy, one agent, and nothing real behind it. */
abstract class Scene {

    final RecordingJournal journal = new RecordingJournal();
    final FakeClock clock = new FakeClock();
    final ScriptedApprover approver = new ScriptedApprover();
    Ledger ledger = Ledger.inMemory();
    private Optional<Gate> last = Optional.empty();

    /** A builder with everything in it; a caller waits ten seconds for an answer. */
    GateBuilder builder() {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .clock(clock)
                .monotonic(clock.nanos())
                .patience(Duration.ofSeconds(10));
    }

    Gate gate() throws JournalException {
        return keep(builder().build());
    }

    /** A gate that parks every question at once. */
    Gate parking() throws JournalException {
        return keep(builder().patience(Duration.ZERO).build());
    }

    Gate keep(Gate gate) {
        last = Optional.of(gate);
        return gate;
    }

    static Caller bot() {
        return Caller.agent("bot").onBehalfOf("olga").session("s1");
    }

    static Session agent(Gate gate) {
        return gate.as(bot());
    }

    static Outcome.Pending pending(Outcome outcome) {
        return assertInstanceOf(Outcome.Pending.class, outcome, outcome::toString);
    }

    static Outcome.Refused refused(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome, outcome::toString);
    }

    static Outcome.Ran ran(Outcome outcome) {
        return assertInstanceOf(Outcome.Ran.class, outcome, outcome::toString);
    }

    static Outcome.Failed failed(Outcome outcome) {
        return assertInstanceOf(Outcome.Failed.class, outcome, outcome::toString);
    }

    static Outcome.Unknown unknown(Outcome outcome) {
        return assertInstanceOf(Outcome.Unknown.class, outcome, outcome::toString);
    }

    /** The first rule that the refusal names. */
    static String rule(Outcome outcome) {
        return refused(outcome).verdict().reasons().get(0).rule();
    }

    static void assertRefusedBy(String rule, Outcome outcome) {
        assertEquals(rule, rule(outcome), outcome::toString);
    }

    Question question() {
        List<Question> asked = approver.questions();
        return asked.get(asked.size() - 1);
    }

    static Approval yes(Question question, String person) {
        return Approval.yes(question, ScriptedApprover.person(person), "");
    }

    static Approval no(Question question, String person) {
        return Approval.no(question, ScriptedApprover.person(person), "not today");
    }

    /** Irreversible, asked about by default. */
    static FakeTool grave(String name) {
        return FakeTool.declared(name, Reversibility.IRREVERSIBLE);
    }

    /** Runs by default, is journaled and claimed. */
    static FakeTool light(String name) {
        return FakeTool.declared(name, Reversibility.REVERSIBLE);
    }

    static FakeTool look(String name) {
        return FakeTool.declared(name, Reversibility.READ_ONLY);
    }

    /** An irreversible deletion of {@code resource}, rehearsed on the state that {@code state} holds. */
    static FakeTool deleting(String name, String resource, AtomicReference<String> state) {
        Effect effect = Effect.of(Verb.DELETE, new Resource(resource), Reversibility.IRREVERSIBLE);
        return FakeTool.named(name)
                .doing(Verb.DELETE, resource, Reversibility.IRREVERSIBLE)
                .previewed(call ->
                        Preview.exact(List.of(effect), Digest.of(state.get()), "would delete what is " + state.get()));
    }

    static Arguments none() {
        return Arguments.none();
    }

    @AfterEach
    final void nothingIsLeftOpen() {
        last.ifPresent(Gate::close);
    }
}
