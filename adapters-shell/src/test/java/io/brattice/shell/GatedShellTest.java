package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, through a real gate without an approver: what would be asked is refused. */
class GatedShellTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World(folder);
        world.sh("git init -q -b work . && mkdir tests && echo 1 >tests/one && git add . && git commit -qm first"
                + " && echo 2 >tests/one && echo new >untracked");
    }

    /** Nobody answers with a yes. */
    private static Gate gate() throws Exception {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(Journal.inMemory())
                .build();
    }

    @Test
    void runsWhatItCanTakeBackAndRewindsIt() throws Exception {
        Map<String, String> before = world.tree();
        try (Gate gate = gate()) {
            Session agent = gate.as(Caller.agent("tester"));
            for (String command : new String[] {
                "ls tests",
                "rm -rf tests",
                "git clean -fd",
                "git reset --hard",
                "mkdir fresh",
                "git commit -qm x --allow-empty"
            }) {
                Outcome outcome = agent.call(world.tool, Arguments.of("command", command));
                assertTrue(outcome.ran(), command + outcome);
            }
            assertNotEquals(before, world.tree());
            assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
        }
        assertEquals(before, world.tree());
    }

    @Test
    void asksBeforeWhatItCannotTakeBack() throws Exception {
        Map<String, String> before = world.tree();
        try (Gate gate = gate()) {
            Session agent = gate.as(Caller.agent("tester"));
            for (String command : new String[] {"rm -rf tests/ ~/", "rm -rf tests; rm -rf ~", "git push -f"}) {
                Outcome outcome = agent.call(world.tool, Arguments.of("command", command));
                assertFalse(outcome.ran(), command);
            }
        }
        assertEquals(before, world.tree());
    }

    /** What such a text removes is not moved aside: the text is run as it stands. */
    @Test
    void neverLosesWhatATextRemovesThatIsNotTheLineItself() throws Exception {
        Files.writeString(world.workspace.resolve("clear.sh"), "#!/bin/sh\nrm -rf tests\nrm untracked\n");
        Files.writeString(world.workspace.resolve("lib.sh"), "clear() { rm -rf tests; rm untracked; }\n");
        world.sh("chmod +x clear.sh");
        Map<String, String> before = world.tree();
        for (String command : new String[] {
            "sh -c 'rm -rf tests'",
            "bash -c 'rm untracked'",
            "eval 'rm -rf tests; rm untracked'",
            "./clear.sh",
            "sh clear.sh",
            ". ./clear.sh",
            ". ./lib.sh; clear",
            "bash <<'E'\nrm -rf tests\nE",
            "bash -s <<'E'\n. ./lib.sh\nclear\nE",
            "trap 'rm -rf tests' EXIT",
            "eval 'gone() { rm -rf tests; }'; gone",
            "env rm -rf tests",
            "find . -name one -exec rm {} +",
            "for i in 1 2; do rm -rf tests; done",
            "clear() { rm -rf tests; }; clear",
            "clear() { rm -rf tests; }; bash -c clear; clear"
        }) {
            try (Gate gate = gate()) {
                Session agent = gate.as(Caller.agent("tester"));
                agent.call(world.tool, Arguments.of("command", command));
                assertTrue(agent.rewind().stream().allMatch(Outcome::ran), command);
            }
            assertEquals(before, world.tree(), command);
        }
    }

    /** A program that it started, and that nobody found, goes on writing. */
    @Test
    void aRewindNamesWhatWasWrittenAfterAScriptWasOver() throws Exception {
        Map<String, String> before = world.tree();
        Path late = world.workspace.resolve("late");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "there is no python3");
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> Approval.yes(question, ScriptedApprover.person("olga"), "go on")))
                .journal(Journal.inMemory())
                .build()) {
            Session agent = gate.as(Caller.agent("tester"));
            String line = "python3 -c 'open(\"untracked\", \"w\").write(\"by the script\")'";
            assertTrue(agent.call(world.tool, Arguments.of("command", line)).ran());
            Files.writeString(late, "later");
            Outcome.Ran undone =
                    assertInstanceOf(Outcome.Ran.class, agent.rewind().get(0));
            assertTrue(String.valueOf(undone.value()).endsWith("and stays: `" + late + "`"), undone::toString);
        }
        assertEquals("later", Files.readString(late));
        Files.delete(late);
        assertEquals(before, world.tree());
    }

    @Test
    void refusesToTakeBackOverSomethingNew() throws Exception {
        try (Gate gate = gate()) {
            Session agent = gate.as(Caller.agent("tester"));
            Outcome outcome = agent.call(world.tool, Arguments.of("command", "rm -rf tests"));
            assertInstanceOf(Outcome.Ran.class, outcome);
            Files.writeString(world.workspace.resolve("tests"), "mine");
            assertFalse(agent.undo(outcome.call()).ran());
        }
        assertEquals("mine", Files.readString(world.workspace.resolve("tests")));
    }
}
