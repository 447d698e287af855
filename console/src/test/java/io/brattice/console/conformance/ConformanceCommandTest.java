package io.brattice.console.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements against rulebooks that hold them, and against such that do not. */
final class ConformanceCommandTest {

    private static final String BUDGETED = """
            version: 1
            rules:
            - {id: pay, when: {tool: pay, caller: {role: payer}, arguments: {amount: {more-than: 0, at-most: 100}}}, then: escalate}
            budgets:
            - id: day
              when: {tool: pay}
              sum: {argument: amount, unit: currency, only: EUR}
              by: agent
              window: 24h
              limit: 300
              then: deny
            - {id: hour, when: {tool: pay}, sum: calls, by: agent, window: 1h, limit: 5, then: deny}
            error-budget: {failures: 3, within: 10m}
            """;

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    private Map<String, String> statuses(int code, String... layers) throws Exception {
        String[] words = new String[layers.length + 2];
        words[0] = "conformance";
        words[1] = "--json";
        for (int i = 0; i < layers.length; i++) {
            Path file = folder.resolve("f" + i + ".yaml");
            Files.writeString(file, layers[i]);
            words[i + 2] = file.toString();
        }
        assertEquals(code, brattice.run(words), () -> brattice.out() + brattice.err());
        Map<String, String> statuses = new TreeMap<>();
        for (Object row :
                (List<?>) Arguments.fromJson(brattice.out()).get("results").orElseThrow()) {
            statuses.put(String.valueOf(((Map<?, ?>) row).get("id")), String.valueOf(((Map<?, ?>) row).get("status")));
        }
        return statuses;
    }

    @Test
    void whatIsAskedAboutAndBudgetedHolds() throws Exception {
        Map<String, String> statuses = statuses(3, BUDGETED);
        assertEquals(16, statuses.size());
        assertEquals("PARTLY", statuses.get("9.1.2"), brattice.out());
        assertTrue(brattice.out().contains("stopped at its limit: `day`, `hour`, `error-budget`"), brattice.out());
        for (String id :
                List.of("9.1.3", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "9.2.5", "9.2.8", "9.2.9", "9.6.2", "9.6.3")) {
            assertEquals("HOLDS", statuses.get(id), id);
        }
        assertEquals("NOT_APPLICABLE", statuses.get("9.2.6"));
    }

    @Test
    void aRuleThatLetsIrreversibleThingsPassIsFound() throws Exception {
        Map<String, String> statuses = statuses(
                1,
                "version: 1\nrules: [{id: mail, when: {tool: mail, effect: {verb: send}}, then: allow, up-to: irreversible}]\n");
        assertEquals("BROKEN", statuses.get("9.2.1"));
        assertEquals("BROKEN", statuses.get("9.1.2"), "there is no budget");
        statuses = statuses(1, "version: 1\ndefaults: {irreversible: allow, recoverable: allow}\n");
        assertEquals("BROKEN", statuses.get("9.2.1"));
        assertEquals("BROKEN", statuses.get("9.2.4"));
    }

    @Test
    void whatCannotBeShownIsNoPass() throws Exception {
        Map<String, String> statuses = statuses(3, "version: 1\nmode: read-only\n");
        assertEquals("HOLDS", statuses.get("9.2.1"));
        for (String id : List.of("9.1.2", "9.1.3", "9.2.2", "9.2.8", "9.6.2")) {
            assertEquals("NOT_APPLICABLE", statuses.get(id), id);
        }
    }

    @Test
    void exitCodesTellWhatWentWrong() throws Exception {
        assertEquals(2, brattice.run("conformance"));
        assertEquals(4, brattice.run("conformance", folder.resolve("none.yaml").toString()));
        Path file = folder.resolve("bad.yaml");
        Files.writeString(file, "version: 2\n");
        assertEquals(1, brattice.run("conformance", file.toString()));
    }
}
