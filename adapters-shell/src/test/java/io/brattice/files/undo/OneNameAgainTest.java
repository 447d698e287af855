package io.brattice.files.undo;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A call renames a folder, and a later one gives a file in it another name. Once that is taken back, wherever it died in between, the file has one
 * name again, on no shelf another, and the folder is as the renaming left it.
 */
@DisabledOnOs(OS.WINDOWS)
class OneNameAgainTest {

    @TempDir
    Path folder;

    /** What a script does with the folder, which is called `new` now. */
    @FunctionalInterface
    private interface Script {
        void run(Path root) throws IOException;
    }

    private record Call(String id, Arguments kept, Arguments left) {}

    /** A folder that was renamed. */
    private final class World {
        final Path root;
        final Store store;
        final TreeState before;
        final Call renaming;

        World(String name) throws Exception {
            Path home = Files.createDirectory(folder.resolve(name)).toRealPath();
            root = Files.createDirectory(home.resolve("root"));
            Files.writeString(Files.createDirectory(root.resolve("old")).resolve("file"), "before");
            Files.writeString(root.resolve("old/other"), "another");
            Files.createLink(root.resolve("old/twin"), root.resolve("old/other"));
            store = Store.in(home.resolve("store"));
            before = TreeState.of(root, false);
            renaming = call(
                    "renaming",
                    Renamed.of(root.resolve("old"), root.resolve("new")),
                    it -> Files.move(it.resolve("old"), it.resolve("new")));
        }

        Call script(Script script) throws Exception {
            Path aside = store.shelf("script").resolve("0");
            return call("script", new TreeKept(root, aside), script);
        }

        private Call call(String id, Step step, Script deed) throws Exception {
            Arguments kept = store.keep(id, List.of(step));
            step.perform();
            deed.run(root);
            return new Call(id, kept, Restoration.left(List.of(step)));
        }

        void undo(Call call, Hands hands) throws IOException, StaleException {
            Arguments arguments = Arguments.of("call", call.id(), "secured", call.kept(), "left", call.left());
            ToolCall undo = new ToolCall("undo-" + call.id(), "undo", arguments, Caller.agent("tester"), "");
            String told = Restoration.of("undo", note -> step(note, hands)).restore(undo);
            assertFalse(told.contains(Restoration.LEAVES), told);
        }
    }

    private static Step step(Map<?, ?> note, Hands hands) {
        Step step = Restoration.fileStep(note, hands);
        return step instanceof TreeKept tree ? new FallingTree(tree, hands) : step;
    }

    private void everyPoint(Script script) throws Exception {
        boolean died = true;
        for (int moves = 0; died; moves++) {
            World world = new World("at-" + moves);
            Call call = world.script(script);
            try {
                world.undo(call, new FallingHands(moves));
                died = false;
            } catch (FallingHands.Fall fall) {
                world.undo(call, LocalHands.LOCAL);
            }
            String when = "died before move " + moves;
            assertEquals(1, names(world.root.resolve("new/file")), when);
            assertEquals(2, names(world.root.resolve("new/other")), when);
            world.undo(world.renaming, LocalHands.LOCAL);
            assertEquals("", world.before.difference(TreeState.of(world.root, false)), when);
            assertTrue(moves < 60, "it never came to an end");
        }
    }

    private static Object names(Path file) throws IOException {
        return Files.getAttribute(file, "unix:nlink");
    }

    @Test
    void afterItWasGivenAnother() throws Exception {
        everyPoint(root -> Files.createLink(root.resolve("link"), root.resolve("new/file")));
    }

    @Test
    void afterItTookThePlaceOfAnotherFile() throws Exception {
        everyPoint(root -> {
            Files.delete(root.resolve("new/twin"));
            Files.createLink(root.resolve("new/twin"), root.resolve("new/file"));
        });
    }

    @Test
    void afterItWasWrittenTo() throws Exception {
        everyPoint(root -> {
            Files.createLink(root.resolve("link"), root.resolve("new/file"));
            Files.writeString(root.resolve("new/file"), "by the script");
            Files.delete(root.resolve("new/other"));
        });
    }

    @Test
    void aFolderIsRenamedBackWhateverNamesItsFilesGotOrLostSince() throws Exception {
        World world = new World("theirs");
        Files.createLink(folder.resolve("theirs/backup"), world.root.resolve("new/file"));
        world.undo(world.renaming, LocalHands.LOCAL);
        assertEquals("", world.before.difference(TreeState.of(world.root, false)));
        World lost = new World("lost");
        Files.delete(lost.root.resolve("new/twin"));
        Files.copy(lost.root.resolve("new/other"), lost.root.resolve("new/twin"));
        lost.undo(lost.renaming, LocalHands.LOCAL);
        assertEquals("another", Files.readString(lost.root.resolve("old/twin")));
    }

    @Test
    void aFolderIsLeftWhereSomebodyElseWroteIntoAFileAndGaveItAnotherName() throws Exception {
        World world = new World("written");
        Files.writeString(world.root.resolve("new/file"), "theirs");
        Files.createLink(folder.resolve("written/backup"), world.root.resolve("new/file"));
        assertThrows(StaleException.class, () -> world.undo(world.renaming, LocalHands.LOCAL));
        assertEquals("theirs", Files.readString(world.root.resolve("new/file")));
    }
}
