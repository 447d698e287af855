package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "aws-rules.md");

    @Test
    void theTableOnThePageIsWhatIsThere() throws Exception {
        String page = Files.readString(PAGE);
        List<String> missing = new ArrayList<>();
        RuleFiles.all().forEach((service, file) -> {
            int operations =
                    file.rules().stream().mapToInt(rule -> rule.names().size()).sum();
            int cases =
                    file.rules().stream().mapToInt(rule -> rule.cases().size()).sum();
            int examples = file.rules().stream()
                    .mapToInt(rule -> rule.examples().size())
                    .sum();
            String row = "| `" + service + "` | " + operations + " | " + cases + " | "
                    + file.facts().size() + " | " + examples + " |";
            if (!page.contains(row)) {
                missing.add(row);
            }
        });
        assertEquals("", String.join("\n", missing));
    }

    @Test
    void everySortAndGuardIsOnThePage() throws Exception {
        String page = Files.readString(PAGE);
        for (Sort sort : Sort.values()) {
            assertTrue(page.contains("`" + sort + "`"), sort.toString());
        }
        for (Guard guard : Guard.values()) {
            assertTrue(page.contains("| `" + guard + "` |"), guard.toString());
        }
    }
}
