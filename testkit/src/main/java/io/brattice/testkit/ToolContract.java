package io.brattice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Admission;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Permit;
import io.brattice.Secured;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Ledger;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the tool of every adapter must pass: it runs from its permit alone, its preview changes nothing, it keeps what it
 * promises to keep, and its undo puts back exactly what was there and nothing else.
 *
 * <p>Each test gets a fresh world from {@link #tool()}; what needs an undo or a safeguard is skipped where the tool has none.
 */
public abstract class ToolContract {

    /** A tool on a fresh world. */
    protected abstract Tool tool();

    /** Arguments with which the tool of the last {@link #tool()} changes its world. */
    protected abstract Arguments arguments();

    /** A digest of everything in that world that the tool could change, without the place where it keeps its backups. */
    protected abstract Digest world() throws Exception;

    /** Changes, as somebody else would, what the last call has left. */
    protected abstract void changeBySomebodyElse() throws Exception;

    private static Gate gate() throws Exception {
        Policy asking = evidence -> Verdict.escalate("contract", "contract", ApprovalTerms.onePerson());
        return Gate.builder()
                .policy(evidence -> Policy.defaults().decide(evidence).decision() == Decision.ALLOW
                        ? Policy.defaults().decide(evidence)
                        : asking.decide(evidence))
                .approver(Approver.of(question -> Approval.yes(question, ScriptedApprover.person("contract"), "")))
                .journal(new RecordingJournal())
                .ledger(Ledger.inMemory())
                .build();
    }

    private static Session agent(Gate gate) {
        return gate.as(Caller.agent("bot").session("contract"));
    }

    private ToolCall call(Tool tool) {
        return new ToolCall(
                "contract", tool.name(), arguments(), Caller.agent("bot").session("contract"), "");
    }

    @Test
    final void itRunsFromItsPermitAndRedeemsItOnce() throws Exception {
        Tool tool = tool();
        try (Gate gate = gate()) {
            Digest before = world();
            Outcome outcome = agent(gate).call(tool, arguments()); // a permit redeemed twice, or never, is a failure
            assertTrue(outcome.ran(), outcome::toString);
            assertNotEquals(before, world(), "these arguments should change the world");
        }
    }

    @Test
    final void withAUsedPermitItDoesNothing() throws Exception {
        Tool tool = tool();
        try (Gate gate = gate();
                Admission admission = agent(gate).admit(tool, arguments())) {
            Permit permit = admission.permit().orElseThrow();
            permit.redeem();
            Digest before = world();
            boolean failed = false;
            try {
                tool.run(permit);
            } catch (Exception e) {
                failed = true;
            }
            assertTrue(failed, "a used permit must not run anything");
            assertEquals(before, world());
        }
    }

    @Test
    final void itsPreviewChangesNothingAndIsTheSameTwice() throws Exception {
        Tool tool = tool();
        assumeTrue(tool.rehearsal().isPresent(), "it has no rehearsal");
        Digest before = world();
        Preview one = tool.rehearsal().get().preview(call(tool));
        Preview two = tool.rehearsal().get().preview(call(tool));
        assertEquals(before, world());
        assertEquals(one.fingerprint(), two.fingerprint());
    }

    @Test
    final void itsClassifierChangesNothing() throws Exception {
        Tool tool = tool();
        assumeTrue(tool.classifier().isPresent(), "it has no classifier");
        Digest before = world();
        assertTrue(tool.classifier().get().assess(call(tool)).isPresent(), "it should know its own call");
        assertEquals(before, world());
    }

    @Test
    final void aClassWithASafeguardIsSecuredByExactlyThatOne() throws Exception {
        Tool tool = tool();
        assumeTrue(tool.classifier().isPresent(), "it has no classifier");
        Assessment assessment = tool.classifier().get().assess(call(tool)).orElseThrow();
        assumeTrue(assessment.dependsOnSafeguard(), "it depends on no safeguard");
        try (Gate gate = gate();
                Admission admission = agent(gate).admit(tool, arguments())) {
            Secured secured = admission.permit().orElseThrow().secured().orElseThrow();
            Set<String> promised =
                    assessment.safeguards().stream().map(Safeguard::id).collect(Collectors.toSet());
            assertTrue(secured.safeguards().containsAll(promised), secured::toString);
            assertFalse(secured.kept().names().isEmpty(), "the undo needs to know what was kept");
        }
    }

    @Test
    final void itsUndoPutsBackWhatWasThere() throws Exception {
        Tool tool = tool();
        assumeTrue(tool.undo().isPresent(), "it has no undo");
        try (Gate gate = gate()) {
            Digest before = world();
            Outcome outcome = agent(gate).call(tool, arguments());
            assertTrue(outcome.ran(), outcome::toString);
            Outcome undone = agent(gate).undo(outcome.call());
            assertTrue(undone.ran(), undone::toString);
            assertEquals(before, world());
        }
    }

    /**
     * What {@link #changeBySomebodyElse} changed, for a tool whose undo takes back the rest and leaves that; empty for one whose undo then
     * refuses as a whole.
     */
    protected Optional<Digest> theirs() throws Exception {
        return Optional.empty();
    }

    @Test
    final void itsUndoHarmsNothingThatSomebodyElseChanged() throws Exception {
        Tool tool = tool();
        assumeTrue(tool.undo().isPresent(), "it has no undo");
        try (Gate gate = gate()) {
            Outcome outcome = agent(gate).call(tool, arguments());
            assertTrue(outcome.ran(), outcome::toString);
            changeBySomebodyElse();
            Digest now = world();
            Optional<Digest> theirs = theirs();
            Outcome undone = agent(gate).undo(outcome.call());
            assertEquals(theirs, theirs());
            if (theirs.isEmpty()) {
                assertInstanceOf(Outcome.Refused.class, undone);
                assertEquals(now, world());
            }
        }
    }

    @Test
    final void itsDigestAndNameStayTheSame() {
        Tool tool = tool();
        assertEquals(tool.digest(), tool.digest());
        assertEquals(tool.name(), tool.name());
        assertEquals(tool.digest(), tool().digest());
    }
}
