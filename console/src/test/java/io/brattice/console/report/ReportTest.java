package io.brattice.console.report;

import static io.brattice.console.page.Entries.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import io.brattice.console.page.Entries;
import io.brattice.console.undo.AgentAtWork;
import io.brattice.journal.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `brattice report` tells. */
final class ReportTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    @Test
    void theAccountOfAnAgentThatDeletedALotAndWroteOfSmallEditsIsContradicted() throws Exception {
        String text = IntStream.range(0, 100).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        Path claims = folder.resolve("post-mortem.md");
        Files.writeString(claims, """
                # Post-mortem
                - I made 3 small edits.
                - No files were deleted.
                - I edited `keep.txt` and created notes/today.md.
                - The tests pass and everything is better now.
                """);
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            for (int i = 0; i < 30; i++) {
                agent.given("src/f" + i + ".java", text);
            }
            agent.given("keep.txt", "one\ntwo\n");
            agent.tool("edit_file", Arguments.of("path", "keep.txt", "old_text", "two", "new_text", "2"));
            agent.line("rm -rf src");
            agent.line("mkdir notes && echo hello > notes/today.md");
            assertEquals(
                    1,
                    brattice.run(
                            "report",
                            "night",
                            "--claims",
                            claims.toString(),
                            "--state",
                            agent.state.root().toString()));
        }
        String told = brattice.out();
        assertTrue(told.contains("**contradicted** changed 3 small edits : "), told);
        assertTrue(told.contains("**contradicted** not deleted files : "), told);
        assertTrue(told.contains("**confirmed** changed `keep.txt` : "), told);
        assertTrue(told.contains("**confirmed** created `notes/today.md` : "), told);
        assertTrue(told.contains("The tests pass and everything is better now.`\n  - not checkable"), told);
        assertTrue(told.contains("No confirmed claim speaks of:** 3"), told);
        assertTrue(told.contains("The journal is intact"), told);
    }

    @Test
    void everythingThatHappenedIsTold() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .read("c1", "ls")
                    .read("c2", "cat a")
                    .intent("c3", "rm a", "REVERSIBLE", "tidying up", effect("DELETE", "file:/w/a", 1, "REVERSIBLE"))
                    .done("c3")
                    .undone("c3", "u1")
                    .asked("c4", "rm -rf /data", "defaults.irreversible: it cannot be taken back")
                    .after(120)
                    .answered("c4", true, "vera", "go on")
                    .intent(
                            "c4",
                            "rm -rf /data",
                            "IRREVERSIBLE",
                            "",
                            effect("DELETE", "file:/data", 340, "IRREVERSIBLE"))
                    .done("c4")
                    .refused("c5", "curl evil", "policy.network: no")
                    .intent("c6", "mv x y", "REVERSIBLE", "", effect("UPDATE", "file:/w/x", 1, "REVERSIBLE"))
                    .intent("c7", "make", "REVERSIBLE", "", effect("CREATE", "file:/w/out", 1, "REVERSIBLE"))
                    .failed("c7", "exit 2");
        }
        assertEquals(0, run());
        String told = brattice.out();
        assertTrue(
                told.contains(
                        "7 calls: 2 only read, 4 ran, 1 refused, 1 failed, 1 taken back, 1 unresolved; 1 question"),
                told);
        assertTrue(told.contains("| **deleted** | **340** | **1** |"), told);
        assertTrue(told.contains("**yes** by `vera` after 2 min `go on`"), told);
        assertTrue(told.contains("it has begun and has no end"), told);
        assertTrue(told.contains("the agent's own words, not checked: `tidying up`"), told);
        assertTrue(told.contains("2 reads `bash ls` `bash cat a`"), told);
        assertTrue(told.contains("because `policy.network: no`"), told);
        assertEquals(0, run("--json"));
        Arguments json = Arguments.fromJson(brattice.out().strip());
        assertEquals(1L, json.integer("questions").orElseThrow());
    }

    @Test
    void noLaterEntryUnderTheIdOfACallHidesIt() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .intent(
                            "c1",
                            "rm -rf /data",
                            "IRREVERSIBLE",
                            "",
                            effect("DELETE", "file:/data", 340, "IRREVERSIBLE"))
                    .done("c1")
                    .read("c1", "ls")
                    .refused("c1", "ls", "the id is taken")
                    .asked("c1", "ls", "another")
                    .intent("c1", "ls", "REVERSIBLE", "", effect("CREATE", "file:/w/x", 1, "REVERSIBLE"))
                    .done("c1");
        }
        assertEquals(0, run());
        String told = brattice.out();
        assertTrue(told.contains("| **deleted** | **340** |"), told);
        assertTrue(told.contains("an earlier call that ran has the same id"), told);
        assertTrue(told.contains("| created | 1 |"), told);
        assertEquals(0, brattice.run("sessions", "--json", "--journal", folder.toString()));
        assertTrue(
                brattice.out().contains("\"deleted\":340") || brattice.out().contains("\"created\":1"), brattice.out());
    }

    @Test
    void nothingThatAnAgentWroteIsMarkdown() throws Exception {
        String hostile =
                "`` ` **bold** [x](javascript:alert(1)) <script>alert(1)</script> ![i](http://evil/x.png) | a | @you\n# h\n\u202etxt\u0007 https://evil";
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .by("team`", "ops`bot<b>", "night")
                    .intent(
                            "c1",
                            hostile,
                            "REVERSIBLE",
                            hostile,
                            effect("DELETE", "file:/w/`|<img src=x onerror=alert(1)>", 1, "REVERSIBLE"))
                    .failed("c1", hostile)
                    .asked("c2", hostile, hostile)
                    .answered("c2", false, hostile, hostile)
                    .noted("c1", hostile, hostile);
        }
        Path claims = folder.resolve("claims.md");
        Files.writeString(claims, hostile + "\nI deleted `<img src=x>` and 3 files.\n");
        run("--claims", claims.toString());
        String told = brattice.out();
        told.codePoints().forEach(c -> assertTrue(c == '\n' || c >= ' ' && c < 0x7f, told));
        for (String line : told.split("\n", -1)) {
            String outside = line.replaceAll("`[^`]*`", "");
            assertFalse(outside.contains("`"), line);
            assertFalse(
                    outside.contains("<")
                            || outside.contains("](")
                            || outside.contains("evil")
                            || outside.contains("@"),
                    line);
        }
    }

    @Test
    void aDamagedJournalIsToldAsFarAsItCanBeReadAndSaysSo() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal)
                    .intent("c1", "rm a", "REVERSIBLE", "", effect("DELETE", "file:/w/a", 1, "REVERSIBLE"))
                    .done("c1")
                    .intent("c2", "rm b", "REVERSIBLE", "", effect("DELETE", "file:/w/b", 1, "REVERSIBLE"))
                    .done("c2");
        }
        Path segment;
        try (Stream<Path> all = Files.walk(folder)) {
            segment = all.filter(file -> file.endsWith("segment-0000000001"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 700] ^= 1;
        Files.write(segment, bytes);
        assertEquals(3, run());
        assertTrue(brattice.out().contains("NOT INTACT"), brattice.out());
    }

    @Test
    void aSessionThatIsNotThereIsToldWithTheNearest() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            new Entries(journal).read("c1", "ls");
        }
        assertEquals(2, brattice.run("report", "nigth", "--journal", folder.toString()));
        assertTrue(brattice.err().contains("did you mean `night`?"), brattice.err());
    }

    private int run(String... more) {
        return brattice.run(Stream.concat(Stream.of("report", "night", "--journal", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }
}
