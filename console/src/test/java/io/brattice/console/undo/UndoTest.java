package io.brattice.console.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does to the calls of an agent that is still at work. */
final class UndoTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    Path folder;

    private int run(AgentAtWork agent, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--state", agent.state.root().toString()));
        return brattice.run(all.toArray(new String[0]));
    }

    @Test
    void withoutAYesNothingIsDone() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("kept/a", "a");
            agent.line("rm -r kept");
            assertEquals(1, run(agent, "undo", "c1"));
            assertTrue(brattice.out().contains("puts back `" + agent.work.resolve("kept") + "`"), brattice.out());
            assertEquals(1, run(agent, "rewind", "night"));
            brattice.typing("n\n");
            assertEquals(1, run(agent, "undo", "c1"));
            brattice.typing("\n");
            assertEquals(1, run(agent, "undo", "c1"));
            assertFalse(Files.exists(agent.work.resolve("kept")));
        }
    }

    @Test
    void oneCallIsTakenBackOnceWhileTheAgentGoesOn() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("kept/a", "a");
            agent.line("rm -r kept");
            brattice.typing("y\n");
            assertEquals(0, run(agent, "undo", "c1"), brattice.err());
            assertEquals("a", Files.readString(agent.work.resolve("kept/a")));
            assertEquals(3, run(agent, "undo", "c1", "--yes"));
            assertTrue(brattice.out().contains("it has been taken back already"), brattice.out());
            agent.line("rm kept/a");
            assertFalse(Files.exists(agent.work.resolve("kept/a")));
            assertEquals(0, run(agent, "undo", "c2", "--yes"), brattice.err());
            assertEquals("a", Files.readString(agent.work.resolve("kept/a")));
        }
    }

    @Test
    void aSessionIsRewoundAndWhatSomebodyElseWroteStays() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("notes", "one\n").given("build/o", "o");
            agent.tool("write_file", Arguments.of("path", "notes", "content", "two\n"));
            agent.tool("write_file", Arguments.of("path", "fresh", "content", "hello\n"));
            agent.line("rm -r build");
            Files.writeString(agent.work.resolve("fresh"), "mine\n");
            assertEquals(3, run(agent, "rewind", "night", "--yes"));
            assertTrue(brattice.out().contains("2 of 3 calls taken back"), brattice.out());
            assertEquals("one\n", Files.readString(agent.work.resolve("notes")));
            assertEquals("mine\n", Files.readString(agent.work.resolve("fresh")));
            assertEquals("o", Files.readString(agent.work.resolve("build/o")));
        }
    }

    @Test
    void aSessionIsRewoundUpToACall() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.line("echo 1 > a");
            agent.line("echo 2 > a");
            agent.line("echo 3 > a");
            assertEquals(0, run(agent, "rewind", "night", "--to", "c1", "--yes"), brattice.err());
            assertEquals("1\n", Files.readString(agent.work.resolve("a")));
            assertEquals(2, run(agent, "rewind", "night", "--to", "c9", "--yes"));
            assertTrue(brattice.err().contains("did you mean"), brattice.err());
        }
    }

    @Test
    void unknownIdsNameTheNearest() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.line("echo 1 > a");
            assertEquals(2, run(agent, "undo", "c11"));
            assertEquals("brattice: no call `c11` in the journal; did you mean `c1`?", brattice.err());
            assertEquals(2, run(agent, "diff", "nigt"));
            assertEquals("brattice: no session `nigt` in the journal; did you mean `night`?", brattice.err());
        }
    }

    @Test
    void aRehearsalOfAPruningForgetsNothing() throws Exception {
        try (AgentAtWork agent = new AgentAtWork(folder, "night")) {
            agent.given("kept/a", "a").given("other", "b");
            agent.line("rm -r kept");
            agent.line("rm other");
            assertEquals(0, run(agent, "undo", "c1", "--yes"), brattice.err());
            assertEquals(0, run(agent, "prune", "--session", "night", "--dry-run"), brattice.err());
            assertTrue(brattice.out().startsWith("the store holds "), brattice.out());
            assertEquals(0, run(agent, "undo", "c2", "--yes"), "a rehearsal forgets nothing: " + brattice.err());
        }
    }
}
