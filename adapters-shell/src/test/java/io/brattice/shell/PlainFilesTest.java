package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFilesTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World(folder);
        world.sh(
                "mkdir -p tests/deep plan 'a b' && echo one >tests/one && echo two >tests/deep/two && chmod 640 tests/one"
                        + " && ln -s /etc tests/link && touch -d 2020-02-02 tests/deep/two && echo p >plan/p && echo x >'a b/x'"
                        + " && echo dash >./-rf && printf n >$'plan/new\\nline' && echo old >old && echo new >new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf tests",
                "rm -rf tests/ plan/",
                "rm --recurs --forc tests",
                "rm -fr -- tests -rf",
                "rm 'a b/x'",
                "rm -r 'a b' plan",
                "rm old new",
                "rm -f old absent",
                "rm \"old\" ./-rf",
                "rm -R plan",
                "rm a\\ b/x",
                "mv old elsewhere",
                "mv old new",
                "mv old new plan",
                "mv tests plan",
                "mv -f old new",
                "cp old fresh",
                "cp old new",
                "cp -r tests copy",
                "cp -a plan tests",
                "cp old new tests",
                "mkdir fresh",
                "mkdir -p x/y/z",
                "touch fresh",
                "mv -T tests other"
            })
    void doesWhatBashDoesAndIsTakenBackByteForByte(String command) throws Exception {
        Map<String, String> before = world.tree();
        World twin = new World(Files.createDirectory(folder.resolve("twin")));
        world.sh("cp -a . " + twin.workspace);

        World.Trip trip = world.judge(command);
        assertEquals(before, world.tree(), "a preview changes nothing");
        assertEquals(Preview.Fidelity.EXACT, trip.preview.fidelity());
        assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility());
        assertEquals(trip.assessment.effects(), trip.preview.effects());
        trip.secure();
        assertEquals(before, world.tree(), "securing changes nothing");
        assertEquals(0, trip.run().exit());
        twin.sh(command);
        assertEquals(withoutTimes(twin.tree()), withoutTimes(world.tree()));
        assertNotEquals(before, world.tree());

        trip.undoPreview();
        trip.undo();
        assertEquals(before, world.tree());
    }

    @Test
    void countsWhatARemovalTakes() throws Exception {
        World.Trip trip = world.judge("rm -rf tests");
        Effect effect = trip.preview.effects().get(0);
        assertEquals(5, effect.count());
        assertEquals(8, effect.bytes());
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm -rf ~",
                "rm -rf /",
                "rm -rf .",
                "rm -rf ..",
                "rm -rf ~/work",
                "rm -rf ~/.store",
                "rm -rf /etc"
            })
    void neverSecuresTheHomeFolderOrWhatHoldsTheWorkspace(String command) throws Exception {
        World.Trip trip = world.judge(command);
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        assertTrue(trip.secure().secured.orElseThrow().safeguards().isEmpty());
    }

    @Test
    void showsEverythingThatARemovalOfTheHomeFolderWouldTake() throws Exception {
        Preview preview = world.judge("rm -rf tests/ plan/ ~/").preview;
        assertEquals(Preview.Fidelity.EXACT, preview.fidelity());
        assertEquals(3, preview.effects().size());
        assertTrue(sum(preview) > 10);
    }

    @Test
    void asksAboutWhatLiesOutsideTheWorkspace() throws Exception {
        Files.writeString(Files.createDirectories(world.home.resolve(".ssh")).resolve("authorized_keys"), "key");
        World.Trip trip = world.judge("rm -rf ~/.ssh");
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility());
        assertEquals(Preview.Fidelity.EXACT, trip.preview.fidelity());
    }

    @Test
    void countsNothingTwiceWhereOneOperandLiesInsideAnother() throws Exception {
        long whole = sum(world.judge("rm -rf ~/").preview);
        assertEquals(whole, sum(world.judge("rm -rf tests/ tests/deep plan/ ~/").preview));
    }

    private static long sum(Preview preview) {
        return preview.effects().stream()
                .mapToLong(io.brattice.action.Effect::count)
                .sum();
    }

    @Test
    void refusesWhenTheStateMovedAfterThePreview() throws Exception {
        World.Trip trip = world.judge("rm -rf tests").secure();
        world.sh("echo more >>tests/deep/two");
        Map<String, String> before = world.tree();
        assertThrows(StaleException.class, trip::run);
        assertEquals(before, world.tree());
    }

    @Test
    void refusesAFolderThatWasExchangedForALink() throws Exception {
        World.Trip trip = world.judge("rm -rf tests/deep").secure();
        world.sh("mkdir victim && echo v >victim/two && mv tests aside && mkdir tests && ln -s ../victim tests/deep");
        Map<String, String> before = world.tree();
        assertThrows(StaleException.class, trip::run);
        assertEquals(before, world.tree());
    }

    @Test
    void refusesAParentThatWasExchangedForALink() throws Exception {
        World.Trip trip = world.judge("rm -rf tests/deep").secure();
        world.sh("mkdir -p victim/deep && mv tests aside && ln -s victim tests");
        assertThrows(StaleException.class, trip::run);
        assertTrue(Files.exists(world.workspace.resolve("victim/deep")));
    }

    @Test
    void refusesAnUndoOverSomethingNew() throws Exception {
        World.Trip trip = world.run("rm -rf tests");
        world.sh("mkdir tests && echo mine >tests/mine");
        Map<String, String> before = world.tree();
        assertThrows(StaleException.class, trip::undoPreview);
        assertThrows(StaleException.class, trip::undo);
        assertEquals(before, world.tree());
    }

    @Test
    void refusesAnUndoOfWhatSomebodyElseChanged() throws Exception {
        World.Trip trip = world.run("cp old new");
        world.sh("echo later >>new");
        assertThrows(StaleException.class, trip::undo);
    }

    @Test
    void overwritesNothingThatAppearsBetween() throws Exception {
        World.Trip trip = world.judge("cp old fresh").secure();
        world.sh("echo mine >fresh");
        assertThrows(StaleException.class, trip::run);
    }

    @Test
    void removesTheLinkAndNotItsTarget() throws Exception {
        world.sh("mkdir target && echo t >target/t && ln -s target link");
        World.Trip trip = world.run("rm -rf link");
        assertEquals(1, trip.preview.effects().get(0).count());
        assertTrue(Files.exists(world.workspace.resolve("target/t")));
        assertEquals(
                Reversibility.IRREVERSIBLE,
                world.judge("rm -rf tests/link/").assessment.reversibility());
    }

    @Test
    void saysWhatRmSaysAboutWhatIsMissing() throws Exception {
        World.Trip trip = world.judge("rm old absent").secure();
        ShellResult result = trip.run();
        assertEquals(
                new ShellResult(1, "", "/usr/bin/rm: cannot remove 'absent': No such file or directory\n", false),
                result);
        assertFalse(Files.exists(world.workspace.resolve("old")));
    }

    private static Map<String, String> withoutTimes(Map<String, String> tree) {
        Map<String, String> same = new java.util.TreeMap<>();
        tree.forEach((name, what) -> same.put(name, what.replaceAll("\\d{4}-[-0-9T:.]+Z", "")));
        return same;
    }
}
