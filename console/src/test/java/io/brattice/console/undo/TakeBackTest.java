package io.brattice.console.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Chronicle;
import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `brattice undo`, `rewind`, `sessions` and `prune`, on what a real agent left, while it is at work. */
final class TakeBackTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    private AgentAtWork agent;

    @BeforeEach
    void anAgentDidSomething() throws Exception {
        agent = new AgentAtWork(folder, "night");
        agent.given("notes.txt", "one\n").given("build/a.o", "aaa");
        agent.tool("edit_file", Arguments.of("path", "notes.txt", "old_text", "one", "new_text", "two"));
        agent.line("rm -rf build");
        agent.line("echo fresh > fresh.txt");
    }

    @org.junit.jupiter.api.AfterEach
    void theAgentGoes() {
        agent.close();
    }

    @Test
    void aPersonTakesOneCallBack() throws Exception {
        brattice.typing("y\n");
        assertEquals(0, run("undo", "c2"));
        assertEquals("""
                bash rm -rf build
                    call c2 of ops-bot for olga, WHEN
                    puts back `WORK/build`
                take it back? [y/N] taken back
                """, told());
        assertEquals("aaa", Files.readString(agent.work.resolve("build/a.o")));
        Chronicle.Call undone = Chronicle.in(agent.state.journal()).call("c2").orElseThrow();
        assertEquals(Chronicle.State.UNDONE, undone.state());
        assertEquals(
                "olga",
                Chronicle.in(agent.state.journal())
                        .call(undone.undoneBy().orElseThrow())
                        .orElseThrow()
                        .caller()
                        .name());
        assertEquals(3, run("undo", "c2"));
        assertTrue(told().contains("it has been taken back already"), told());
    }

    @Test
    void anythingButAYesIsANo() {
        for (String typed : List.of("", "\n", "n\n", "ja\n")) {
            brattice.typing(typed);
            assertEquals(1, run("undo", "c2"));
            assertTrue(brattice.out().endsWith("[y/N] nothing was done\n"), brattice.out());
        }
        assertFalse(Files.exists(agent.work.resolve("build")));
    }

    @Test
    void withoutATerminalItIsOnlyShown() {
        assertEquals(1, run("undo", "c2"));
        assertEquals(
                "brattice: nothing was done: there is no terminal to ask at; add --yes to take the call back",
                brattice.err());
        assertEquals(1, run("rewind", "night"));
        assertFalse(Files.exists(agent.work.resolve("build")));
    }

    @Test
    void whatSomebodyElseChangedIsLeftAndNamed() throws Exception {
        agent.given("fresh.txt", "somebody else\n");
        assertEquals(3, run("undo", "c3", "--yes"));
        assertTrue(told().endsWith("    leaves as it is: `WORK/fresh.txt` was changed since\n"), told());
        assertEquals(3, run("rewind", "night", "--yes"));
        assertTrue(told().endsWith("2 of 3 calls taken back, 1 not or not all of it\n"), told());
        assertEquals("somebody else\n", Files.readString(agent.work.resolve("fresh.txt")));
        assertEquals("one\n", Files.readString(agent.work.resolve("notes.txt")));
    }

    @Test
    void aSessionIsTakenBackNewestFirst() throws Exception {
        assertEquals(0, run("rewind", "night", "--yes"));
        assertEquals("""
                  c3  WHEN  bash echo fresh > fresh.txt
                      moves `WORK/fresh.txt` out of the way
                  c2  WHEN  bash rm -rf build
                      puts back `WORK/build`
                  c1  WHEN  edit_file notes.txt
                      restores `WORK/notes.txt`
                [1/3] c3  bash echo fresh > fresh.txt
                      moves `WORK/fresh.txt` out of the way
                [2/3] c2  bash rm -rf build
                      puts back `WORK/build`
                [3/3] c1  edit_file notes.txt
                      restores `WORK/notes.txt`
                3 of 3 calls taken back
                """, told());
        assertEquals("one\n", Files.readString(agent.work.resolve("notes.txt")));
        assertFalse(Files.exists(agent.work.resolve("fresh.txt")));
        assertEquals(0, run("rewind", "night", "--yes"));
        assertEquals("there is nothing to take back\n", told());
    }

    @Test
    void aSessionIsTakenBackToACallThatStays() throws Exception {
        assertEquals(0, run("rewind", "night", "--to", "c1", "--yes"));
        assertEquals("two\n", Files.readString(agent.work.resolve("notes.txt")));
        assertTrue(Files.exists(agent.work.resolve("build/a.o")));
        assertEquals(2, run("rewind", "night", "--to", "c9", "--yes"));
    }

    @Test
    void idsThatAreUnknownOrOfTheOtherSortAreExplained() {
        assertEquals(2, run("rewind", "nigth"));
        assertEquals("brattice: no session `nigth` in the journal; did you mean `night`?", brattice.err());
        assertEquals(2, run("undo", "night"));
        assertTrue(
                brattice.err().startsWith("brattice: `night` is a session: `brattice rewind night`"), brattice.err());
        assertEquals(2, run("diff", "c1"));
        assertEquals("brattice: `c1` is a call, of the session `night`: name that", brattice.err());
    }

    @Test
    void sessionsAreListedAsATableAndAsJson() {
        brattice.in(Map.of("BRATTICE_STATE", agent.state.root().toString()));
        assertEquals(0, brattice.run("sessions"));
        assertEquals("""
                session  agent             when              calls  created  changed  deleted  asked  refused  undoable
                night    ops-bot for olga  WHEN      3        1        1        2      0        0         3
                """, brattice.out().replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "WHEN"));
        brattice.run("sessions", "--json");
        assertTrue(
                brattice.out().startsWith("{\"agent\":\"ops-bot\",\"asked\":0,\"calls\":3,\"changed\":1,"),
                brattice.out());
        assertTrue(run("rewind", "night", "--yes") == 0 && run("sessions", "--json") == 0);
        assertTrue(brattice.out().contains("\"undoable\":0,\"undone\":3"), brattice.out());
        assertEquals(1, brattice.out().lines().count()); // the person who rewound is no session
    }

    @Test
    void nothingYetIsOneLine() {
        assertEquals(
                0, brattice.run("sessions", "--state", folder.resolve("none").toString()));
        assertEquals(1, brattice.out().lines().count());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void whatWasTakenBackIsForgottenAndTheJournalSaysSo() throws Exception {
        run("undo", "c2", "--yes");
        assertEquals(0, run("prune", "--dry-run"));
        assertTrue(told().contains("to be forgotten: 1 call") && told().contains("  c2  "), told());
        assertEquals(0, run("prune"));
        assertTrue(told().contains("removed what was kept of 1 call"), told());
        List<String> marks = new ArrayList<>();
        io.brattice.journal.FileJournal.read(agent.state.journal(), entry -> {
            if (entry.body().string("what").filter("pruned"::equals).isPresent()) {
                marks.add(entry.call() + " " + entry.body().string("why").orElse(""));
            }
        });
        assertEquals(List.of("c2 by olga"), marks);
        assertEquals(0, run("undo", "c1", "--yes"));
    }

    @Test
    void agesAndSizesAreUnderstood() {
        assertEquals(0, run("prune", "--older-than", "14d", "--to-size", "2GB", "--session", "night", "--dry-run"));
        assertEquals(2, run("prune", "--older-than", "soon"));
        assertTrue(brattice.err().contains("`soon` is no age; write `14d`"), brattice.err());
    }

    private int run(String... words) {
        String[] all = new String[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--state=" + agent.state.root();
        return brattice.run(all);
    }

    private String told() throws Exception {
        return brattice.out()
                .replace(agent.work.toString(), "WORK")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "WHEN");
    }
}
