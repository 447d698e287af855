package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.JournalException;
import io.brattice.testkit.FakeTool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session is taken back newest first, as far as somebody asks. */
class RewindTest extends Scene {

    private final List<String> back = new ArrayList<>();
    private Gate gate;
    private Session agent;

    @BeforeEach
    void threeCalls() throws JournalException {
        gate = gate();
        agent = agent(gate);
        for (String name : List.of("one", "two", "three")) {
            FakeTool undo = FakeTool.named(name + ".undo").doing(Verb.CREATE, "db:" + name, Reversibility.REVERSIBLE);
            undo.running(permit -> {
                permit.redeem();
                back.add(name);
                return null;
            });
            assertTrue(agent.callId(name)
                    .call(FakeTool.named(name).secured("db:" + name, undo), none())
                    .ran());
        }
    }

    @Test
    void newestFirst() {
        assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
        assertEquals(List.of("three", "two", "one"), back);
        assertEquals(List.of(), agent.rewind(), "nothing is left to take back");
    }

    @Test
    void upToACallAndNotThatOne() {
        assertTrue(agent.rewind("one").stream().allMatch(Outcome::ran));
        assertEquals(List.of("three", "two"), back);
        assertTrue(agent.rewind("one").isEmpty());
    }

    @Test
    void upToACallThatIsNoneTakesNothingBack() {
        List<Outcome> outcomes = agent.rewind("four");
        assertEquals(1, outcomes.size());
        assertRefusedBy("undo.nothing", outcomes.get(0));
        assertTrue(
                refused(outcomes.get(0)).advice().contains("call `four` is none of session `s1`"), outcomes::toString);
        assertEquals(List.of(), back);
    }

    @Test
    void aPersonRewindsAnySessionOfTheTenantAndAnAgentOnlyItsOwn() {
        Session other = gate.as(Caller.agent("bot").onBehalfOf("olga").session("s2"));
        assertRefusedBy("undo.nothing", other.rewindSession("s1").get(0));
        Session elsewhere = gate.as(Caller.person("olga").tenant("elsewhere"));
        assertRefusedBy("undo.nothing", elsewhere.rewindSession("s1").get(0));
        assertEquals(List.of(), back);
        Session olga = gate.as(Caller.person("olga"));
        assertTrue(olga.rewindSession("s1", "two").stream().allMatch(Outcome::ran));
        assertEquals(List.of("three"), back);
        assertTrue(olga.rewindSession("s1").stream().allMatch(Outcome::ran));
        assertEquals(List.of("three", "two", "one"), back);
    }
}
