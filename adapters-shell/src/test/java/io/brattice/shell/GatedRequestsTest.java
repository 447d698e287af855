package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.policy.Policy;
import io.brattice.shell.remote.WebServer;
import io.brattice.testkit.ScriptedApprover;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that overwrite something elsewhere, through a real gate: what a person reads is what was kept. */
class GatedRequestsTest {

    @TempDir
    Path folder;

    private final List<String> questions = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private ShellTool tool;
    private WebServer server;

    @BeforeEach
    void open() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl here");
        Path home = Files.createDirectories(folder.toRealPath().resolve("home"));
        tool = ShellTool.builder()
                .workspace(Files.createDirectories(home.resolve("work")))
                .home(home)
                .store(home.resolve(".store"))
                .timeLimit(Duration.ofSeconds(1))
                .build();
        server = new WebServer();
        server.things.put("/file", WebServer.Thing.text("old"));
    }

    @AfterEach
    void close() {
        never.countDown();
        if (server != null) {
            server.close();
        }
    }

    private Gate gate(Policy policy) throws Exception {
        return Gate.builder()
                .policy(policy)
                .approver(Approver.of(question -> {
                    questions.add(question.preview().text());
                    return Approval.yes(question, ScriptedApprover.person("olga"), "go on");
                }))
                .journal(FileJournal.in(folder.resolve("journal")))
                .ledger(FileLedger.in(folder.resolve("ledger")))
                .tools(name -> name.equals("bash") ? Optional.of(tool) : Optional.empty())
                .build();
    }

    private String there() {
        WebServer.Thing thing = server.things.get("/file");
        return thing == null ? "nothing" : new String(thing.bytes(), StandardCharsets.UTF_8);
    }

    private Outcome put(Session agent) {
        return agent.call(tool, Arguments.of("command", "curl -X PUT -d new " + server.url("/file")));
    }

    @Test
    void anApprovedRequestIsTakenBackOnce() throws Exception {
        try (Gate gate = gate(Policy.defaults())) {
            Session agent = gate.as(Caller.agent("tester"));
            Outcome outcome = put(agent);
            assertTrue(outcome.ran(), outcome.toString());
            assertEquals("new", there());
            assertEquals(1, questions.size());
            assertTrue(questions.get(0).contains("an undo puts it back"), questions.get(0));
            assertTrue(gate.as(Caller.person("olga")).undo(outcome.call()).ran());
            assertEquals("old", there());
            Outcome second = gate.as(Caller.person("olga")).undo(outcome.call());
            assertFalse(second.ran(), "taken back at most once");
            assertEquals("old", there());
        }
    }

    @Test
    void whoeverWasPromisedThatItIsKeptIsAskedAnewWhereItCannotBe() throws Exception {
        server.instead = exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                WebServer.answer(exchange, 500, new byte[0]);
                return true;
            }
            return false;
        };
        try (Gate gate = gate(Policy.defaults())) {
            Outcome outcome = put(gate.as(Caller.agent("tester")));
            assertTrue(outcome.ran(), outcome.toString());
            assertEquals(2, questions.size(), questions.toString());
            assertTrue(questions.get(1).contains("is not kept first: it answers 500 to a GET"), questions.get(1));
            assertEquals(List.of("GET /file", "PUT /file"), server.asked, "nothing ran after the first yes");
            Outcome undone = gate.as(Caller.person("olga")).undo(outcome.call());
            assertFalse(undone.ran(), undone.toString());
        }
    }

    @Test
    void aServerThatDoesNotAnswerHoldsNobodyUp() throws Exception {
        server.instead = exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                try {
                    return never.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        };
        try (Gate gate = gate(Policy.defaults())) {
            Outcome outcome = put(gate.as(Caller.agent("tester")));
            assertTrue(outcome.ran(), outcome.toString());
            assertEquals(2, questions.size(), questions.toString());
            assertTrue(questions.get(1).contains("it did not answer within 1 second"), questions.get(1));
        }
    }

    @Test
    void nothingIsAskedOfAServerForALineThatIsRefused() throws Exception {
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(io.brattice.journal.Journal.inMemory())
                .build()) {
            assertFalse(put(gate.as(Caller.agent("tester"))).ran());
        }
        assertEquals(List.of(), server.asked);
    }

    @Test
    void aCallIsTakenBackAfterARestartAndTheJournalHoldsNoPassword() throws Exception {
        server.authorization = Optional.of("Bearer very-hidden-word");
        String call;
        try (Gate gate = gate(Policy.defaults())) {
            Outcome outcome = gate.as(Caller.agent("tester"))
                    .call(
                            tool,
                            Arguments.of(
                                    "command",
                                    "curl -H 'Authorization: Bearer very-hidden-word' -X PUT -d new "
                                            + server.url("/file?k=also-hidden")));
            assertTrue(outcome.ran(), outcome.toString());
            call = outcome.call();
        }
        assertEquals("new", there());
        List<String> kept = new ArrayList<>();
        FileJournal.read(folder.resolve("journal"), entry -> {
            if (entry.kind() != Entry.Kind.INTENT && entry.kind() != Entry.Kind.ASKED) { // they have the line
                kept.add(entry.kind() + " " + entry.body());
            }
        });
        assertFalse(kept.toString().contains("hidden"), kept.toString());
        try (Gate gate = gate(Policy.defaults())) {
            Outcome undone = gate.as(Caller.person("olga")).undo(call);
            assertTrue(undone.ran(), undone.toString());
        }
        assertEquals("old", there());
    }
}
