package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.testkit.FakeTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many small deletions, each of them kept first and allowed, add up to a question, through a real gate. */
class ManyDeletionsTest extends Scene {

    private static final int LINES = 28_745;
    private static final int EDITS = 340;

    private final FakeTool back = FakeTool.named("edit.undo").doing(Verb.UPDATE, "file:/app", Reversibility.REVERSIBLE);
    private final FakeTool edit = FakeTool.named("edit")
            .assessed(call -> Assessment.safeguarded(
                    Reversibility.REVERSIBLE, new Safeguard("kept", "it is kept first"), "edits", effects(call)))
            .undoneBy(back)
            .rehearsed(
                    call -> Preview.exact(effects(call), Digest.of("state"), "removes lines"),
                    call -> new Secured(Set.of("kept"), Arguments.of("kept", true), "put back"));
    private final FakeTool push = FakeTool.named("push")
            .assessed(call -> Assessment.of(Reversibility.RECOVERABLE, "pushes", PUSH))
            .previewed(call -> Preview.exact(List.of(PUSH), Digest.of("tip"), "one branch"));

    private static final Effect PUSH =
            Effect.of(Verb.UPDATE, new Resource("git:https://host/app#refs/heads/topic"), Reversibility.RECOVERABLE);

    private static List<Effect> effects(ToolCall call) {
        long file = call.arguments().integer("file").orElseThrow();
        return List.of(Effect.of(Verb.DELETE, new Resource("file:/app/" + file + "#lines"), Reversibility.RECOVERABLE)
                .measuring(call.arguments().integer("lines").orElseThrow(), 0)
                .safeguarded(Reversibility.REVERSIBLE));
    }

    private Outcome edit(Session agent, int file) {
        return agent.call(edit, Arguments.of("file", file, "lines", LINES / EDITS + (file < LINES % EDITS ? 1 : 0)));
    }

    @Test
    void theLinesOfManyEditsAreAQuestionLongBeforeTheEnd() throws Exception {
        Session agent = agent(parking());
        int ran = 0;
        while (edit(agent, ran).ran()) {
            ran++;
        }
        assertEquals(23, ran);
        Outcome.Pending asked = pending(edit(agent, ran));
        assertEquals(
                "default.change-budget: this session has deleted 1,955 lines in 23 files and would now delete 85 more;"
                        + " its budget is 2,000 lines",
                asked.verdict().reasons().get(0).toString());
    }

    @Test
    void whatWasTakenBackDoesNotCount() throws Exception {
        Session agent = agent(parking());
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            calls.add(edit(agent, i).call());
        }
        pending(edit(agent, 23));
        assertTrue(agent.undo(calls.get(0)).ran());
        assertTrue(edit(agent, 24).ran());
    }

    @Test
    void anotherSessionOfTheSamePrincipalDoesNotCount() throws Exception {
        Gate gate = parking();
        for (int i = 0; i < 23; i++) {
            assertTrue(edit(gate.as(bot()), i).ran());
        }
        assertTrue(edit(gate.as(bot().session("s2")), 23).ran());
        pending(edit(gate.as(bot()), 23));
    }

    @Test
    void aPushAfterItAsks() throws Exception {
        Session agent = agent(gate());
        assertTrue(agent.call(push, none()).ran());
        for (int i = 0; i < 23; i++) {
            assertTrue(edit(agent, i).ran());
        }
        assertTrue(agent.call(push, none()).ran());
        approver.yes("vera").no("vera", "look at what is left first");
        assertTrue(edit(agent, 23).ran(), "a person agreed to go on");
        assertTrue(edit(agent, 24).ran(), "the next multiple is far away");
        assertRefusedBy("approval.refused", agent.call(push, none()));
        assertEquals(2, approver.questions().size());
        assertEquals(2, push.runs());
    }
}
