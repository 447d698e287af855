package io.brattice.console.policy;

import static io.brattice.console.page.Entries.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import io.brattice.console.page.Entries;
import io.brattice.journal.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `brattice policy suggest`, and that what it says can be copied. */
final class SuggestCommandTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    private Path journal() throws Exception {
        Path journal = folder.resolve("journal");
        try (FileJournal file = FileJournal.in(journal)) {
            Entries entries = new Entries(file);
            push(entries, "c1", "git push origin topic/a", "ada");
            push(entries, "c2", "git push origin topic/b", "bob");
            push(entries, "c3", "git push origin topic/a", "bob");
        }
        return journal;
    }

    private static void push(Entries entries, String call, String line, String by) throws Exception {
        entries.asked(call, line, "default.recoverable: x")
                .after(20)
                .answered(call, true, by, "")
                .intent(call, line, "RECOVERABLE", "", effect("UPDATE", "git:r#topic/" + call, 1, "RECOVERABLE"))
                .done(call);
    }

    @Test
    void aRuleIsToldWithWhatItSparesAndWhatItLetsThrough() throws Exception {
        assertEquals(0, brattice.run("policy", "suggest", journal().toString()));
        assertTrue(brattice.out().startsWith("rules that would have spared some of 3 questions"), brattice.out());
        assertTrue(
                brattice.out()
                        .contains("command: {program: {is: \"git\"}, subcommand: {is: \"push\"}, only-options: []}"),
                brattice.out());
        assertTrue(brattice.out().contains("# spares 3 questions, such as c1, c2, c3; yes was said by ada, bob"));
        assertTrue(brattice.out().contains("# lets nothing else of this journal through"));
    }

    @Test
    void whatIsToldIsARulebook() throws Exception {
        assertEquals(0, brattice.run("policy", "suggest", "--json", journal().toString()));
        List<?> all =
                (List<?>) Arguments.fromJson(brattice.out()).get("suggestions").orElseThrow();
        Path file = folder.resolve("f.yaml");
        Files.writeString(file, "version: 1\nrules:\n" + ((Map<?, ?>) all.get(all.size() - 1)).get("rule"));
        assertEquals(0, brattice.run("policy", "check", file.toString()), brattice.out());
        assertEquals(
                0,
                brattice.run(
                        "policy",
                        "suggest",
                        "--rulebook",
                        file.toString(),
                        folder.resolve("journal").toString()));
        assertTrue(brattice.out().startsWith("nothing to suggest"), brattice.out());
    }

    @Test
    void exitCodesTellWhatWentWrong() {
        assertEquals(2, brattice.run("policy", "suggest"));
        assertEquals(4, brattice.run("policy", "suggest", folder.resolve("none").toString()));
        assertEquals(4, brattice.run("policy", "suggest", "--rulebook", "none.yaml", folder.toString()));
    }
}
