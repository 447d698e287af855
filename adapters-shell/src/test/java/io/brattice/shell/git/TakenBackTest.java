package io.brattice.shell.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.StaleException;
import io.brattice.action.Reversibility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change that is called reversible is made for real, and taken back to the byte. */
class TakenBackTest {

    private static final String SETUP = "git init -q -b work . && printf 'ignored\\nbuild/\\n' >.gitignore && mkdir src"
            + " && echo 1 >src/one && echo 2 >two && ln -s two link && seq 20 >long && git add . && git commit -qm first"
            + " && git branch side && git tag v0 && echo 3 >three && git add three && git commit -qm second"
            + " && git checkout -q side && echo side >side && sed -i '20s/.*/twenty/' long && git add . && git commit -qm aside"
            + " && echo more >>side && git commit -qam again && git checkout -q work";
    private static final String DIRTY =
            " && echo changed >src/one && echo staged >two && git add two && echo later >>two && rm three"
                    + " && mkdir -p 'new dir/deep' build && echo n >'new dir/deep/n' && echo u >untracked && echo i >ignored"
                    + " && echo b >build/b && echo added >added && git add added && chmod 755 src/one && chmod 600 untracked";

    @TempDir
    static Path templates;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void openBench() throws Exception {
        bench = new Bench(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git clean -fd",
                "git clean -f -d -x",
                "git clean -fdX",
                "git clean -fd -e untracked",
                "git clean -f",
                "git clean -fd -e -n",
                "git clean -fdn --no-dry-run",
                "git clean --forc -d",
                "git reset --hard",
                "git reset --hard HEAD~1",
                "git reset --har -q side",
                "git reset -q --mixed HEAD~1",
                "git reset -q --soft HEAD~1",
                "git reset -q -- two",
                "git reset -q HEAD two",
                "git checkout -- src/one",
                "git checkout -- .",
                "git checkout .",
                "git checkout two three",
                "git checkout HEAD~1 -- two",
                "git checkout -q -f side",
                "git checkout -b fresh",
                "git checkout -q --orphan alone",
                "git restore two",
                "git restore src three",
                "git restore --staged two",
                "git restore -SW two",
                "git restore --source HEAD~1 two",
                "git switch -c fresh",
                "git switch -q --discard-changes side",
                "git switch -q -C side",
                "git add -A",
                "git add untracked 'new dir'",
                "git add .",
                "git add -u",
                "git add -f ignored",
                "git commit -q -m 'a message!'",
                "git commit -q -am message",
                "git commit -q -m a -m b",
                "git commit -q --amend -m other",
                "git commit -q --amend --no-edit",
                "git commit -q --allow-empty -m empty",
                "git commit -q -m part src/one",
                "git stash -q",
                "git stash push -q -u",
                "git stash push -q --all",
                "git stash push -q -- two",
                "git rm -q --cached added",
                "git rm -qf two",
                "git rm -q -r -f src",
                "git mv long longer",
                "git mv two src",
                "git branch other",
                "git branch -D side",
                "git branch -f side HEAD",
                "git branch -m side other",
                "git branch -M side work2",
                "git branch -c side other",
                "git branch -q -u work side",
                "git tag v1",
                "git tag -a v2 -m two",
                "git tag -d v0",
                "git tag -f v0",
                "git update-ref refs/heads/side HEAD",
                "git symbolic-ref HEAD refs/heads/side",
                "git notes add -m note",
                "git config user.name Somebody",
                "git remote add origin ../remote.git"
            })
    void changesOfADirtyTree(String command) throws Exception {
        bench.with(templates, SETUP + DIRTY);
        if (!command.contains("||")) {
            madeAndTakenBack(command, true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git merge -q side",
                "git merge -q --no-ff -m merged side",
                "git merge -q --squash side",
                "git rebase -q side",
                "git rebase -q -i side",
                "git cherry-pick side~1",
                "git cherry-pick -n side~1",
                "git revert --no-edit HEAD",
                "git checkout -q side",
                "git switch -q side",
                "git checkout -q --detach HEAD~1",
                "git checkout -q v0",
                "git checkout -",
                "git rm -q three",
                "git rm -q -r src",
                "git reset --keep -q HEAD~1",
                "git bisect start HEAD HEAD~1",
                "git pull -q . side --no-rebase"
            })
    void changesOfACleanTree(String command) throws Exception {
        bench.with(templates, SETUP + " && echo u >untracked && mkdir build && echo b >build/b && echo i >ignored");
        if (!command.endsWith("checkout -")) {
            madeAndTakenBack(command, true);
        }
    }

    @Test
    void aMergeWithConflictsAndItsEnd() throws Exception {
        bench.with(templates, SETUP + " && sed -i '20s/.*/zwanzig/' long && git commit -qam mine");
        madeAndTakenBack("git merge side", false);
        bench.sh("git merge side || true");
        madeAndTakenBack("git merge --abort", true);
        madeAndTakenBack("git add long", true);
        bench.sh("git add long");
        madeAndTakenBack("git commit --no-edit", true);
        madeAndTakenBack("git reset -q --hard", true);
        bench.sh("git reset -q --hard");
        madeAndTakenBack("git rebase side", false);
        bench.sh("git rebase side || true");
        madeAndTakenBack("git rebase --abort", true);
        madeAndTakenBack("git rebase --skip", true);
    }

    @Test
    void theStash() throws Exception {
        bench.with(templates, SETUP + DIRTY + " && git stash -q -u && echo x >long && git stash -q");
        madeAndTakenBack("git stash drop", true);
        madeAndTakenBack("git stash drop stash@{1}", true);
        madeAndTakenBack("git stash clear", true);
        madeAndTakenBack("git stash pop", true);
        madeAndTakenBack("git stash pop -q stash@{1}", true);
        madeAndTakenBack("git stash apply", true);
        madeAndTakenBack("git stash branch again", true);
    }

    @Test
    void patches() throws Exception {
        bench.with(templates, SETUP + " && git diff work side >../p && git format-patch -q -o ../mail work..side");
        madeAndTakenBack("git apply ../p", true);
        madeAndTakenBack("git apply --index ../p", true);
        madeAndTakenBack("git apply --cached ../p", true);
        madeAndTakenBack("git am -q ../mail/0001-aside.patch", true);
    }

    @Test
    void convertedFilesAreKeptAsTheyAre() throws Exception {
        bench.with(
                templates,
                SETUP
                        + " && printf '*.txt text eol=crlf\\n' >.gitattributes && printf 'a\\r\\nb\\r\\n' >a.txt && git add . && git commit -qm crlf"
                        + " && printf 'a\\nb\\n' >a.txt && printf '\\000\\377\\r\\n' >bin");
        madeAndTakenBack("git checkout -- .", true);
        madeAndTakenBack("git reset --hard HEAD~1", true);
        madeAndTakenBack("git stash -u", true);
    }

    @Test
    void fetchAndPullFromAFolder() throws Exception {
        bench.sh(
                SETUP + " && git clone -q --bare . ../remote.git && git remote add origin ../remote.git && git fetch -q"
                        + " && git -C ../remote.git update-ref refs/heads/work side && git -C ../remote.git branch -q new side");
        madeAndTakenBack("git fetch", true);
        madeAndTakenBack("git fetch -p origin +side:two", true);
        madeAndTakenBack("git pull --no-rebase -q origin work", true);
        madeAndTakenBack("git pull --rebase -q origin work", true);
        madeAndTakenBack("git remote remove origin", true);
    }

    @Test
    void aLinkedWorkTree() throws Exception {
        bench.sh("mkdir ../main && cd ../main && " + SETUP + " && git worktree add -q -b linked " + bench.workspace
                + " work && cd ../work && echo dirty >two && echo u >untracked");
        String shared = bench.sh(
                "git for-each-ref; git -C ../main status --porcelain; git rev-parse HEAD; git status --porcelain; cat two untracked");
        for (String line : new String[] {
            "git reset --hard HEAD~1",
            "git commit -qam x",
            "git stash -u",
            "git merge -q --autostash side",
            "git branch -D side",
            "git checkout -q --detach"
        }) {
            Bench.Trip trip = bench.judge(line);
            assertEquals(Reversibility.REVERSIBLE, trip.told.reversibility(), line + trip.told);
            assertEquals(0, trip.keep().run().exit());
            trip.undo();
            assertEquals(
                    shared,
                    bench.sh(
                            "git for-each-ref; git -C ../main status --porcelain; git rev-parse HEAD; git status --porcelain; cat two untracked"));
        }
    }

    @Test
    void aCallThatDiedIsTakenBackWithTheLocksItLeft() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Bench.Trip trip = bench.judge("git reset --hard HEAD~1").keep();
        Map<String, String> before = bench.state();
        trip.undoUnknown();
        assertSame(before, "nothing was done, so nothing is taken back");
        bench.sh("git reset -q --hard HEAD~1 && : >.git/index.lock && : >.git/HEAD.lock");
        trip.undoUnknown();
        assertSame(before, "what a git that died has left is moved away");
        trip.undoUnknown();
        assertSame(before, "and once more");
    }

