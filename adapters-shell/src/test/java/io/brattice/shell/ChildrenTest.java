package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.children.Child;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.process.ShellResult;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session runs in the background: through a real gate, in real cells. */
class ChildrenTest {

    /** Answers every request with this folder, as a server of development would. */
    private static final String SERVER = "/usr/bin/python3 -m http.server --bind 127.0.0.1 ";

    private static final String PERL_SERVER =
            "perl -MIO::Socket -e '$|=1; $s=IO::Socket::INET->new(LocalAddr=>q(127.0.0.1),LocalPort=>shift,Listen=>5,ReuseAddr=>1)"
                    + " or die; while ($c=$s->accept) { 1 while ($l=<$c>) && $l ne qq(\\r\\n);"
                    + " print $c qq(HTTP/1.0 200 OK\\r\\nContent-Length: 6\\r\\n\\r\\nhello\\n); close $c }' ";

    @TempDir
    Path folder;

    private final Journal journal = Journal.inMemory();
    private final List<String> asked = new ArrayList<>();
    private Path work = Path.of("/");
    private Path home = Path.of("/");
    private Duration longest = Duration.ofMinutes(5);

    @BeforeEach
    void makeTheWorld() throws IOException {
        assumeTrue(
                Containment.ofThisHost().holds(),
                () -> "this host contains nothing: " + Containment.ofThisHost().lacking());
        home = Files.createDirectory(folder.toRealPath().resolve("home"));
        work = Files.createDirectory(home.resolve("work"));
        Files.writeString(work.resolve("precious"), "all there is\n");
    }

    private interface Work {
        void with(Gate gate, Session agent, ShellTool tool) throws Exception;
    }

