package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link Session#judge}: says what a call would be told, and leaves no trace. */
class JudgedOnlyTest {

    @Test
    void itSaysWhatTheGateWouldAndAsksRunsAndWritesNothing() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        RecordingJournal journal = new RecordingJournal();
        ScriptedApprover approver = new ScriptedApprover();
        Tool read = Tool.of("read", Reversibility.READ_ONLY, arguments -> ran.incrementAndGet());
        Tool wipe = Tool.of("wipe", Reversibility.IRREVERSIBLE, arguments -> ran.incrementAndGet());
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .build()) {
            Session session = gate.as(Caller.agent("bot"));

            assertEquals(Decision.ALLOW, session.judge(read, Arguments.none()).decision());
            assertEquals(
                    Decision.ESCALATE, session.judge(wipe, Arguments.none()).decision());
            assertEquals(List.of(), gate.waiting());
        }
        assertEquals(0, ran.get());
        assertEquals(List.of(), journal.entries());
        assertEquals(List.of(), approver.questions());
    }

    @Test
    void aBrokenPolicyIsADeny() throws Exception {
        try (Gate gate = Gate.builder()
                .policy(evidence -> {
                    throw new IllegalStateException("broken");
                })
                .approver(new ScriptedApprover())
                .journal(new RecordingJournal())
                .build()) {
            Tool read = Tool.of("read", Reversibility.READ_ONLY, arguments -> null);

            assertEquals(
                    Decision.DENY,
                    gate.as(Caller.agent("bot")).judge(read, Arguments.none()).decision());
        }
    }
}
