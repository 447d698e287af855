package io.brattice;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.journal.Claim;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.Ledger;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** The order of the stages is the security property: real parts, watched. */
class TripOrderTest {

    /** A policy that can be watched: a lambda cannot. */
    static class Watched implements Policy {
        @Override
        public Verdict decide(Evidence evidence) {
            return Policy.defaults().decide(evidence);
        }
    }

    /** What is called when, beside journal and ledger. */
    static class Stages {
        void secured() {}

        void ran() {}
    }

    @Test
    void everyStageComesBeforeTheEffectAndNoPlugInIsAskedBetweenTheVerdictAndThePermit() throws Exception {
        Policy policy = spy(new Watched());
        Journal journal = spy(new RecordingJournal());
        Ledger ledger = spy(Ledger.inMemory());
        Stages stages = spy(new Stages());
        FakeTool back = FakeTool.named("drop.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
        FakeTool dropping = FakeTool.named("drop").secured("db:orders", back).running(permit -> {
            stages.ran();
            return permit.redeem().tool();
        });
        Rehearsal rehearsal = dropping.rehearsal().orElseThrow();
        FakeTool tool = dropping.rehearsed(call -> preview(rehearsal, call), call -> {
            stages.secured();
            return secure(rehearsal, call);
        });
        Gate gate = Gate.builder()
                .policy(policy)
                .approver(new ScriptedApprover())
                .journal(journal)
                .ledger(ledger)
                .build();

        assertTrue(gate.as(Caller.agent("bot")).call(tool, Arguments.none()).ran());

        InOrder order = inOrder(policy, ledger, journal, stages);
        order.verify(policy, times(2)).decide(any()); // screen, then decide with the preview
        order.verify(ledger).claim(any(Claim.class));
        order.verify(journal).append(argThat(entry -> entry.kind() == Entry.Kind.INTENT));
        order.verify(stages).secured();
        order.verify(journal).append(argThat(entry -> entry.kind() == Entry.Kind.SECURED));
        order.verify(stages).ran();
        order.verify(journal).append(argThat(entry -> entry.kind() == Entry.Kind.DONE));
        order.verify(policy, times(0)).decide(any());
    }

    private static io.brattice.action.Preview preview(Rehearsal rehearsal, ToolCall call) {
        try {
            return rehearsal.preview(call);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Secured secure(Rehearsal rehearsal, ToolCall call) {
        try {
            return rehearsal.secure(call, io.brattice.action.Preview.none("as judged"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