    private void gated(Work todo) throws Exception {
        ShellTool tool = tool(work, home, folder.toRealPath().resolve("store"), longest);
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    asked.add(question.reasons().toString());
                    return Approval.no(question, ScriptedApprover.person("olga"), "no");
                }))
                .journal(journal)
                .build()) {
            Session agent = gate.as(Caller.agent("tester"));
            try {
                todo.with(gate, agent, tool);
            } finally {
                for (Child child : children(agent, tool)) {
                    agent.call(tools(tool).get(1), Arguments.of("child", child.id()));
                }
            }
        }
    }

    static ShellTool tool(Path work, Path home, Path store, Duration longest) throws IOException {
        return ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(store)
                .childTimeLimit(longest)
                .build();
    }

    private static List<Tool> tools(ShellTool tool) {
        return tool.children().all();
    }

    private static Arguments line(String command) {
        return Arguments.of("command", command);
    }

    static Arguments stays(String command) {
        return Arguments.of("command", command, "background", true);
    }

    private ShellResult ran(Outcome outcome) {
        assertTrue(outcome.ran(), outcome::toString);
        assertEquals(List.of(), asked);
        return assertInstanceOf(ShellResult.class, ((Outcome.Ran) outcome).value());
    }

    private static List<Child> children(Session agent, ShellTool tool) {
        Outcome seen = agent.call(tools(tool).get(0), Arguments.none());
        assertTrue(seen.ran(), seen::toString);
        List<?> all = assertInstanceOf(List.class, ((Outcome.Ran) seen).value());
        return all.stream().map(each -> (Child) each).toList();
    }

    /** Looks until it is so. */
    private static void becomes(Callable<Boolean> what) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!what.call()) {
            assertTrue(System.nanoTime() < until, "it does not come about");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void serve(Session agent, ShellTool tool, int port, ChildrenTest test) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
        boolean python = Files.isExecutable(Path.of("/usr/bin/python3"));
        assumeTrue(python || Files.isExecutable(Path.of("/usr/bin/perl")), "there is neither python3 nor perl");
        ShellResult started = test.ran(agent.call(tool, stays((python ? SERVER : PERL_SERVER) + port)));
        assertEquals(0, started.exit());
        assertTrue(started.stdout().startsWith("`child-"), started::toString);
        becomes(() -> test.ran(agent.call(tool, line("curl -s http://localhost:" + port + "/")))
                        .exit()
                == 0);
    }

    /** How many processes of this machine have this in their command. */
    static long living(String mark) throws IOException {
        long found = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path each : all) {
                try {
                    found += Files.readString(each.resolve("cmdline")).contains(mark) ? 1 : 0;
                } catch (IOException e) {
                    // It has ended.
                }
            }
        }
        return found;
    }

    private static String mark() {
        return "3600." + System.nanoTime();
    }

    @Test
    void aServerStaysAnswersItsSessionIsListedAndIsStopped() throws Exception {
        gated((gate, agent, tool) -> {
            serve(agent, tool, 8765, this);
            Child child = children(agent, tool).get(0);
            assertTrue(child.running());
            assertEquals("child-1", child.id());
            assertTrue(child.command().endsWith("8765"), child::toString);
            // Code that nobody can read reaches it too.
            ShellResult opaque = ran(agent.call(
                    tool, line("perl -e 'print qx(curl -s -o /dev/null -w %{http_code} http://127.0.0.1:8765/)'")));
            assertEquals("200", opaque.stdout(), opaque::toString);
            ShellResult kept = ran(agent.call(tool, line("curl -s http://localhost:8765/ > page")));
            assertEquals(0, kept.exit(), kept::toString);
            assertTrue(Files.size(work.resolve("page")) > 0);
            // Nobody else does: it is not in the network of this machine.
            ProcessBuilder outside = new ProcessBuilder("curl", "-s", "http://127.0.0.1:8765/");
            assertTrue(outside.start().waitFor() != 0);
            Outcome stopped = agent.call(tools(tool).get(1), Arguments.of("child", "child-1"));
            assertTrue(stopped.ran(), stopped::toString);
            assertEquals(List.of(), asked);
            assertFalse(children(agent, tool).get(0).running());
            assertTrue(ran(agent.call(tool, line("curl -s http://localhost:8765/")))
                            .exit()
                    != 0);
        });
    }

    @Test
    void itCanChangeNothingAndItsTemporaryFolderIsItsOwn() throws Exception {
        String mark = mark();
        Map<String, String> before = World.tree(work, Set.of());
        gated((gate, agent, tool) -> {
            ran(agent.call(
                    tool,
                    stays("perl -e 'for (q(" + work + "/x), q(" + home + "/x), q(/tmp/x" + mark + "))"
                            + " { print open(F, qq(>$_)) ? qq(can\\n) : qq(cannot\\n) }'; sleep " + mark)));
            becomes(() -> children(agent, tool).get(0).output().lines().count() == 3);
            assertEquals(
                    "cannot",
                    children(agent, tool).get(0).output().lines().findFirst().orElseThrow());
            assertEquals(
                    "can",
                    children(agent, tool).get(0).output().lines().toList().get(2));
            assertFalse(Files.exists(home.resolve("x")));
            assertFalse(Files.exists(Path.of("/tmp/x" + mark)));
            assertEquals(before, World.tree(work, Set.of()));
        });
    }

    @Test
    void nobodyHandsItAnOpenFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "there is no perl");
        gated((gate, agent, tool) -> {
            ran(agent.call(
                    tool,
                    stays(
                            "perl -MSocket -e '$|=1; print socket(S, PF_UNIX, SOCK_STREAM, 0) ? qq(can\\n) : qq(cannot\\n);"
                                    + " print socketpair(A, B, PF_UNIX, SOCK_STREAM, 0) ? qq(can\\n) : qq(cannot\\n)'; sleep "
                                    + mark())));
            becomes(() -> children(agent, tool).get(0).output().lines().count() == 2);
            assertEquals("cannot\ncan\n", children(agent, tool).get(0).output());
        });
    }

    @Test
    void aLineThatWouldChangeSomethingIsRefusedAndNobodyIsAsked() throws Exception {
        gated((gate, agent, tool) -> {
            for (String command : List.of(
                    "sleep 100 > server.log",
                    "rm precious; sleep 100",
                    "sleep 100; curl -s https://example.org/",
                    "docker run alpine sleep 100",
                    "cat .env; sleep 100",
                    "sleep 100 > " + home.resolve("log"),
                    "sleep 'open")) {
                Outcome refused = agent.call(tool, stays(command));
                assertInstanceOf(Outcome.Failed.class, refused, command);
                assertEquals(List.of(), asked, command);
                assertEquals(List.of(), children(agent, tool), command);
            }
            Outcome refused = agent.call(tool, stays("sleep 100 > server.log"));
            assertTrue(refused.advice().contains("write below /tmp"), refused::advice);
            assertTrue(Files.exists(work.resolve("precious")));
        });
    }

    @Test
    void whatFailsAtOnceIsAResult() throws Exception {
        gated((gate, agent, tool) -> {
            ShellResult failed = ran(agent.call(tool, stays("echo no port >&2; exit 7")));
            if (children(agent, tool).isEmpty()) { // else this machine was too busy for it to be at once
                assertEquals(7, failed.exit());
                assertEquals("no port\n", failed.stderr());
            }
        });
    }

    @Test
    void aLineThatEndsButForWhatItLeavesRunningStays() throws Exception {
        String mark = mark();
        gated((gate, agent, tool) -> {
            ran(agent.call(tool, stays("sleep " + mark + " & echo started")));
            becomes(() -> children(agent, tool).get(0).output().equals("started\n"));
            assertTrue(children(agent, tool).get(0).running());
            assertTrue(living(mark) > 0);
        });
        assertEquals(0, living(mark));
    }

    @Test
    void aRewindStopsItAndItIsJournaledLikeAnyCall() throws Exception {
        String mark = mark();
        gated((gate, agent, tool) -> {
            Outcome done = agent.call(tool, stays("trap '' TERM; (setsid sleep " + mark + ") & sleep " + mark));
            ran(done);
            becomes(() -> living(mark) > 1);
            assertTrue(journal.entriesOf(done.call()).stream().anyMatch(entry -> entry.kind() == Entry.Kind.DONE));
            List<Outcome> undone = agent.rewind();
            assertTrue(undone.stream().allMatch(Outcome::ran), undone::toString);
            assertEquals(0, living(mark));
            becomes(() -> !children(agent, tool).get(0).running());
        });
    }

    @Test
    void anotherSessionNeitherSeesItNorStopsItNorIsInItsNetwork() throws Exception {
        gated((gate, agent, tool) -> {
            serve(agent, tool, 8766, this);
            Session other = gate.as(Caller.agent("other"));
            assertEquals(List.of(), children(other, tool));
            Outcome stop = other.call(tools(tool).get(1), Arguments.of("child", "child-1"));
            assertInstanceOf(Outcome.Failed.class, stop);
            assertTrue(stop.advice().contains("no such child"), stop::advice);
            assertTrue(ran(other.call(tool, line("curl -s http://localhost:8766/")))
                            .exit()
                    != 0);
            assertTrue(children(agent, tool).get(0).running());
        });
    }

    @Test
    void eightRunAtATimeAndOneMoreIsRefused() throws Exception {
        String mark = mark();
        gated((gate, agent, tool) -> {
            List<CompletableFuture<Outcome>> calls = IntStream.range(0, 9)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> agent.call(tool, stays("sleep " + mark + i)), task -> new Thread(task).start()))
                    .toList();
            List<Outcome> outcomes = calls.stream().map(CompletableFuture::join).toList();
            assertEquals(8, outcomes.stream().filter(Outcome::ran).count(), outcomes::toString);
            Outcome ninth = outcomes.stream()
                    .filter(outcome -> !outcome.ran())
                    .findFirst()
                    .orElseThrow();
            assertTrue(ninth.advice().contains("bash.stop"), ninth::advice);
            assertTrue(agent.rewind().stream().filter(Outcome::ran).count() >= 8);
            becomes(() -> children(agent, tool).stream().noneMatch(Child::running));
            assertEquals(0, living(mark));
        });
    }

    @Test
    void itsTimeIsBounded() throws Exception {
        longest = Duration.ofSeconds(1);
        gated((gate, agent, tool) -> {
            ran(agent.call(tool, stays("sleep " + mark())));
            becomes(() -> !children(agent, tool).get(0).running());
            assertEquals(124, children(agent, tool).get(0).exit().orElseThrow());
        });
    }

    @Test
    void nothingIsLeftWhenTheProcessOfTheGateIsKilled() throws Exception {
        String mark = mark();
        Process gate = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGate.class.getName(),
                        folder.toRealPath().toString(),
                        mark)
                .redirectErrorStream(true)
                .start();
        try {
            String said = Optional.ofNullable(gate.inputReader().readLine()).orElse("nothing");
            assertTrue(said.startsWith("started"), said);
            becomes(() -> living(mark) > 1); // the other process itself has it in its command
        } finally {
            gate.destroyForcibly().waitFor();
        }
        becomes(() -> living(mark) == 0);
    }

    @Test
    void aHostThatContainsNothingKeepsNothing() throws Exception {
        ShellTool tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .containment(Containment.none("switched off"))
                .build();
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> Approval.no(question, ScriptedApprover.person("olga"), "no")))
                .journal(journal)
                .build()) {
            Outcome refused = gate.as(Caller.agent("tester")).call(tool, stays("sleep 100"));
            assertInstanceOf(Outcome.Failed.class, refused);
            assertTrue(refused.advice().contains("contains nothing"), refused::advice);
        }
    }
}
