package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.History;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nobody knows how far a call, or its undo, came: it can be taken back all the same. */
class UndoAfterDoubtTest extends Scene {

    private final AtomicInteger attempts = new AtomicInteger();

    /** Its first run ends in doubt. */
    private FakeTool doubtfulAtFirst(FakeTool tool) {
        return tool.running(permit -> {
            permit.redeem();
            if (attempts.incrementAndGet() == 1) {
                throw new TimeoutException("no answer");
            }
            return null;
        });
    }

    private static FakeTool back() {
        return FakeTool.named("drop.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
    }

    private static FakeTool drop(FakeTool back) {
        return FakeTool.named("drop").secured("db:orders", back);
    }

    @Test
    void aCallOfUnknownOutcomeIsTakenBackAndIsUnknownNoMore() throws Exception {
        FakeTool back = back();
        Gate gate = gate();
        Session agent = agent(gate);
        Outcome.Unknown call = unknown(agent.call(doubtfulAtFirst(drop(back)), none()));
        assertEquals(1, gate.unresolved().size());
        assertTrue(agent.undo(call.call()).ran());
        assertEquals(List.of(), gate.unresolved());
        assertEquals(
                History.State.UNDONE, ledger.recorded(call.call()).orElseThrow().state());
        assertEquals(1, back.runs());
        assertRefusedBy("undo.nothing", agent.undo(call.call()));
    }

    @Test
    void anUndoThatMayBeRepeatedFollowsOneOfUnknownOutcome() throws Exception {
        FakeTool back = doubtfulAtFirst(back().repeatedly());
        Gate gate = gate();
        Session agent = agent(gate);
        String call = agent.call(drop(back), none()).call();
        unknown(agent.undo(call));
        assertTrue(agent.undo(call).ran());
        assertEquals(2, back.runs());
        assertEquals(List.of(), gate.unresolved(), "the first attempt does not matter any more");
    }

    @Test
    void anyOtherMustBeSettledFirst() throws Exception {
        FakeTool back = doubtfulAtFirst(back());
        Gate gate = gate();
        Session agent = agent(gate);
        String call = agent.call(drop(back), none()).call();
        String attempt = unknown(agent.undo(call)).call();
        assertTrue(refused(agent.undo(call)).advice().contains("settle `" + attempt + "`"));
        assertEquals(1, back.runs());
        assertTrue(gate.settle(attempt, false, ScriptedApprover.person("vera"), "I looked"));
        assertTrue(agent.undo(call).ran());
        assertEquals(2, back.runs());
    }

    @Test
    void anAttemptThatIsSettledAsDoneTookTheCallBack() throws Exception {
        FakeTool back = doubtfulAtFirst(back());
        Gate gate = gate();
        Session agent = agent(gate);
        String call = agent.call(drop(back), none()).call();
        String attempt = unknown(agent.undo(call)).call();
        assertTrue(gate.settle(attempt, true, ScriptedApprover.person("vera"), "I looked"));
        assertEquals(History.State.UNDONE, ledger.recorded(call).orElseThrow().state());
        assertRefusedBy("undo.nothing", agent.undo(call));
    }
}
