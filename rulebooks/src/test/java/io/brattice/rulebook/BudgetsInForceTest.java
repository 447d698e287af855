package io.brattice.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of budgets holds at the gate, in every layer, and not only in the matcher's digest. */
class BudgetsInForceTest {

    @TempDir
    Path folder;

    private Path book(String name, String layer, String rest) throws Exception {
        return Files.writeString(folder.resolve(name), "version: 1\nname: " + name + "\nlayer: " + layer + "\n" + rest);
    }

    private static String budget(String id, int limit) {
        return """
                budgets:
                  - id: %s
                    when: {tool: pay}
                    sum: calls
                    by: [agent]
                    window: 1h
                    limit: %d
                    then: deny
                """.formatted(id, limit);
    }

    @Test
    void theBudgetsOfEveryLayerStopTheCallThatWouldPassThem() throws Exception {
        Rulebook rules = Rulebook.read(
                book("upper.yaml", "organisation", budget("many", 5)), book("lower.yaml", "team", budget("few", 2)));
        FakeTool pay = FakeTool.declared("pay", Reversibility.REVERSIBLE);
        try (Gate gate = Gate.builder()
                .policy(rules)
                .approver(new ScriptedApprover())
                .journal(new RecordingJournal())
                .build()) {
            Session agent = gate.as(Caller.agent("bot"));
            assertTrue(agent.call(pay, Arguments.of("n", 1)).ran());
            assertTrue(agent.call(pay, Arguments.of("n", 2)).ran());

            Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, agent.call(pay, Arguments.of("n", 3)));

            assertEquals("few", refused.verdict().reasons().get(0).rule());
            assertFalse(rules.sticks("few"), "a limit is no verdict on what was wanted");
        }
    }

    @Test
    void theErrorBudgetLeavesOnlyReads() throws Exception {
        Rulebook rules =
                Rulebook.read(book("errors.yaml", "organisation", "error-budget: {failures: 1, within: 1h}\n"));
        FakeTool read = FakeTool.declared("read", Reversibility.READ_ONLY);
        FakeTool write = FakeTool.declared("write", Reversibility.REVERSIBLE);
        try (Gate gate = Gate.builder()
                .policy(rules)
                .approver(new ScriptedApprover())
                .journal(new RecordingJournal())
                .build()) {
            Session agent = gate.as(Caller.agent("bot"));
            io.brattice.Tool broken = io.brattice.Tool.of("broken", Reversibility.REVERSIBLE, arguments -> {
                throw new IllegalStateException("no");
            });
            agent.call(broken, Arguments.of("n", 1));
            agent.call(broken, Arguments.of("n", 2));

            assertFalse(agent.call(write, Arguments.none()).ran());
            assertTrue(agent.call(read, Arguments.none()).ran());
        }
    }

    @Test
    void oneIdInTwoLayersIsTold() throws Exception {
        Path upper = book("upper.yaml", "organisation", budget("same", 5));
        Path lower = book("lower.yaml", "team", budget("same", 2));

        String told = assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(upper, lower))
                .getMessage();

        assertTrue(told.contains("`same`"), told);
    }
}
