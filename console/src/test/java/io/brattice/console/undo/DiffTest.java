package io.brattice.console.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.console.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `brattice diff` tells of real calls on real files. */
final class DiffTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    @Test
    void everythingThatASessionDidIsToldByPath() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("notes.txt", "one\ntwo\nthree\n")
                    .given("build/a.o", "aaa")
                    .given("build/b.o", "bbb")
                    .given("old.txt", "old\n")
                    .given("run.sh", "echo\n")
                    .given("gone.txt", "bye\n");
            agent.tool("edit_file", Arguments.of("path", "notes.txt", "old_text", "two", "new_text", "2"));
            agent.tool("write_file", Arguments.of("path", "fresh.txt", "content", "hello\n"));
            agent.line("rm -rf build");
            agent.line("mv old.txt new.txt && chmod 755 run.sh");
            agent.line("mkdir -p src/main && echo code > src/main/a.c");
            agent.line("rm gone.txt; sed -i s/three/THREE/ notes.txt");
            agent.line("echo short > lived.txt");
            agent.line("rm lived.txt");
            assertEquals(0, diff(agent, "night"));
        }
        assertEquals("""
                session night of ops-bot for olga, WHEN, 8 calls
                1 changed, 2 created, 2 deleted, 1 renamed, 1 mode

                in WORK
                  deleted  build  folder of 2 things, 6 bytes  (call c3)
                  created  fresh.txt  6 bytes  (call c2)
                  deleted  gone.txt  4 bytes  (call c6)
                  renamed  old.txt -> new.txt  4 bytes  (call c4)
                  changed  notes.txt  +2 -2  (call c1, c6)
                  mode     run.sh  644 -> 755  (call c4)
                  created  src/main/a.c  5 bytes  (call c5)

                --- /dev/null
                +++ fresh.txt
                @@ -0,0 +1 @@
                +hello

                --- gone.txt
                +++ /dev/null
                @@ -1 +0,0 @@
                -bye

                --- notes.txt
                +++ notes.txt
                @@ -1,3 +1,3 @@
                 one
                -two
                -three
                +2
                +THREE

                --- /dev/null
                +++ src/main/a.c
                @@ -0,0 +1 @@
                +code
                """, told());
    }

    @Test
    void whatSomebodyElseChangedSinceIsMarked() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.tool("write_file", Arguments.of("path", "a.txt", "content", "agent\n"));
            agent.tool("write_file", Arguments.of("path", "b.txt", "content", "agent\n"));
            agent.given("b.txt", "somebody else\n");
            assertEquals(0, diff(agent, "night", "--stat"));
        }
        assertEquals("""
                session night of ops-bot for olga, WHEN, 2 calls
                2 created
                1 place changed by somebody else since: marked with !

                in WORK
                  created  a.txt  6 bytes  (call c1)
                ! created  b.txt  14 bytes  (call c2)
                           since: `WORK/b.txt` was changed since
                """, told());
    }

    @Test
    void aFolderThatTheSessionWentOnWritingIntoIsNobodyElsesWork() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.line("mkdir lib");
            agent.line("echo 1 > lib/a");
            agent.line("mkdir lib/deep && echo 2 > lib/deep/b");
            assertEquals(0, diff(agent, "night", "--stat"));
            assertFalse(told().contains("!"), told());
            agent.given("lib/a", "somebody else");
            diff(agent, "night", "--stat");
            assertTrue(told().contains("! created  a  ") && told().contains("  created  deep/b"), told());
        }
    }

    @Test
    void oneCallIsToldByItself() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.line("echo 1 > a");
            agent.line("echo 2 > b");
            assertEquals(0, diff(agent, "night", "--call", "c2", "--names-only"));
            assertEquals(agent.work.resolve("b") + "\n", brattice.out());
            assertEquals(2, diff(agent, "night", "--call", "c3"));
            assertEquals(
                    "brattice: no call of this session `c3` in the journal; did you mean `c1` or `c2`?",
                    brattice.err());
        }
    }

    @Test
    void whatGitChangedIsToldFileByFile() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("notes.txt", "one\n").given("kept.txt", "kept\n");
            agent.line("git init -q && git add . && git -c user.name=a -c user.email=a@b commit -qm first");
            agent.given("notes.txt", "two\n");
            agent.line("git reset -q --hard");
            assertEquals(0, diff(agent, "night", "--call", "c2"));
        }
        assertEquals("""
                session night of ops-bot for olga, WHEN, 1 call
                1 changed
                repository touched: WORK

                in WORK
                  changed  notes.txt  +1 -1  (call c2)

                --- notes.txt
                +++ notes.txt
                @@ -1 +1 @@
                -two
                +one
                """, told());
    }

    @Test
    void whatReachedOutsideAndCannotBeTakenBackIsSaid() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.line("curl -s -X POST -d hello http://127.0.0.1:9/orders || true");
            agent.call(Tool.of("mail", Reversibility.IRREVERSIBLE, arguments -> null), Arguments.of("to", "all"));
            assertEquals(0, diff(agent, "night"));
        }
        assertTrue(told().contains("reached outside: changed http://127.0.0.1:9/orders (call c1)\n"), told());
        assertTrue(told().contains("cannot be taken back:\n  c1  bash curl"), told());
        assertTrue(told().contains("\n  c2  mail\n"), told());
    }

    @Test
    void whatAnAgentChoseDoesNotActOnTheTerminal() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.tool(
                    "write_file",
                    Arguments.of("path", "a\u202etxt.sh", "content", "red \u001b[31m\rover\n\tas it is \\ here\n"));
            assertEquals(0, diff(agent, "night"));
            brattice.out().codePoints().forEach(c -> assertTrue(c == '\n' || c == '\t' || c >= ' ' && c < 0x7f));
            assertTrue(told().contains("+red \\u{1b}[31m\\rover\n+\tas it is \\ here\n"), told());
            brattice.run("undo", "c1", "--state", agent.state.root().toString());
            brattice.out().codePoints().forEach(c -> assertTrue(c == '\n' || c >= ' ' && c < 0x7f));
        }
    }

    @Test
    void longDifferencesAreCutUnlessAllOfThemIsWanted() throws Exception {
        String lines = IntStream.range(0, 100).mapToObj(i -> i + "\n").collect(Collectors.joining());
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.tool("write_file", Arguments.of("path", "long.txt", "content", lines));
            diff(agent, "night");
            assertTrue(told().endsWith("+58\n41 lines more; --full shows them\n"), told());
            diff(agent, "night", "--full");
            assertTrue(told().endsWith("+99\n"), told());
        }
    }

    @Test
    void binaryFilesAreToldBySize() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            Files.write(agent.work.resolve("image"), new byte[2000]);
            agent.line("truncate -s 5 image");
            diff(agent, "night");
            assertTrue(told().endsWith("  changed  image  2.0 kB -> 5 bytes  (call c1)\n"), told());
        }
    }

    @Test
    void lookingLeavesNoTraceWhereThereIsNothing() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(2, brattice.run("diff", "night", "--state", nowhere.toString()));
        assertEquals(
                "brattice: no session `night` in the journal; `brattice sessions` lists what there is", brattice.err());
        assertFalse(Files.exists(nowhere));
    }

    private int diff(AgentAtWork agent, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "diff";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--state=" + agent.state.root();
        return brattice.run(all);
    }

    /** Without the time and the folder of this run. */
    private String told() throws Exception {
        return brattice.out()
                .replace(folder.toRealPath().resolve("work").toString(), "WORK")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d( to [^,]*)?", "WHEN");
    }
}
