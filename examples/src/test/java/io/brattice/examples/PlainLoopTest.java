package io.brattice.examples;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Tool;
import io.brattice.examples.PlainLoop.Turn;
import io.brattice.examples.PlainLoop.Wanted;
import io.brattice.journal.FileJournal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model follows a script; the gate and its journal are real. */
class PlainLoopTest {

    @TempDir
    Path folder;

    private final ScriptedApprover approver = new ScriptedApprover();
    private final List<String> paid = new ArrayList<>();
    private final List<List<String>> read = new ArrayList<>();

    private String talk(Turn... turns) throws Exception {
        Deque<Turn> script = new ArrayDeque<>(List.of(turns));
        Map<String, Tool> tools = Map.of(
                "stock", Tool.of("stock", READ_ONLY, arguments -> 7),
                "refund", Tool.of("refund", IRREVERSIBLE, arguments -> paid.add(arguments.json())));
        try (FileJournal journal = FileJournal.in(folder.resolve("journal"));
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(approver)
                        .journal(journal)
                        .build()) {
            return PlainLoop.run(
                    gate,
                    results -> {
                        read.add(results);
                        return script.remove();
                    },
                    tools,
                    "go");
        }
    }

    @Test
    void theModelReadsWhatWasRefusedAndGoesOn() throws Exception {
        approver.no("olga", "not this customer");

        String said = talk(
                new Turn("", List.of(new Wanted("stock", "{}"), new Wanted("refund", "{\"order\": \"o-1\"}"))),
                new Turn("", List.of(new Wanted("stock", "{}"))),
                new Turn("seven", List.of()));

        assertEquals("seven", said);
        assertEquals(List.of(), paid);
        assertEquals("7", read.get(1).get(0));
        assertTrue(read.get(1).get(1).contains("not this customer"), read.get(1).get(1));
        assertEquals(List.of("7"), read.get(2));
    }

    @Test
    void whatIsNoToolOrNoJsonIsSaidAndNothingRuns() throws Exception {
        talk(
                new Turn("", List.of(new Wanted("refnd", "{}"), new Wanted("refund", "{order: 1}"))),
                new Turn("sorry", List.of()));

        assertEquals("there is no tool `refnd`", read.get(1).get(0));
        assertTrue(read.get(1).get(1).startsWith("not run: "), read.get(1).get(1));
        assertEquals(List.of(), paid);
        assertEquals(0, approver.questions().size());
    }
}
