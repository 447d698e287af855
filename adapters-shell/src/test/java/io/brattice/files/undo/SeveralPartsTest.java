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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several parts of one call are about one file. An undo that dies between them is finished by the next one, and still looks who changed what. */
@DisabledOnOs(OS.WINDOWS)
class SeveralPartsTest {

    @TempDir
    Path folder;

    /** The command removes the second name, and may write another file there. */
    private boolean losing;

    private boolean taking;

    /** Makes the steps of a call on a fresh folder. */
    @FunctionalInterface
    private interface Plan {
        List<Step> steps(Path root, Path shelf) throws IOException;
    }

    private static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static List<Step> overwrittenAndPermitted(Path root, Path shelf) throws IOException {
        return List.of(
                Rewritten.of(root.resolve("one"), shelf.resolve("0")),
                ModesKept.of(root.resolve("two"), false).orElseThrow());
    }

    private static List<Step> renamedAndOverwritten(Path root, Path shelf) throws IOException {
        Files.createLink(Files.createDirectory(root.resolve("in")).resolve("three"), root.resolve("one"));
        return List.of(
                Renamed.of(root.resolve("in"), root.resolve("out")),
                Rewritten.of(root.resolve("one"), shelf.resolve("1")));
    }

    private static List<Step> overwrittenTwice(Path root, Path shelf) throws IOException {
        return List.of(
                Rewritten.of(root.resolve("one"), shelf.resolve("0")),
                Rewritten.of(root.resolve("two"), shelf.resolve("1")));
    }

    private static List<Step> copiedAndPermitted(Path root, Path shelf) throws IOException {
        Files.delete(root.resolve("two"));
        return List.of(
                Copied.of(root.resolve("one"), shelf.resolve("0")),
                ModesKept.of(root.resolve("one"), false).orElseThrow());
    }

    @Test
    void aFileIsOverwrittenByOneNameAndPermittedByAnother() throws Exception {
        everyPoint(SeveralPartsTest::overwrittenAndPermitted);
    }

    @Test
    void aFileIsOverwrittenAndAFolderRenamedThatHoldsAnotherNameOfIt() throws Exception {
        everyPoint(SeveralPartsTest::renamedAndOverwritten);
    }

    @Test
    void aFileIsOverwrittenByOneNameAndLosesTheOther() throws Exception {
        losing = true;
        everyPoint(SeveralPartsTest::overwrittenTwice);
    }

    @Test
    void aFileIsOverwrittenByOneNameAndAnotherFileTakesTheOther() throws Exception {
        losing = true;
        taking = true;
        everyPoint(SeveralPartsTest::overwrittenTwice);
    }

    @Test
    void aFileIsOverwrittenAndPermitted() throws Exception {
        everyPoint(SeveralPartsTest::copiedAndPermitted);
    }

    private void everyPoint(Plan plan) throws Exception {
        boolean died = true;
        for (int moves = 0; died; moves++) {
            Call call = new Call(plan, "at-" + moves);
            try {
                call.undo(new FallingHands(moves));
                died = false;
            } catch (FallingHands.Fall fall) {
                assertFalse(call.undo(LocalHands.LOCAL).contains(Restoration.LEAVES), "died before move " + moves);
            }
            assertEquals("", call.before.difference(TreeState.of(call.root, true)), "died before move " + moves);
            assertTrue(moves < 50, "it never came to an end");
        }
    }

    @Test
    void whatSomebodyElseWroteByAnotherNameIsLeft() throws Exception {
        losing = true;
        Call call = new Call(
                (root, shelf) -> List.of(Rewritten.of(root.resolve("two"), shelf.resolve("0"))), "by-another-name");
        Files.writeString(call.root.resolve("one"), "theirs");
        TreeState theirs = TreeState.of(call.root, true);
        assertThrows(StaleException.class, () -> call.undo(LocalHands.LOCAL));
        assertEquals("", theirs.difference(TreeState.of(call.root, true)));
    }

    @Test
    void whatSomebodyElseSetAfterAnUndoThatDiedIsLeft() throws Exception {
        Call call = new Call(SeveralPartsTest::overwrittenAndPermitted, "theirs");
        try {
            call.undo(new FallingHands(1));
        } catch (FallingHands.Fall fall) {
            chmod(call.root.resolve("one"), "rwxrwxrwx");
        }
        TreeState theirs = TreeState.of(call.root, true);
        try {
            assertTrue(call.undo(LocalHands.LOCAL).contains(Restoration.LEAVES));
        } catch (StaleException e) {
            // Nothing at all could be taken back.
        }
        assertEquals("", theirs.difference(TreeState.of(call.root, true)));
    }

    /** One call, done. */
    private final class Call {
        final Path root;
        final TreeState before;
        private final Arguments kept;
        private final Arguments left;

        Call(Plan plan, String name) throws Exception {
            Path home = Files.createDirectory(folder.resolve(name)).toRealPath();
            root = Files.createDirectory(home.resolve("root"));
            Path one = Files.writeString(root.resolve("one"), "before");
            Files.createLink(root.resolve("two"), one);
            Store store = Store.in(home.resolve("store"));
            List<Step> steps = new ArrayList<>(plan.steps(root, store.shelf("call")));
            FolderTimes.of(steps, store.shelf("call").resolve("times")).ifPresent(steps::add);
            before = TreeState.of(root, true);
            kept = store.keep("call", steps);
            for (Step step : steps) {
                step.perform();
            }
            Files.writeString(one, "after, and longer");
            chmod(one, "rwxr-x---");
            if (Files.exists(root.resolve("in"))) {
                Files.move(root.resolve("in"), root.resolve("out"));
            }
            if (losing) {
                Files.delete(root.resolve("two"));
            }
            if (taking) {
                Files.writeString(root.resolve("two"), "another");
            }
            left = Restoration.left(steps);
        }

        String undo(Hands hands) throws IOException, StaleException {
            Arguments arguments = Arguments.of("call", "call", "secured", kept, "left", left);
            ToolCall undo = new ToolCall("undo-call", "undo", arguments, Caller.agent("tester"), "");
            return Restoration.of("undo", note -> Restoration.fileStep(note, hands))
                    .restore(undo);
        }
    }
}
