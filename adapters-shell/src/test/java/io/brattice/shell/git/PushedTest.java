package io.brattice.shell.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.shell.program.Prepared;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes to a repository on this machine: rehearsed for real, and run for exactly what was shown. */
class PushedTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void openBench() throws Exception {
        bench = new Bench(folder);
        bench.sh(
                "git init -q -b work . && echo 1 >one && git add . && git commit -qm first && git init -q --bare ../remote.git"
                        + " && git remote add origin $HOME/remote.git && git push -q origin work work:main work:other"
                        + " && git clone -q ../remote.git ../clone && cd ../clone && git checkout -q work && git commit -q --allow-empty -m theirs"
                        + " && git commit -q --allow-empty -m more && cd ../work && git commit -q --allow-empty -m mine");
    }

    @Test
    void aFastForwardIsRecoverableAndConditional() throws Exception {
        Bench.Trip trip = bench.judge("git push -u origin work");
        assertEquals(Reversibility.RECOVERABLE, trip.told.reversibility(), trip.told.toString());
        assertEquals(Preview.Fidelity.EXACT, trip.told.prepared.get(0).fidelity());
        bench.sh("cd ../clone && git push -q origin work");
        assertNotEquals(0, trip.keep().run().exit(), "the remote is not what was judged");
    }

    @Test
    void aForcedPushSaysWhatTheRemoteLoses() throws Exception {
        bench.sh("cd ../clone && git push -q origin work");
        Bench.Trip trip = bench.judge("git push --force origin work");
        Prepared part = trip.told.prepared.get(0);
        assertEquals(Reversibility.IRREVERSIBLE, trip.told.reversibility());
        assertTrue(part.text().contains("the remote loses 2 commits"), part.text());
        assertEquals(2, part.effects().get(0).count());
        bench.sh("cd ../clone && git commit -q --allow-empty -m again && git push -q origin work");
        assertNotEquals(0, trip.keep().run().exit());
        Bench.Trip again = bench.judge("git push -f origin work");
        assertEquals(0, again.keep().run().exit());
        assertEquals(bench.sh("git rev-parse HEAD"), bench.sh("git -C ../remote.git rev-parse work"));
    }

    @Test
    void everyWayToForceOrToDeleteIsGrave() {
        for (String line : new String[] {
            "git push origin +work",
            "git push origin :other",
            "git push -d origin other",
            "git push --force-with-lease origin work",
            "git push --mirror origin",
            "git push origin work:main",
            "git push --delet origin other"
        }) {
            Told told = bench.judge(line).told;
            assertEquals(Reversibility.IRREVERSIBLE, told.reversibility(), line + told);
            assertEquals(1, told.prepared.size(), line + told);
        }
    }

    @Test
    void aRemoteThatRunsSomethingIsNotBelieved() throws Exception {
        bench.sh("printf '#!/bin/sh\\n' >../remote.git/hooks/update && chmod +x ../remote.git/hooks/update");
        assertFalse(bench.judge("git push origin work").told.unclear.isEmpty());
    }

    @Test
    void aRewrittenUrlIsNotBelieved() throws Exception {
        bench.sh("git config url.https://evil.example/.insteadOf $HOME/");
        assertFalse(bench.judge("git push origin work").told.unclear.isEmpty());
    }

    private String remote() throws Exception {
        return bench.sh("git -C ../remote.git for-each-ref && cat ../remote.git/HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push --force origin work",
                "git push -u origin work:fresh",
                "git push origin :other",
                "git push origin +work:main work:new",
                "git push --mirror origin",
                "git push -d origin other main",
                "git push --all -f origin"
            })
    void whatARemoteHadIsPushedBack(String line) throws Exception {
        bench.sh("cd ../clone && git push -q origin work && git tag -a -m t v1 && git push -q origin v1");
        for (String url : new String[] {"$HOME/remote.git", "file://$HOME/remote.git"}) {
            bench.sh("git remote set-url origin \"" + url + "\"");
            String before = remote();
            Map<String, String> here = bench.state();
            Bench.Trip trip = bench.judge(line).keep();
            assertEquals(0, trip.run().exit(), line);
            assertNotEquals(before, remote());
            // What the remote had before is lost to it, as when it cleans up.
            bench.sh("cd ../remote.git && git reflog expire --expire=now --all && git gc -q --prune=now");
            trip.undo();
            assertEquals(before, remote(), line);
            assertEquals(here, bench.state(), line);
            trip.undo();
            assertEquals(before, remote(), "done again it changes nothing");
            bench.sh("git -C ../remote.git fsck 2>/dev/null");
        }
    }

    @Test
    void whatOnlyTheRemoteHadIsOnTheShelf() throws Exception {
        bench.sh("cd ../clone && git push -q origin work");
        String before = remote();
        Bench.Trip trip = bench.judge("git push --force origin work").keep();
        assertEquals(0, trip.run().exit());
        bench.sh("cd ../remote.git && git gc -q --prune=now && cd ../work && git prune --expire=now");
        trip.undo();
        assertEquals(before, remote());
        bench.sh("git -C ../remote.git fsck 2>/dev/null");
    }

    @Test
    void theFirstPushToAnEmptyRemoteIsTakenBack() throws Exception {
        bench.sh("git init -q --bare -b work ../empty.git && git remote add empty $HOME/empty.git");
        Map<String, String> here = bench.state();
        Bench.Trip trip = bench.judge("git push -u empty work").keep();
        assertEquals(0, trip.run().exit());
        trip.undo();
        assertEquals("", bench.sh("git -C ../empty.git for-each-ref"));
        assertEquals(here, bench.state());
    }

    @Test
    void whatSomebodyPushedSinceIsLeftAndNamed() throws Exception {
        Bench.Trip trip = bench.judge("git push origin work work:new").keep();
        assertEquals(0, trip.run().exit());
        bench.sh(
                "cd ../clone && git fetch -q && git reset -q --hard origin/work && git commit -q --allow-empty -m since && git push -q origin work");
        String theirs = bench.sh("git -C ../remote.git rev-parse work");
        assertEquals(List.of("`refs/heads/work` of `" + bench.home + "/remote.git` was changed since"), trip.leaves());
        trip.undo();
        assertEquals(theirs, bench.sh("git -C ../remote.git rev-parse work"));
        assertEquals("", bench.sh("git -C ../remote.git branch --list new"));
        assertThrows(StaleException.class, trip::undo);
    }

    @Test
    void aPushThatIsRefusedLeavesNothingToTakeBack() throws Exception {
        bench.sh("cd ../clone && git push -q origin work");
        String before = remote();
        Bench.Trip trip = bench.judge("git push https://nobody.invalid/x.git work");
        trip.keep().leave();
        assertThrows(StaleException.class, trip::undo, "it could not be asked before");
        assertEquals(before, remote());
    }
}
