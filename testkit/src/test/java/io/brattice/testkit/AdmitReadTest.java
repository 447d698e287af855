package io.brattice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Admission;
import io.brattice.Gate;
import io.brattice.GateBuilder;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a thread that must not wait is told. */
class AdmitReadTest {

    private final Journal journal = Journal.inMemory();
    private final ScriptedApprover approver = new ScriptedApprover();

    private Session session(GateBuilder builder) throws Exception {
        return builder.approver(approver).journal(journal).build().as(Caller.agent("a"));
    }

    private List<Entry.Kind> kinds() throws Exception {
        List<Entry.Kind> kinds = new ArrayList<>();
        journal.read(entry -> kinds.add(entry.kind()));
        return kinds;
    }

    @Test
    void anAllowedReadIsAdmittedAndWrittenDown() throws Exception {
        Session session = session(Gate.builder().policy(Policy.defaults()));
        Admission admission = session.admitRead(FakeTool.declared("look", Reversibility.READ_ONLY), Arguments.none())
                .orElseThrow();

        admission.permit().orElseThrow().redeem();
        assertInstanceOf(Outcome.Ran.class, admission.done("seen"));
        assertTrue(kinds().contains(Entry.Kind.READ));
    }

    @Test
    void allElseIsNotDecidedAndLeavesNoTrace() throws Exception {
        Session session = session(Gate.builder().policy(Policy.defaults()));
        Session escalating = session(Gate.builder().policy(evidence -> Verdict.deny("no", "not even reads")));
        Session awaiting = session(Gate.builder().policy(Policy.defaults()).awaitReads());
        Session probing = session(Gate.builder().policy(Policy.defaults()).classifier(new Probing()));
        int before = kinds().size();
        FakeTool read = FakeTool.declared("look", Reversibility.READ_ONLY);

        assertEquals(
                Optional.empty(),
                session.admitRead(FakeTool.declared("set", Reversibility.REVERSIBLE), Arguments.none()));
        assertEquals(
                Optional.empty(),
                session.admitRead(FakeTool.declared("drop", Reversibility.IRREVERSIBLE), Arguments.none()));
        assertEquals(Optional.empty(), escalating.admitRead(read, Arguments.none()));
        assertEquals(Optional.empty(), awaiting.admitRead(read, Arguments.none()));
        assertEquals(Optional.empty(), probing.admitRead(read, Arguments.none()));
        assertEquals(before, kinds().size());
        assertEquals(List.of(), approver.questions());
    }

    @Test
    void withoutPatienceTheTicketComesAtOnce() throws Exception {
        Session session = session(Gate.builder().policy(Policy.defaults()).patience(Duration.ofDays(1)));
        Admission admission = session.patience(Duration.ZERO)
                .admit(FakeTool.declared("drop", Reversibility.IRREVERSIBLE), Arguments.none());

        assertInstanceOf(Outcome.Pending.class, admission.outcome().orElseThrow());
        assertEquals(1, approver.questions().size());
    }

    private static final class Probing implements Classifier {
        @Override
        public Optional<Assessment> assess(ToolCall call) {
            throw new AssertionError("it must not be waited for");
        }

        @Override
        public boolean probes() {
            return true;
        }
    }
}
