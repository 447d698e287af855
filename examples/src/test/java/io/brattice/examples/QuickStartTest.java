package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Outcome;
import io.brattice.journal.FileJournal;
import io.brattice.shell.ShellTool;
import io.brattice.testkit.ScriptedApprover;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real git, real files and a real journal; people are scripted. */
class QuickStartTest {

    @TempDir
    Path folder;

    private Path project;
    private final ScriptedApprover approver = new ScriptedApprover();
    private final List<String> effects = new ArrayList<>();
    private final List<Object> read = new ArrayList<>();

    private final Payments realPayments = new Payments() {
        @Override
        public BigDecimal refundable(String orderId) {
            return BigDecimal.TEN;
        }

        @Override
        public String refund(String orderId, BigDecimal amount) {
            effects.add("refunded " + amount);
            return "receipt of " + orderId;
        }
    };

    @BeforeEach
    void makeProject() throws Exception {
        project = Files.createDirectory(folder.resolve("project"));
        Files.createDirectory(folder.resolve("home"));
        git("init", "-q", "-b", "main");
        Files.writeString(project.resolve("notes.txt"), "a day's work");
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("git", "-C", project.toString()));
        argv.addAll(List.of(words));
        Process git = new ProcessBuilder(argv).inheritIO().start();
        assertTrue(git.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, git.exitValue());
    }

    private void runIt() throws Exception {
        QuickStart.run(
                folder.resolve("state"),
                ShellTool.builder()
                        .workspace(project)
                        .home(folder.resolve("home"))
                        .store(folder.resolve("state/store"))
                        .build(),
                approver,
                realPayments,
                mail -> {
                    effects.add("mailed " + mail.string("to").orElseThrow());
                    return "sent";
                },
                request -> {
                    effects.add("deleted " + request.arguments().string("url").orElseThrow());
                    return 204;
                },
                read::add);
    }

    @Test
    void runsEverythingThatAPersonAgreesTo() throws Exception {
        approver.yes("olga").yes("olga").yes("olga");
        runIt();
        assertEquals(
                List.of("mailed all@example.com", "refunded 12.50", "deleted https://example.com/orders/1"), effects);
        assertEquals("receipt of order-1", read.get(2));
        assertInstanceOf(Outcome.Ran.class, read.get(3));
    }

    @Test
    void runsNothingThatAPersonRefuses() throws Exception {
        approver.no("olga", "not now").no("olga", "not now").no("olga", "not now");
        runIt();
        assertEquals(List.of(), effects);
        assertTrue(
                read.get(2).toString().startsWith("a person said no: not now"),
                read.get(2).toString());
    }

    @Test
    void cleansWithoutAskingAndPutsTheFilesBack() throws Exception {
        approver.no("olga", "").no("olga", "").no("olga", "");
        runIt();
        Outcome.Ran cleaned = assertInstanceOf(Outcome.Ran.class, read.get(0), read::toString);
        assertTrue(cleaned.undoable().isPresent());
        assertEquals("a day's work", Files.readString(project.resolve("notes.txt")));
        assertEquals(3, approver.questions().size(), "the shell tool asked nothing");
    }

    @Test
    void leavesAJournalThatVerifies() throws Exception {
        approver.yes("olga").yes("olga").yes("olga");
        runIt();
        assertTrue(FileJournal.verify(folder.resolve("state/journal")).isIntact());
    }
}
