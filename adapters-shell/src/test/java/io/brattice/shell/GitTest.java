package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World(folder);
        world.sh(
                "git init -q -b work . && printf 'ignored\\n' >.gitignore && mkdir src && echo 1 >src/one && echo 2 >two"
                        + " && ln -s two link && git add . && git commit -qm first && echo 3 >three && git add three && git commit -qm second"
                        + " && echo changed >src/one && echo staged >two && git add two && echo later >>two && rm three"
                        + " && mkdir -p 'new dir/deep' && echo n >'new dir/deep/n' && echo u >untracked && echo i >ignored"
                        + " && echo added >added && git add added && chmod 755 src/one && touch -d 2020-01-01 src/one");
    }

    private String state() throws Exception {
        return git("rev-parse HEAD") + git("symbolic-ref HEAD") + git("ls-files --stage") + git("status --porcelain");
    }

    private String git(String command) throws Exception {
        World.Trip trip = world.judge("git " + command + " ; true");
        return trip.secure().run().stdout();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git clean -fd",
                "git clean -f -d -x",
                "git clean -fdX",
                "git clean -fd -e untracked",
                "git clean -f",
                "git clean -fd -- 'new dir'",
                "git clean -qfd '--exclude=new*'",
                "git reset --hard",
                "git reset --hard HEAD~1",
                "git reset --hard -q HEAD",
                "git checkout -- src/one",
                "git checkout -- .",
                "git restore two",
                "git restore -- src three",
                "git add -A",
                "git add untracked 'new dir'",
                "git add .",
                "git commit -m 'a message!'",
                "git commit -am message",
                "git commit -q -m a -m b"
            })
    void doesWhatGitDoesAndIsTakenBack(String command) throws Exception {
        Map<String, String> before = world.tree();
        String stateBefore = state();
        World twin = new World(Files.createDirectory(folder.resolve("twin")));
        world.sh("cp -a . " + twin.workspace);

        World.Trip trip = world.judge(command);
        assertEquals(
                Reversibility.REVERSIBLE,
                trip.assessment.reversibility(),
                trip.assessment.reasons().toString());
        assertEquals(Preview.Fidelity.EXACT, trip.preview.fidelity());
        trip.secure();
        assertEquals(withoutTimes(before), withoutTimes(world.tree()));
        assertEquals(stateBefore, state());
        ShellResult result = trip.run();
        assertEquals(0, result.exit(), result.toString());
        twin.sh(command);
        assertEquals(withoutTimes(twin.tree()), withoutTimes(world.tree()));
        World.Trip twinState = twin.judge("git status --porcelain ; git ls-files --stage");
        assertEquals(twinState.run().stdout(), git("status --porcelain") + git("ls-files --stage"));
        assertNotEquals(before + stateBefore, world.tree() + state());

        trip.undo();
        assertEquals(withoutTimes(before), withoutTimes(world.tree()));
        assertEquals(stateBefore, state());
    }

    @Test
    void keepsAnUntrackedFileThatStandsInTheWayOfAReset() throws Exception {
        world.sh("git reset -q --hard && git rm -q two && git commit -qm gone && echo precious >two");
        Map<String, String> before = world.tree();
        World.Trip trip = world.run("git reset --hard HEAD~1");
        trip.undo();
        assertEquals(withoutTimes(before), withoutTimes(world.tree()));
    }

    @Test
    void refusesWhenMoreWorkAppearedAfterThePreview() throws Exception {
        World.Trip trip = world.judge("git reset --hard").secure();
        world.sh("echo more >>src/one");
        assertThrows(StaleException.class, trip::run);
        World.Trip clean = world.judge("git clean -fd").secure();
        world.sh("echo more >another");
        assertThrows(StaleException.class, clean::run);
    }

    @Test
    void refusesAnUndoAfterSomebodyWentOn() throws Exception {
        World.Trip trip = world.run("git commit -m mine");
        world.sh("git commit -qm theirs --allow-empty");
        assertThrows(StaleException.class, trip::undo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git config core.fsmonitor /bin/false", "git config filter.x.clean cat", "git config diff.external cat",
                "git config diff.x.textconv cat", "git config include.path x", "git config core.hooksPath /tmp",
                "git config gpg.program x", "git config core.worktree /tmp"
            })
    void believesNothingOfARepositoryThatRunsOrHidesThings(String setting) throws Exception {
        world.sh(setting);
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("git reset --hard").assessment.inherent());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("git reset --hard").assessment.reversibility());
    }

    @Test
    void hooksAreCodeThatNobodyHasRead() throws Exception {
        world.sh("printf '#!/bin/sh\\ntouch ran\\n' >.git/hooks/pre-commit && chmod +x .git/hooks/pre-commit");
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("git commit -m x").assessment.reversibility());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git status",
                "git status -sb",
                "git log --oneline -n 2",
                "git diff",
                "git diff --cached --stat",
                "git show HEAD",
                "git branch --show-current",
                "git clean -nd"
            })
    void readersChangeNothing(String command) throws Exception {
        World.Trip trip = world.judge(command);
        assertEquals(Reversibility.READ_ONLY, trip.assessment.inherent());
        byte[] index = Files.readAllBytes(world.workspace.resolve(".git/index"));
        assertEquals(0, trip.run().exit());
        assertEquals(index.length, Files.readAllBytes(world.workspace.resolve(".git/index")).length);
    }

    private void makeRemote() throws Exception {
        world.sh("git init -q --bare ../remote.git && git remote add origin " + world.home + "/remote.git"
                + " && git push -q origin work work:main work:other");
    }

    @Test
    void aFastForwardIsRecoverableAndConditional() throws Exception {
        makeRemote();
        world.sh("git commit -qm third");
        World.Trip trip = world.judge("git push origin work");
        assertEquals(
                Reversibility.RECOVERABLE,
                trip.assessment.reversibility(),
                trip.assessment.reasons().toString());
        assertEquals(Preview.Fidelity.EXACT, trip.preview.fidelity());
        assertEquals(0, trip.run().exit());
        assertEquals(git("rev-parse HEAD"), git("--git-dir=" + world.home + "/remote.git rev-parse work"));
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("git push origin work:main").assessment.inherent());
    }

    @Test
    void aForcedPushSaysWhatTheRemoteLosesAndStopsWhenItMoved() throws Exception {
        makeRemote();
        world.sh(
                "git clone -q ../remote.git ../clone && cd ../clone && git checkout -q work && git commit -q --allow-empty -m theirs"
                        + " && git commit -q --allow-empty -m more && git push -q origin work");
        world.sh("git commit -qm mine");
        World.Trip trip = world.judge("git push --force origin work");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
        assertEquals(Preview.Fidelity.EXACT, trip.preview.fidelity());
        assertTrue(trip.preview.text().contains("the remote loses 2 commits"), trip.preview.text());
        assertEquals(2, trip.preview.effects().get(0).count());
        world.sh("cd ../clone && git commit -q --allow-empty -m again && git push -q origin work");
        assertThrows(StaleException.class, trip::run);
        for (String grave : new String[] {
            "git push -f origin work",
            "git push origin +work",
            "git push origin :other",
            "git push -d origin other",
            "git push --force-with-lease origin work",
            "git push --mirror origin"
        }) {
            World.Trip other = world.judge(grave);
            assertEquals(Reversibility.IRREVERSIBLE, other.assessment.inherent(), grave);
            // Git itself refuses the lease here, as nothing was fetched: its dry run shows nothing then.
            boolean refused = grave.contains("lease");
            assertEquals(refused, other.preview.fidelity() == Preview.Fidelity.NONE, grave + trip.assessment.reasons());
        }
        ShellResult pushed = world.judge("git push -f origin work").run();
        assertEquals(0, pushed.exit(), pushed.toString());
        assertEquals(git("rev-parse HEAD"), git("--git-dir=" + world.home + "/remote.git rev-parse work"));
    }

    @Test
    void aPushPastAHookIsUnknown() throws Exception {
        makeRemote();
        world.sh("git commit -qm third && printf '#!/bin/sh\\n' >.git/hooks/pre-push && chmod +x .git/hooks/pre-push");
        World.Trip trip = world.judge("git push origin work");
        assertFalse(trip.assessment.complete());
    }

    private static Map<String, String> withoutTimes(Map<String, String> tree) {
        Map<String, String> same = new TreeMap<>();
        tree.forEach((name, what) -> same.put(name, what.replaceAll("\\d{4}-[-0-9T:.]+Z", "")));
        return same;
    }
}
