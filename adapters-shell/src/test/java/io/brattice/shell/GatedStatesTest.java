package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.remote.WebServer;
import io.brattice.testkit.ScriptedApprover;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state on a server, through a real gate with the real terraform. */
class GatedStatesTest {

    @TempDir
    Path folder;

    private final List<String> questions = new ArrayList<>();
    private final AtomicInteger people = new AtomicInteger();
    private Runnable beforeTheYes = () -> {};
    private World world;
    private WebServer server;
    private Gate gate;

    @BeforeEach
    void open() throws Exception {
        Path terraform = Stream.of("/usr/local/bin/terraform", "/usr/bin/terraform")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/nowhere"));
        Assumptions.assumeTrue(Files.isExecutable(terraform), "there is no terraform here");
        world = new World(folder);
        server = new WebServer();
        Files.writeString(world.workspace.resolve("main.tf"), """
                terraform {
                  backend "http" {
                    address       = "URL"
                    update_method = "PUT"
                  }
                }
                resource "terraform_data" "a" {
                  input = "one"
                }
                """.replace("URL", server.url("/state")));
        world.sh("export CHECKPOINT_DISABLE=1; " + terraform + " init -input=false >/dev/null; " + terraform
                + " apply -auto-approve >/dev/null");
        server.asked.clear();
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    questions.add(String.join("\n", question.assessment().reasons()));
                    beforeTheYes.run();
                    return Approval.yes(question, ScriptedApprover.person("p" + people.incrementAndGet()), "go on");
                }))
                .journal(Journal.inMemory())
                .build();
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (gate != null) {
            gate.close();
        }
    }

    private String state() {
        return new String(server.things.get("/state").bytes(), StandardCharsets.UTF_8)
                .replaceAll("\"serial\": ?\\d+", "");
    }

    private Outcome call(String line) {
        return gate.as(Caller.agent("tester")).call(world.tool, Arguments.of("command", line));
    }

    @Test
    void aStateOnAServerIsAskedAboutAndPushedBack() {
        String before = state();
        Outcome outcome = call("terraform state rm terraform_data.a");
        assertTrue(outcome.ran(), outcome.toString());
        assertEquals(1, questions.size());
        assertFalse(state().contains("terraform_data"), state());
        assertTrue(gate.as(Caller.person("olga")).undo(outcome.call()).ran());
        assertEquals(before, state());
    }

    @Test
    void whoeverWasPromisedThatTheStateIsKeptIsAskedAnewWhereItCannotBe() throws Exception {
        Files.writeString(
                world.workspace.resolve("main.tf"),
                Files.readString(world.workspace.resolve("main.tf")).replace("one", "two"));
        beforeTheYes = () -> {
            if (questions.size() == 1) {
                // The plan is made once more, and then the state is asked for to be kept.
                AtomicInteger left = new AtomicInteger(server.asked.size());
                server.instead = exchange -> {
                    boolean fails = left.getAndDecrement() == 0;
                    if (fails) {
                        WebServer.answer(exchange, 403, new byte[0]);
                    }
                    return fails;
                };
            }
        };
        Outcome outcome = call("terraform apply -auto-approve");
        assertTrue(outcome.ran(), outcome.toString());
        assertEquals(2, questions.size(), questions.toString());
        assertTrue(questions.get(0).contains("is kept first"), questions.get(0));
        assertTrue(questions.get(1).contains("is not kept first"), questions.get(1));
        assertTrue(state().contains("two"));
    }
}
