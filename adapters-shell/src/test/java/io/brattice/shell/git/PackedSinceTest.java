package io.brattice.shell.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.StaleException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody cleans up in the repository ({@code git gc}) between a call and its undo: branches, tags, index and stash are what they were all the same. */
class PackedSinceTest {

    private static final String SETUP =
            "git init -q -b work . && echo 1 >one && echo 2 >two && git add . && git commit -qm first"
                    + " && git branch side && git tag v0 && git tag -am deep deep/er && echo 3 >three && git add three && git commit -qm second"
                    + " && echo later >>two && echo stashed >>one && git stash -q && echo dirty >>one && echo staged >>two && git add two";

    private static final String TOLD =
            "git for-each-ref; git symbolic-ref HEAD; git stash list; git status --porcelain; cat one two;"
                    + " git ls-files -s; git config -l --local; git fsck 2>&1 | grep -v dangling || true";

    @TempDir
    static Path templates;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void openBench() throws Exception {
        bench = new Bench(folder);
    }

    private Bench.Trip made(String command) throws Exception {
        String before = bench.sh(TOLD);
        Bench.Trip trip = bench.judge(command).keep();
        assertEquals(0, trip.run().exit(), command);
        assertNotEquals(before, bench.sh(TOLD), command + " changes something");
        return trip;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git commit -qam x",
                "git checkout -q -b fresh/one",
                "git branch -D side",
                "git branch -m side side/deeper",
                "git tag v1",
                "git tag -d v0 deep/er",
                "git tag -f v0",
                "git stash -q"
            })
    void itComesBack(String command) throws Exception {
        bench.with(templates, SETUP);
        String before = bench.sh(TOLD);
        for (String cleaning : new String[] {"git gc -q", "git pack-refs --all"}) {
            Bench.Trip trip = made(command);
            bench.sh("git branch theirs && " + cleaning);
            trip.undo();
            assertEquals(before, bench.sh("git branch -q -D theirs; " + TOLD), command + " and " + cleaning);
            bench.sh("git pack-refs --all"); // the second time they were packed before the call, too
        }
    }

    @ParameterizedTest
    @CsvSource({
        "git commit -qam x, refs/heads/work",
        "git branch -f side HEAD, refs/heads/side",
        "git branch other, refs/heads/other",
        "git tag -d v0, refs/tags/v0"
    })
    void whatSomebodyElseChangedAndPackedIsLeft(String command, String name) throws Exception {
        bench.with(templates, SETUP);
        Bench.Trip trip = made(command);
        bench.sh("git update-ref " + name + " $(git commit-tree -m theirs HEAD^{tree}) && git pack-refs --all");
        String theirs = bench.sh(TOLD);
        StaleException refused = assertThrows(StaleException.class, trip::undo);
        assertEquals(
                "`" + name + "` of the repository `" + bench.workspace + "` was changed since", refused.getMessage());
        assertEquals(theirs, bench.sh(TOLD));
    }

    @Test
    void aBranchThatStandsWhereOneWouldBeAgainIsNamed() throws Exception {
        bench.with(templates, SETUP);
        Bench.Trip trip = made("git branch -D side");
        bench.sh("git branch side/theirs && git pack-refs --all");
        String theirs = bench.sh(TOLD);
        StaleException refused = assertThrows(StaleException.class, trip::undo);
        assertEquals(
                "`refs/heads/side/theirs` of the repository `" + bench.workspace + "` is in the way: rename it first",
                refused.getMessage());
        assertEquals(theirs, bench.sh(TOLD));
    }

    @Test
    void whatWasThrownAwayForGoodIsNamed() throws Exception {
        bench.with(templates, SETUP + " && git checkout -q -b lost && git commit -qam lost && git checkout -q work");
        Bench.Trip trip = made("git branch -D lost");
        bench.sh("git reflog expire --expire=now --all && git gc -q --prune=now");
        StaleException refused = assertThrows(StaleException.class, trip::undo);
        assertEquals(
                "what `refs/heads/lost` was is no longer among the objects of `" + bench.workspace + "`",
                refused.getMessage());
    }

    @Test
    void whatWasStagedAndThrownAwayForGoodIsNamed() throws Exception {
        bench.with(templates, SETUP);
        Bench.Trip trip = made("git reset -q -- two");
        String before = bench.sh(TOLD);
        bench.sh("git gc -q --prune=now");
        StaleException refused = assertThrows(StaleException.class, trip::undo);
        assertEquals(
                "what was staged of `two` is no longer among the objects of `" + bench.workspace + "`",
                refused.getMessage());
        assertEquals(before, bench.sh(TOLD));
    }

    @Test
    void aRepositoryThatTheCallMadeGoesAwayAllTheSame() throws Exception {
        bench.sh("echo 1 >one");
        Bench.Trip trip = bench.judge("git init -q").keep();
        trip.run();
        bench.sh("git gc -q");
        trip.undo();
        assertEquals("one\n", bench.sh("ls -A"));
    }

    @Test
    void aCallThatPackedThemItselfIsTakenBackFileByFile() throws Exception {
        bench.with(templates, SETUP);
        var before = bench.state();
        Bench.Trip trip = bench.judge("git gc -q").keep();
        bench.sh("git gc -q");
        trip.leave().undo();
        assertEquals(before, bench.state());
        trip.undo();
        assertEquals(before, bench.state());
    }
}
