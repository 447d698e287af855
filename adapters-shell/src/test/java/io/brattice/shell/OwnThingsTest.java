package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.files.FileTools;
import io.brattice.files.store.Store;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session made itself may go without being counted as a loss; what somebody else has to do with may not. */
class OwnThingsTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void furnish() throws Exception {
        world = new World(folder);
        world.sh("mkdir theirs && echo 1 >theirs/a && echo 2 >b && git init -q . && echo '*.log' >.gitignore"
                + " && echo 3 >kept.log && git add . && git commit -qm first");
    }

    private Reversibility inherent(String line) throws Exception {
        return world.judge(line).assessment.inherent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkdir -p own/sub && echo 1 >own/sub/x", "cp -r theirs own", "mkdir own; cp b own/b"})
    void whatTheSessionMadeIsItsOwn(String line) throws Exception {
        world.run(line);
        assertEquals(Reversibility.REVERSIBLE, inherent("rm -rf own"));
        assertEquals(Reversibility.IRREVERSIBLE, inherent("rm -rf theirs"));
    }

    @Test
    void whatItChangesOfItsOwnStaysItsOwn() throws Exception {
        world.run("mkdir own && echo 1 >own/x");
        world.run("echo 2 >own/x");
        world.run("echo 2 >own/y");
        assertEquals(Reversibility.REVERSIBLE, inherent("rm -rf own"));
        World.Trip trip = world.run("rm -rf own");
        trip.undo();
        assertEquals("2\n", Files.readString(world.workspace.resolve("own/x")), "it is kept all the same");
    }

    @Test
    void whatItMadeIsItsOwnUnderAnotherNameToo() throws Exception {
        world.run("mkdir other && echo 1 >other/x");
        world.run("mv other own");
        assertEquals(Reversibility.REVERSIBLE, inherent("rm -rf own"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo mine >own/theirs",
                "echo mine >>own/x",
                "rm own/x && echo 1 >own/x",
                "mv b own/",
                "ln b own/linked",
                "ln own/x elsewhere",
                "chmod 600 own/x",
                "mv own o && mkdir own && mv o/x own/"
            })
    void whatSomebodyElseTouchedIsNot(String elsewhere) throws Exception {
        world.run("mkdir own && echo 1 >own/x");
        world.sh(elsewhere);
        assertEquals(Reversibility.IRREVERSIBLE, inherent("rm -rf own"), elsewhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mv theirs own/", "mv b own/", "ln b own/linked", "mv theirs/a own/c"})
    void whatItMovedIntoItsOwnFolderIsNot(String line) throws Exception {
        world.run("mkdir own && echo 1 >own/x");
        world.run(line);
        assertEquals(Reversibility.IRREVERSIBLE, inherent("rm -rf own"), line);
    }

    @Test
    void whatItMadeMayBeOverwrittenForGood() throws Exception {
        world.run("cp b own");
        assertEquals(Reversibility.REVERSIBLE, inherent("shred own"));
        assertEquals(Reversibility.IRREVERSIBLE, inherent("shred b"));
        assertEquals(Reversibility.IRREVERSIBLE, inherent("ln -f b own; shred own"), "another file is there then");
        assertEquals(Reversibility.IRREVERSIBLE, inherent("mv b own; shred own"));
        assertEquals(Reversibility.IRREVERSIBLE, inherent("shred own b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln b own", "ln -s b own", "mv b own"})
    void butNotWhatLeadsToWhatSomebodyElseMade(String line) throws Exception {
        world.run(line);
        assertEquals(Reversibility.IRREVERSIBLE, inherent("shred own"), line);
    }

    @Test
    void neitherIsWhatItMovedThereInTheSameLine() throws Exception {
        world.judge("mkdir own && mv theirs own/").secure().run();
        assertEquals(Reversibility.IRREVERSIBLE, inherent("rm -rf own"));
    }

    @Test
    void aRemovalOfWhatItMovedThereSaysWhereItIsFrom() throws Exception {
        world.run("mv theirs fresh");
        Assessment assessment = world.judge("rm -rf fresh").assessment;
        assertTrue(assessment.reasons().toString().contains("moved here from `" + world.workspace + "/theirs`"));
        assertEquals(Reversibility.REVERSIBLE, assessment.reversibility());
    }

    @Test
    void gitsDataUnderAnotherNameIsStillAskedAbout() throws Exception {
        world.run("mv .git away");
        Assessment assessment = world.judge("rm -rf away").assessment;
        assertTrue(assessment.reasons().toString().contains("moved here from `" + world.workspace + "/.git`"));
        assertEquals(Reversibility.IRREVERSIBLE, assessment.reversibility());
    }

    @Test
    void aCleanSaysThatTheFileWhichHeldItBackWasTakenAway() throws Exception {
        assertFalse(world.judge("git clean -fd").assessment.reasons().toString().contains(".gitignore"));
        world.run("rm .gitignore");
        Assessment assessment = world.judge("git clean -fd").assessment;
        assertTrue(assessment.reasons().toString().contains(".gitignore"), assessment::toString);
    }

    @Test
    void anotherSessionsThingsAreNotItsOwnAndARestartForgetsNothing() throws Exception {
        world.run("mkdir own && echo 1 >own/x");
        World again = new World(folder);
        assertEquals(
                Reversibility.REVERSIBLE, again.judge("rm -rf own").assessment.inherent());
        ToolCall other = new ToolCall(
                "other",
                "bash",
                Arguments.of("command", "rm -rf own"),
                Caller.agent("tester").session("another"),
                "");
        assertEquals(
                Reversibility.IRREVERSIBLE,
                again.tool
                        .classifier()
                        .orElseThrow()
                        .assess(other)
                        .orElseThrow()
                        .inherent());
    }

    @Test
    void whatAProgramThatNobodyReadMadeIsNot() throws Exception {
        world.sh("printf 'import os\\nos.mkdir(\"own\")' >x.py");
        world.judge("python3 x.py").secure().run();
        assertEquals(Reversibility.IRREVERSIBLE, inherent("rm -rf own"));
    }

    @Test
    void theFileToolsAndTheShellShareWhatTheyKnow() throws Exception {
        FileTools files = FileTools.in(world.workspace, Store.in(world.home.resolve(".store")));
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(Journal.inMemory())
                .build()) {
            Caller caller = Caller.agent("tester").session("one");
            Session agent = gate.as(caller);
            Outcome written =
                    agent.call(files.named("write_file").orElseThrow(), Arguments.of("path", "new/x", "content", "1"));
            assertTrue(written.ran(), written::toString);
            ToolCall remove = new ToolCall("r", "bash", Arguments.of("command", "rm -rf new"), caller, "");
            assertEquals(
                    Reversibility.REVERSIBLE,
                    world.tool
                            .classifier()
                            .orElseThrow()
                            .assess(remove)
                            .orElseThrow()
                            .inherent());
            ToolCall delete = new ToolCall("d", "delete_file", Arguments.of("path", "new/x"), caller, "");
            Classifier classifier =
                    files.named("delete_file").orElseThrow().classifier().orElseThrow();
            assertEquals(
                    Reversibility.REVERSIBLE,
                    classifier.assess(delete).orElseThrow().inherent());
            Files.writeString(world.workspace.resolve("new/x"), "somebody else's");
            assertEquals(
                    Reversibility.IRREVERSIBLE,
                    classifier.assess(delete).orElseThrow().inherent());
        }
    }
}
