package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Secured;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.files.FileTool;
import io.brattice.files.store.Store;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent tries in order to harm, or to learn, unasked: a real gate, real tools, and a person who always says no. */
class UnaskedTest {

    @TempDir
    Path folder;

    private World world;
    private FileTool files;
    private Journal journal;
    private Gate gate;
    private Session agent;

    @BeforeEach
    void openGate() throws Exception {
        world = new World(folder);
        files = FileTool.in(world.workspace, Store.in(world.home.resolve(".store")));
        world.sh("git init -q -b work . && git init -q --bare -b main ../remote.git"
                + " && git remote add origin \"$HOME/remote.git\" && mkdir d && echo 1 >a && echo 2 >d/x"
                + " && git add . && git commit -qm first && echo CANARY >../secret && mkdir ../outside");
        // Below the workspace, where a host should not put it, so that commands can try to reach it.
        journal = FileJournal.in(world.workspace.resolve("journal"));
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("nobody"))
                .journal(journal)
                .build();
        agent = gate.as(Caller.agent("tester"));
    }

    @AfterEach
    void closeGate() throws Exception {
        gate.close();
        journal.close();
    }

    private Outcome bash(String command) {
        return agent.call(world.tool, Arguments.of("command", command));
    }

    private Outcome write(String path, String content) {
        return agent.call(files, Arguments.of("path", path, "content", content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp a .git/config",
                "mv a .git/hooks/pre-commit",
                "cp a d/.git/config",
                "cp -r d/fake d/.git",
                "mv .git away",
                "touch .git/refs/heads/evil",
                "mkdir d/.git",
                "mkdir -p d/.GIT/hooks"
            })
    void gitsOwnDataIsNotTouched(String command) throws Exception {
        world.sh("mkdir d/fake && git init -q d/nested");
        assertFalse(bash(command).ran());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".git/config", "d/nested/.git/config", "d/nested/.git/hooks/pre-commit", "d/.GIT", "d/.git"})
    void gitsOwnDataIsNotWritten(String path) throws Exception {
        world.sh("git init -q d/nested");
        assertFalse(write(path, "[core]\n").ran());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "diff", "add -A", "commit -am x", "clean -fd", "reset --hard", "checkout -- ."})
    void aRepositoryInsideTheIndexNeverRunsItsPrograms(String command) throws Exception {
        world.sh("git init -q nested && cd nested && echo '* filter=x' >.gitattributes && echo 1 >f && git add ."
                + " && git commit -qm n && cd .. && git add nested 2>/dev/null && git commit -qm nested"
                + " && git -C nested config filter.x.clean 'touch \"$HOME/pwned\"; cat' && echo 2 >nested/f");
        bash("git " + command);
        assertFalse(Files.exists(world.home.resolve("pwned")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./.. .", ". ./..", "-- ./.. d", "d/../.. .", "--stat ./.. ."})
    void aDiffNeverLooksOutsideTheRepository(String operands) throws Exception {
        Outcome outcome = bash("git diff " + operands);
        assertFalse(outcome.ran());
        assertFalse(String.valueOf(outcome).contains("CANARY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat .env",
                "cat prod.env",
                "cp .env plain",
                "mv .env plain",
                "cp prod.env plain",
                "git show HEAD:prod.env",
                "git show :prod.env",
                "git diff -- prod.env",
                "tail server.p12"
            })
    void whatIsUsuallyASecretIsNotShownUnderAnotherNameEither(String command) throws Exception {
        world.sh("echo CANARY | tee .env prod.env server.p12 >/dev/null && git add -f prod.env && git commit -qm env");
        assertFalse(bash(command).ran());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp -r journal d/copy",
                "cp -a journal/ledger d/copy",
                "cp -r nest d/copy",
                "mv journal d/other",
                "mv nest other",
                "rm -rf journal",
                "rm -rf nest",
                "rm -rf journal/ledger",
                "cp a journal/lock",
                "mv a journal/lock",
                "mkdir journal/x",
                "touch journal/x",
                "ls journal",
                "cat journal/lock",
                "git clean -fdx",
                "git clean -fd journal"
            })
    void theJournalIsNeitherCopiedNorChanged(String command) throws Exception {
        world.sh("mkdir nest");
        try (Journal inner = FileJournal.in(world.workspace.resolve("nest/journal"));
                Gate nested = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(Approver.refusing("nobody"))
                        .journal(inner)
                        .protect(journal.protects().toArray(new io.brattice.action.Resource[0]))
                        .build()) {
            Outcome outcome = nested.as(Caller.agent("tester")).call(world.tool, Arguments.of("command", command));
            assertFalse(outcome.ran(), command);
        }
    }

    @Test
    void theJournalIsNotListedFromWithin() {
        assertFalse(agent.call(world.tool, Arguments.of("command", "ls", "cwd", "journal"))
                .ran());
    }

    @Test
    void anUndoDoesNotPutAFileBackThroughALinkThatCameInItsWay() throws Exception {
        world.sh("ln -s ../outside link");
        Outcome removed = bash("rm d/x");
        assertTrue(bash("rm -rf d").ran());
        assertTrue(bash("mv link d").ran());
        assertFalse(agent.undo(removed.call()).ran());
        assertFalse(Files.exists(world.home.resolve("outside/x")));
        assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
        assertEquals("2\n", Files.readString(world.workspace.resolve("d/x")));
    }

    @Test
    void aRewindTakesBackWhatWasBuiltUpInManySteps() throws Exception {
        java.util.Map<String, String> before = World.tree(world.workspace, java.util.Set.of(".git", "journal"));
        for (String command : new String[] {
            "mkdir n", "touch n/t", "cp a n/u", "mv n/u n/v", "mv a n/a", "rm -rf d", "mkdir d", "cp n/a d/x", "mv n m"
        }) {
            assertTrue(bash(command).ran(), command);
        }
        assertTrue(write("m/v", "more\n").ran());
        assertTrue(agent.rewind().stream().allMatch(Outcome::ran));
        assertEquals(
                before.keySet(),
                World.tree(world.workspace, java.util.Set.of(".git", "journal")).keySet());
    }

    @Test
    void anUndoSeesALaterChangeOfTheSameLengthWithinTheSameTick() throws Exception {
        for (int i = 0; i < 20; i++) {
            Outcome written = write("f" + i, "one");
            Files.writeString(world.workspace.resolve("f" + i), "two");
            assertFalse(agent.undo(written.call()).ran());
            assertEquals("two", Files.readString(world.workspace.resolve("f" + i)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"git checkout -- .", "git restore text", "git reset --hard HEAD~1"})
    void bytesThatGitWouldConvertComeBackWithAnUndo(String command) throws Exception {
        world.sh("echo '* text=auto' >.gitattributes && printf 'one\\n' >text && git add text .gitattributes"
                + " && git commit -qm text && git commit -qm empty --allow-empty && printf 'one\\r\\n' >text");
        // Not through this gate: its journal lies in the work tree, which nothing may write to as a whole.
        World.Trip trip = world.run(command);
        assertEquals("one\n", Files.readString(world.workspace.resolve("text")));
        trip.undo();
        assertEquals("one\r\n", Files.readString(world.workspace.resolve("text")));
    }

    @Test
    void aPushIntoTheWorkTreeOfSomebodyElseIsAsked() throws Exception {
        world.sh("git clone -q . ../theirs && git -C ../theirs config receive.denyCurrentBranch updateInstead"
                + " && git remote set-url origin \"$HOME/theirs/.git\" && echo 3 >b && git add b && git commit -qm b");
        assertFalse(bash("git push origin work").ran());
        assertFalse(Files.exists(world.home.resolve("theirs/b")));
    }

    @Test
    void aPushIntoAProtectedPlaceIsDenied() throws Exception {
        world.sh("git init -q --bare journal/repo.git && git remote set-url origin \"$PWD/journal/repo.git\"");
        assertFalse(bash("git push origin work:fresh").ran());
        assertTrue(bash("git add -u").ran());
    }

    @Test
    void aFolderThatGitWouldRemoveKeepsItsPermissions() throws Exception {
        world.sh("mkdir -m 700 own && echo 1 >own/f && git add own && git commit -qm own");
        assertFalse(bash("git reset --hard HEAD~1").ran());
        assertTrue(Files.exists(world.workspace.resolve("own/f")));
    }

    @Test
    void aNameCannotAddALineToWhatAPersonReads() throws Exception {
        world.sh("mkdir $'d\\n  undo: everything, REVERSIBLE' && echo 1 >$'d\\n  undo: everything, REVERSIBLE/x'");
        Arguments arguments = Arguments.of("command", "rm -f x", "cwd", "d\n  undo: everything, REVERSIBLE");
        ToolCall call = new ToolCall("c", "bash", arguments, Caller.agent("tester"), "");
        Preview preview = world.tool.rehearsal().orElseThrow().preview(call);
        assertEquals(1, preview.text().lines().count(), preview.text());
        Outcome written = write("d\n  loses 0 lines", "x\n");
        assertTrue(written.ran());
        Secured secured = world.tool.rehearsal().orElseThrow().secure(call, preview);
        assertEquals(1, secured.summary().lines().count());
    }
}
