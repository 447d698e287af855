package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.process.ShellResult;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that nobody can read runs where all that it can change is put back: through a real gate, with a person who is asked or is not. */
class ContainedLinesTest {

    @TempDir
    Path folder;

    private final Journal journal = Journal.inMemory();
    private final List<String> asked = new ArrayList<>();
    private final List<Path> strays = new ArrayList<>();
    private Path home = Path.of("/");
    private Path work = Path.of("/");
    private boolean answer;

    @BeforeEach
    void makeTheWorld() throws IOException {
        assumeTrue(
                Containment.ofThisHost().holds(),
                () -> "this host contains nothing: " + Containment.ofThisHost().lacking());
        home = Files.createDirectory(folder.toRealPath().resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        Files.writeString(work.resolve("precious"), "all there is\n");
        Files.createDirectories(work.resolve("src/deep"));
        Files.writeString(work.resolve("src/deep/code"), "a\nb\n");
        Files.createSymbolicLink(work.resolve("link"), Path.of("src/deep"));
    }

    @AfterEach
    void clean() throws IOException {
        for (Path stray : strays) {
            Files.deleteIfExists(stray);
        }
    }

    private interface Work {
        void with(Session agent, ShellTool tool) throws Exception;
    }

    private void gated(Work todo) throws Exception {
        ShellTool tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .build();
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    asked.add(question.reasons().toString());
                    return answer
                            ? Approval.yes(question, ScriptedApprover.person("olga"), "")
                            : Approval.no(question, ScriptedApprover.person("olga"), "no");
                }))
                .journal(journal)
                .build()) {
            todo.with(gate.as(Caller.agent("tester")), tool);
        }
    }

    private static Arguments line(String command) {
        return Arguments.of("command", command);
    }

    private ShellResult ran(Outcome outcome) {
        assertTrue(outcome.ran(), outcome::toString);
        assertEquals(List.of(), asked);
        return assertInstanceOf(ShellResult.class, ((Outcome.Ran) outcome).value());
    }

    @Test
    void aScriptThatDoesItsWorstIsNotAskedAboutAndIsRewound() throws Exception {
        Map<String, String> before = World.tree(work, Set.of());
        gated((agent, tool) -> {
            Outcome done = agent.call(
                    tool,
                    line(
                            "perl -e 'system q(chmod 0 precious; rm -rf src link; mkdir src; echo x > src/new; mv precious p2)'"));
            ran(done);
            assertFalse(Files.exists(work.resolve("precious")));
            assertTrue(Files.exists(work.resolve("src/new")));
            String told = journal.entriesOf(done.call()).stream()
                    .filter(entry -> entry.kind() == Entry.Kind.DONE)
                    .map(entry -> entry.body().json())
                    .findFirst()
                    .orElseThrow();
            assertTrue(told.contains("file:" + work.resolve("src/deep/code") + "\""), told);
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
            assertEquals(before, World.tree(work, Set.of()));
        });
    }

    @Test
    void nothingButTheWorkspaceCanBeChanged() throws Exception {
        Path outside = Files.writeString(folder.toRealPath().resolve("outside"), "mine");
        gated((agent, tool) -> {
            ran(agent.call(tool, line("perl -e 'open(F, q(>" + outside + ")); print F 1'")));
            assertEquals("mine", Files.readString(outside));
            ShellResult etc = ran(agent.call(tool, line("perl -e 'open(F, q(>/etc/brattice)) or die qq($!\\n)'")));
            assertTrue(etc.exit() != 0, etc::toString);
            assertTrue(etc.stderr().contains("brattice: the command ran contained"), etc::toString);
        });
    }

    @Test
    void whatIsMadeInTmpIsThereForTheNextCallAndIsTakenBack() throws Exception {
        String name = "brattice-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path made = Path.of("/tmp/" + name);
        strays.add(made);
        gated((agent, tool) -> {
            ran(agent.call(tool, line("perl -e 'open(F, q(>/tmp/" + name + ")); print F qq(one\\n)'")));
            assertEquals("one\n", Files.readString(made));
            assertEquals(
                    "one\n", ran(agent.call(tool, line("cat /tmp/" + name))).stdout());
            ran(agent.call(tool, line("perl -e 'open(F, q(>>/tmp/" + name + ")); print F qq(two\\n)'")));
            assertEquals("one\ntwo\n", Files.readString(made));
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
            assertFalse(Files.exists(made, LinkOption.NOFOLLOW_LINKS));
        });
    }

    @Test
    void whoeverWantsANetworkIsToldWhatToAskFor() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "there is no python3 in /usr/bin to want a network with");
        Files.writeString(work.resolve("call.py"), "import socket; socket.create_connection(('example.org', 80))");
        gated((agent, tool) -> {
            ShellResult result = ran(agent.call(tool, line("python3 call.py")));
            assertTrue(
                    result.stderr().contains("brattice: the command ran contained, without a network"),
                    result::toString);
            assertTrue(result.stderr().contains("pass `network`"), result::toString);
        });
    }

    @Test
    void whatItTakesAwayCountsForTheNextDeletion() throws Exception {
        answer = true;
        Files.writeString(work.resolve("big"), "line\n".repeat(3_000));
        gated((agent, tool) -> {
            ran(agent.call(tool, line("perl -e 'open(F, q(>big)); print F 1'")));
            assertTrue(agent.call(tool, line("rm precious")).ran());
            assertEquals(1, asked.size(), "3,000 lines that nobody was asked about are a question");
        });
    }

    @Test
    void whatOthersHaveInTmpIsNeitherSeenNorChanged() throws Exception {
        Path other = Files.createTempFile(Path.of("/tmp"), "brattice-other", "");
        strays.add(other);
        Files.writeString(other, "theirs");
        gated((agent, tool) -> {
            ShellResult seen = ran(agent.call(tool, line("perl -e 'print join qq(\\n), glob(q(/tmp/*))'")));
            assertFalse(seen.stdout().contains("brattice-other"), seen::toString);
            ShellResult named = ran(
                    agent.call(tool, line("perl -e 'open(F, q(" + other + ")); print <F>; unlink q(" + other + ")'")));
            assertEquals("theirs", named.stdout());
            assertEquals("theirs", Files.readString(other));
        });
    }

    @Test
    void theGatesOwnPlacesAreNotThere() throws Exception {
        gated((agent, tool) -> {
            ran(agent.call(tool, line("rm precious")));
            Path store = folder.toRealPath().resolve("store");
            ShellResult seen = ran(agent.call(tool, line("perl -e 'print join q( ), glob(q(" + store + "/*))'")));
            assertEquals("", seen.stdout());
        });
    }

    @Test
    void aLineThatIsForElsewhereIsAskedAboutAsThat() throws Exception {
        gated((agent, tool) -> {
            for (String command : List.of(
                    "perl x.pl; git push origin main",
                    "perl x.pl && curl -s https://example.org/",
                    "sudo perl x.pl",
                    "docker run --rm alpine perl x.pl",
                    "perl x.pl; rm -rf " + home)) {
                asked.clear();
                assertFalse(agent.call(tool, line(command)).ran(), command);
                assertEquals(1, asked.size(), command);
            }
        });
    }

    @Test
    void whoeverNeedsMoreAsksForIt() throws Exception {
        answer = true;
        Path outside = folder.toRealPath().resolve("outside");
        gated((agent, tool) -> {
            String command = "perl -e 'open(F, q(>" + outside + ")) or die qq($!\\n); print F 1'";
            Outcome done = agent.call(tool, Arguments.of("command", command, "contained", false));
            assertTrue(done.ran(), done::toString);
            assertEquals(1, asked.size());
            assertEquals("1", Files.readString(outside));
        });
    }

    @Test
    void aWorkspaceThatCannotBeKeptIsNoPlaceForIt() throws Exception {
        new ProcessBuilder("mkfifo", work.resolve("pipe").toString()).start().waitFor();
        gated((agent, tool) -> {
            assertFalse(agent.call(tool, line("perl -e 'unlink q(precious)'")).ran());
            assertEquals(1, asked.size());
            assertTrue(Files.exists(work.resolve("precious")));
        });
    }

    @Test
    void withoutContainmentEverythingIsAskedAbout() throws Exception {
        ShellTool tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .containment(Containment.none("switched off"))
                .build();
        assertEquals(
                Reversibility.IRREVERSIBLE,
                tool.plan(new io.brattice.action.ToolCall("c", "bash", line("perl x.pl"), Caller.agent("tester"), ""))
                        .assessment()
                        .reversibility());
    }
}
