package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that random ones showed to be judged too mildly, or shown as more certain than they are. */
class BranchesTakenBackTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World(folder);
        world.sh(
                "mkdir -p d/in full && echo 1 >a && echo 2 >b && echo 3 >d/in/x && echo 4 >full/y && ln a twin && ln -s nowhere dangling");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd full && rm -rf y && mkdir y",
                "cd gone 2>/dev/null && rm -rf full && mkdir full; true",
                "rm -rf full && mkdir full && echo x > full/y",
                "rm -f b; echo new > b",
                "mkdir new && echo x > new/y && touch new/z && rm new/y",
                "false && mv b c; true",
                "false && mv b c; true; rm -f d/in/x",
                "ls gone || mv d/in e",
                "echo more >> [b]",
                "cd d/in && echo more >> ./*",
                "mv b c && echo x > b",
                "rm -rf full/; mkdir -p full/deep",
                "echo x > twin"
            })
    void areTakenBackWhateverBranchWasTaken(String line) throws Exception {
        Map<String, String> before = world.tree();
        World.Trip trip = world.judge(line);
        assertEquals(
                Reversibility.REVERSIBLE,
                trip.assessment.reversibility(),
                trip.assessment.reasons().toString());
        trip.secure().run();
        trip.undo();
        assertEquals(before, world.tree());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false && rm -f b; echo new > b",
                "if [ -e gone ]; then rm -rf full; fi; mkdir -p full; echo x > full/y",
                "if [ -e gone ]; then mv b c; else mv d b; fi",
                "rm -f b || echo x > b",
                "for f in d full; do mv -n $f moved; done",
                "rm -f b | echo x > b",
                "cd gone 2>/dev/null && rm -rf full && mkdir full; echo x > full/z"
            })
    void areAskedAboutWhereWhatIsThereMayBeLost(String line) throws Exception {
        assertEquals(Reversibility.IRREVERSIBLE, world.judge(line).assessment.reversibility());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mv gone new",
                "mv b nowhere/b",
                "mkdir no/where",
                "mkdir dangling/x",
                "find full -type l -delete",
                "sed -i.bak s/a/b/ full",
                "mv d d/in",
                "mv full b",
                "sort -o new gone",
                "ln d hard",
                "rm -i b",
                "mv -u a b",
                "rm -rf ."
            })
    void areNotShownAsExactWhenTheyMayDoLess(String line) throws Exception {
        assertTrue(world.judge(line).preview.fidelity() != Preview.Fidelity.EXACT, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mv b c",
                "mv a b",
                "mv d full",
                "rm -rf d",
                "mkdir new",
                "mkdir -p x/y",
                "touch new",
                "sed -i s/a/b/ b"
            })
    void areShownAsExactWhenTheyAre(String line) throws Exception {
        assertEquals(Preview.Fidelity.EXACT, world.judge(line).preview.fidelity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cp -r a b", "cp -rT a b"})
    void aTreeCopiedOntoAFileIsTakenBack(String line) throws Exception {
        Map<String, String> before = world.tree();
        World.Trip trip = world.run(line);
        if (trip.assessment.reversibility() == Reversibility.REVERSIBLE) {
            trip.undo();
            assertEquals(before, world.tree());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln ~/.ssh/id_rsa notes", "cp -l ~/.ssh/id_rsa notes"})
    void aHardLinkToASecretIsAReadOfIt(String line) throws Exception {
        world.sh("mkdir -p ../.ssh && echo key >../.ssh/id_rsa");
        assertEquals(Reversibility.IRREVERSIBLE, world.judge(line).assessment.inherent());
    }
}
