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
import io.brattice.approval.Person;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.shell.containment.Containment;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What code did that nobody had read is found by comparing, journaled and counted. */
class CountedAfterwardsTest {

    @TempDir
    Path folder;

    private final Journal journal = Journal.inMemory();
    private final List<String> asked = new ArrayList<>();

    @Test
    void aScriptThatDeletesCountsForTheNextDeletion() throws Exception {
        Path home = Files.createDirectory(folder.toRealPath().resolve("home"));
        Path work = Files.createDirectory(home.resolve("work"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(work.resolve("f" + i), "line\n".repeat(300));
        }
        Files.writeString(
                work.resolve("wipe.sh"), "rm f0 f1 f2 f3 f4 f5\nhead -n 100 f6 > g && mv g f6\necho new > h\n");
        ShellTool tool = ShellTool.builder()
                .workspace(work)
                .home(home)
                .store(folder.toRealPath().resolve("store"))
                .containment(Containment.none("here a person says yes to what nobody could read"))
                .build();
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    asked.add(question.reasons().toString());
                    Person olga = ScriptedApprover.person("olga");
                    return Approval.yes(question, olga, "");
                }))
                .journal(journal)
                .build()) {
            Session agent = gate.as(Caller.agent("tester"));
            Outcome wiped = agent.call(tool, Arguments.of("command", "perl -e 'system q(sh wipe.sh)'"));
            assertTrue(wiped.ran(), wiped::toString);
            assertFalse(Files.exists(work.resolve("f5")));
            String told = ended(wiped.call());
            assertTrue(told.contains("file:" + work.resolve("f5") + "\""), told);
            assertTrue(told.contains("file:" + work.resolve("f6") + "#lines\""), told);
            assertTrue(told.contains("\"count\":200"), told);

            asked.clear();
            assertTrue(agent.call(tool, Arguments.of("command", "rm f7")).ran());
            assertEquals(List.of(), asked, "1,800 lines and 200 are a budget that was reached, and not another one");
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
            assertEquals("line\n".repeat(300), Files.readString(work.resolve("f6")));
            assertTrue(Files.exists(work.resolve("f7")));
            assertFalse(Files.exists(work.resolve("h")));
        }
    }

    private String ended(String call) throws Exception {
        return journal.entriesOf(call).stream()
                .filter(entry -> entry.kind() == Entry.Kind.DONE)
                .map(entry -> entry.body().json())
                .findFirst()
                .orElseThrow();
    }
}
