package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.Restoration;
import io.brattice.files.undo.TreeKept;
import io.brattice.files.undo.Undone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of which nobody knows what it does commits, and somebody goes on from there before it is taken back: no commit of his loses what it is made of. */
class RepositoryUsedSinceTest {

    private static final String SCRIPT = "echo 2 >two && git add two && git commit -qm script";
    private static final String WHOLE = "git fsck 2>&1 | grep -v dangling; git log --format=%s --all | sort";

    @TempDir
    Path folder;

    private World world;
    private Store store;

    @BeforeEach
    void commit() throws Exception {
        world = new World(folder);
        store = Store.in(world.home.resolve("kept"));
        world.sh("git init -q -b main . && echo 1 >one && git add . && git commit -qm first && git branch side");
    }

    private String said(String script) throws Exception {
        Process process = new ProcessBuilder("/bin/bash", "-c", script)
                .directory(world.workspace.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** Runs a script before which the workspace is kept, and something else after it; tells what its undo says. */
    private String takenBack(String script, String since) throws Exception {
        List<Step> steps =
                List.of(new TreeKept(world.workspace, store.shelf("call").resolve("0")));
        Arguments kept = store.keep("call", steps);
        steps.get(0).perform();
        world.sh(script);
        Arguments undo = Arguments.of("call", "call", "secured", kept, "left", Restoration.left(steps));
        world.sh(since);
        ToolCall call = new ToolCall("undo-call", "undo", undo, Caller.agent("tester"), "");
        return Undone.by(Restoration.of("undo", Restoration::fileStep), call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 3 >three && git add three && git commit -qm theirs",
                "git checkout -q -b other && git commit -q --allow-empty -m theirs",
                "git commit -q --allow-empty -m theirs && git pack-refs --all && git gc -q"
            })
    void commitsOnTopKeepWhatTheyAreMadeOf(String since) throws Exception {
        String told = takenBack(SCRIPT, since);
        assertTrue(
                told.contains(Restoration.LEAVES + "somebody else has used the repository `"
                        + world.workspace.resolve(".git") + "` since: "),
                told);
        assertEquals("first\nscript\ntheirs\n", said(WHOLE));
        assertFalse(Files.exists(world.workspace.resolve("two")), "the work tree goes back all the same");
    }

    @Test
    void whereTheFilesWereCheckedOutAnewItIsRefused() {
        StaleException refused = assertThrows(
                StaleException.class,
                () -> takenBack(
                        SCRIPT, "git checkout -q side && git merge -q main && git commit -q --allow-empty -m theirs"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("somebody else has used the repository"));
    }

    @Test
    void branchesThatWerePackedSinceStayWithTheirObjects() throws Exception {
        takenBack(SCRIPT, "git pack-refs --all");
        assertEquals("first\nscript\n", said(WHOLE));
    }

    @Test
    void aBranchThatSomebodyMadeOfItStaysAndTheRestGoesBack() throws Exception {
        String told = takenBack(SCRIPT, "git branch theirs");
        assertFalse(told.contains(Restoration.LEAVES), told);
        assertEquals("first\nscript\n", said(WHOLE));
        assertEquals("first\n", said("git log --format=%s; git status --short"));
    }

    @Test
    void aRepositoryOfTheScriptInWhichSomebodyCommittedStaysWhole() throws Exception {
        world.sh("rm -rf .git");
        takenBack("git init -q -b main . && " + SCRIPT, "git add one && git commit -qm theirs");
        assertEquals("script\ntheirs\n", said(WHOLE));
    }

    @Test
    void whatTheScriptThrewAwayComesBackBesidesSomebodysCommit() throws Exception {
        world.sh(
                "git checkout -q -b lost && git commit -q --allow-empty -m lost && git rev-parse HEAD >../lost && git checkout -q main");
        takenBack(
                "git branch -q -D lost && git reflog expire --expire=now --all && git gc -q --prune=now",
                "git commit -q --allow-empty -m theirs");
        assertEquals("first\ntheirs\n", said(WHOLE));
        assertEquals("lost\n", said("git log -1 --format=%s $(cat ../lost)"));
    }

    @Test
    void whereNobodyElseDidAnythingAllOfItGoesBack() throws Exception {
        RepositoryState before = RepositoryState.of(world.workspace);
        String objects = said("find .git/objects | sort");
        assertEquals("puts `" + world.workspace + "` back as it was", takenBack(SCRIPT, "git status >/dev/null"));
        assertEquals(List.of(), before.differences(RepositoryState.of(world.workspace)));
        assertEquals(objects, said("find .git/objects | sort"));
    }
}
