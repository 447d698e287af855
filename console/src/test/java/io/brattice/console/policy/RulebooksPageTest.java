package io.brattice.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.console.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rulebooks.md tells people to write and to type. */
final class RulebooksPageTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    private Path folder;

    private Path house = Path.of("");
    private Path cases = Path.of("");

    @BeforeEach
    void writeWhatThePageSays() throws IOException {
        List<String> blocks = new ArrayList<>();
        String page = Files.readString(Path.of("../docs/rulebooks.md"));
        for (String after : List.of(page.split("```yaml\n", -1)).subList(1, 3)) {
            blocks.add(after.substring(0, after.indexOf("```")));
        }
        house = Files.writeString(folder.resolve("house.yaml"), blocks.get(0));
        cases = Files.writeString(folder.resolve("house-cases.yaml"), blocks.get(1));
    }

    @Test
    void theRulebookPasses() {
        assertEquals(0, brattice.run("policy", "check", "--strict", house.toString()), brattice.out());
        assertEquals("0 errors, 0 warnings, 0 notes; 2 rules in 1 file\n", brattice.out());
    }

    @Test
    void theMistakeIsToldAsThePageSays() throws IOException {
        Files.writeString(house, Files.readString(house).replace("recoverable", "recoverble"));

        assertEquals(1, brattice.run("policy", "check", house.toString()));
        assertTrue(Files.readString(Path.of("../docs/rulebooks.md"))
                .contains(brattice.out().lines().findFirst().orElseThrow()));
    }

    @Test
    void theCasesPass() {
        assertEquals(0, brattice.run("policy", "test", "--strict", cases.toString()), brattice.out());
        assertTrue(brattice.out().endsWith("4 cases, 0 failed, 0 not run\n"), brattice.out());
    }
}