    @Test
    void nothingIsTakenBackWhileTheGitOfACallThatDiedIsStillAtWork() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Bench.Trip trip = bench.judge("git reset --hard").keep();
        bench.sh("git reset -q --hard");
        Process git = new ProcessBuilder(Git.program(), "cat-file", "--batch")
                .directory(bench.workspace.toFile())
                .start();
        try {
            git.getOutputStream().write("HEAD\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            git.getOutputStream().flush();
            git.getInputStream().read(); // it is at work from here on
            assertThrows(StaleException.class, trip::undoUnknown);
        } finally {
            git.getOutputStream().close();
            git.waitFor();
        }
        trip.undoUnknown();
        assertEquals("changed\n", bench.sh("cat src/one"));
    }

    @Test
    void anUndoThatBrokeOffIsDoneAgain() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Map<String, String> before = bench.state();
        Bench.Trip trip = bench.judge("git stash -q -u").keep();
        trip.run();
        trip.undoOnly(1);
        bench.sh(
                "mkdir -p src && cp -p two src/other && cp -p src/other two"); // as though some files were back already
        bench.sh("rm src/other");
        trip.undo();
        assertSame(before, "the second attempt finishes");
        trip.undo();
        assertSame(before, "a third one finds nothing to do");
    }

    @Test
    void aWorkTreeThatIsRemovedByForce() throws Exception {
        bench.sh( // in place: where a work tree is, is written down with its whole path
                SETUP + " && git worktree add -q linked side && echo dirty >>linked/side && echo i >linked/ignored"
                        + " && git worktree add -q locked v0 && git worktree lock locked");
        madeAndTakenBack("git worktree remove -f linked", true);
        assertEquals("## side\n M side\n", bench.sh("git -C linked status -sb"));
        for (String line : new String[] {
            "git worktree remove -f locked", "git worktree remove linked", "git worktree remove -f src"
        }) {
            assertEquals(Reversibility.IRREVERSIBLE, bench.judge(line).told.reversibility(), line);
        }
    }

    @Test
    void whatACleaningOfTheRepositoryRemovesComesBackOnceSomebodyAgreed() throws Exception {
        bench.with(templates, SETUP + DIRTY + " && echo gone >long && git stash -q && git stash drop -q");
        String lost = bench.sh("git fsck --unreachable --no-reflogs 2>/dev/null | sort");
        for (String line : new String[] {
            "git reflog expire --expire=now --all",
            "git reflog delete HEAD@{0}",
            "git prune --expire=now",
            "git gc -q --prune=now",
            "git repack -q -a -d"
        }) {
            Map<String, String> before = bench.state();
            Bench.Trip trip = bench.judge(line);
            assertEquals(Reversibility.IRREVERSIBLE, trip.told.reversibility(), line);
            trip.keep();
            bench.sh(line);
            trip.leave().undo();
            assertSame(before, line);
            assertEquals(lost, bench.sh("git fsck --unreachable --no-reflogs 2>/dev/null | sort"), line);
        }
    }

    @Test
    void foldersKeepTheirTimesAndModes() throws Exception {
        bench.with(
                templates,
                SETUP + " && mkdir -p empty deep/er && echo 1 >deep/er/f && git add . && git commit -qm deep"
                        + " && chmod 700 deep && touch -d '2001-02-03 04:05:06.789' empty deep/er deep .");
        String before = bench.sh("stat -c '%n %a %y' . empty deep deep/er deep/er/f");
        Bench.Trip trip = bench.judge("git checkout -q side").keep();
        trip.run();
        assertNotEquals(before, bench.sh("stat -c '%n %a %y' . empty; ls"));
        trip.undo();
        assertEquals(before, bench.sh("stat -c '%n %a %y' . empty deep deep/er deep/er/f"));
    }

    @Test
    void ignoredFoldersComeBackWhereACommitOverwritesThem() throws Exception {
        bench.with(
                templates,
                SETUP
                        + " && git checkout -q side && rm .gitignore && echo tracked >build && git add -A && git commit -qm build"
                        + " && git checkout -q work && rm -f build && mkdir build && echo b >build/b && chmod 640 build/b");
        madeAndTakenBack("git checkout -q side", true);
        madeAndTakenBack("git reset -q --hard side", true);
        madeAndTakenBack("git checkout -q side -- .", true);
        bench.sh("rm -r build && mkdir build && ln -s ../two build/link");
        madeAndTakenBack("git switch -q side", true);
    }

    @Test
    void folderAndLinkAndFileChangePlaces() throws Exception {
        bench.with(
                templates,
                SETUP
                        + " && git checkout -q -b odd && git rm -q -r src two && ln -s . src && mkdir two && echo x >two/x"
                        + " && rm link && echo plain >link && git add . && git commit -qm odd && git checkout -q work");
        madeAndTakenBack("git checkout -q odd", true);
        bench.sh("git checkout -q odd");
        madeAndTakenBack("git checkout -q work", true);
        madeAndTakenBack("git checkout -q -f work", true);
    }

    private void madeAndTakenBack(String command, boolean succeeds) throws Exception {
        Map<String, String> before = bench.state();
        Bench.Trip trip = bench.judge(command);
        assertEquals(Reversibility.REVERSIBLE, trip.told.reversibility(), command + ": " + trip.told);
        trip.keep();
        assertSame(before, "a rehearsal changes nothing: " + command);
        var result = trip.run();
        assertEquals(succeeds, result.exit() == 0, command + ": " + result);
        assertNotEquals(before, bench.state(), command + " changes something");
        trip.undo();
        assertSame(before, command);
    }

    private void assertSame(Map<String, String> before, String message) throws Exception {
        Map<String, String> now = bench.state();
        Map<String, String> then = new TreeMap<>(before);
        Set<String> same = new TreeSet<>(then.keySet());
        same.removeIf(name -> !then.get(name).equals(now.get(name)));
        then.keySet().removeAll(same);
        now.keySet().removeAll(same);
        assertEquals(then, now, message);
    }

    @Test
    void anUndoThatFailedInTheMiddleIsDoneAgain() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Map<String, String> before = bench.state();
        Bench.Trip trip = bench.judge("git commit -qam x").keep();
        trip.run();
        bench.sh("mkdir -p .git/brattice-fresh/full"); // where a file is made before it takes its place
        assertThrows(IOException.class, trip::undo);
        bench.sh("rm -r .git/brattice-fresh");
        trip.undo();
        assertSame(before, "the second attempt finishes");
    }

    @Test
    void leavesAndNamesTheFileThatSomebodyChangedSince() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Bench.Trip reset = bench.judge("git reset --hard").keep();
        reset.run();
        bench.sh("echo mine >src/one");
        assertEquals(List.of("`src/one` was changed since"), reset.leaves());
        reset.undo();
        assertEquals("mine\nstaged\nlater\n", bench.sh("cat src/one two"));
    }

    @Test
    void aCommitOnTheSameBranchSinceIsRefusedAndOneOnAnotherSurvives() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Bench.Trip commit = bench.judge("git commit -qam x").keep();
        commit.run();
        Bench.Trip amended = bench.judge("git commit -q --amend -m y").keep();
        amended.run();
        bench.sh("git update-ref refs/heads/side $(git commit-tree -p side -m theirs side^{tree})");
        amended.undo();
        assertEquals("theirs\n", bench.sh("git log -1 --format=%s side"));
        assertEquals("x\n", bench.sh("git log -1 --format=%s"));
        bench.sh("git commit -q --allow-empty -m theirs");
        StaleException refused = assertThrows(StaleException.class, commit::undo);
        assertEquals(
                "`refs/heads/work` of the repository `" + bench.workspace + "` was changed since",
                refused.getMessage());
    }

    @Test
    void leavesAloneWhatSomebodyMadeSince() throws Exception {
        bench.with(templates, SETUP + DIRTY);
        Bench.Trip reset = bench.judge("git reset --hard").keep();
        reset.run();
        bench.sh("echo new >another && echo more >>long && git branch unrelated");
        reset.undo();
        assertEquals("new\n", bench.sh("cat another"));
        assertEquals("changed\n", bench.sh("cat src/one"));
        assertEquals("unrelated\n", bench.sh("git branch --list unrelated --format='%(refname:short)'"));
    }
}
