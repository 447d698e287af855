package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something goes on writing in a folder when the call is over: a program that it started, perhaps. An undo tells of it, and does what it can. */
class WrittenLaterTest {

    @TempDir
    Path folder;

    private Path root;
    private Path late;
    private Arguments undo;

    @BeforeEach
    void call() throws Exception {
        root = Files.createDirectories(folder.toRealPath().resolve("root"));
        late = root.resolve("late");
        Files.writeString(root.resolve("one"), "before");
        Files.writeString(root.resolve("other"), "before");
        Store store = Store.in(folder.resolve("store"));
        List<Step> steps = List.of(new TreeKept(root, store.shelf("call").resolve("0")));
        Arguments kept = store.keep("call", steps);
        Files.writeString(root.resolve("one"), "by the call");
        undo = Arguments.of("call", "call", "secured", kept, "left", Restoration.left(steps));
    }

    private ToolCall call(Arguments arguments) {
        return new ToolCall("undo-call", "undo", arguments, Caller.agent("tester"), "");
    }

    private String taken() throws IOException, StaleException {
        return Restoration.of("undo", Restoration::fileStep).restore(call(undo));
    }

    private String backAnd(String besides) {
        return "puts `" + root + "` back as it was\n" + Restoration.BESIDES
                + "this was changed since and not by the call, and stays: " + besides;
    }

    @Test
    void whatCameToBeIsNamedAndStays() throws Exception {
        Files.writeString(late, "late");
        assertEquals(backAnd("`" + late + "`"), taken());
        assertEquals("before", Files.readString(root.resolve("one")));
        assertEquals("late", Files.readString(late));
    }

    @Test
    void whatWasOverwrittenOrRemovedIsNamedToo() throws Exception {
        Files.writeString(root.resolve("other"), "late");
        assertEquals(backAnd("`" + root.resolve("other") + "`"), taken());
        Files.delete(root.resolve("other"));
        assertEquals(backAnd("`" + root.resolve("other") + "`"), taken());
    }

    @Test
    void nothingIsNamedWhereNobodyWrote() throws Exception {
        assertFalse(taken().contains(Restoration.BESIDES));
    }

    @Test
    void ofManyOnlySomeAreNamed() throws Exception {
        for (int i = 0; i < 9; i++) {
            Files.writeString(root.resolve("late-" + i), "late");
        }
        assertTrue(taken().endsWith("`" + root.resolve("late-4") + "`, and 4 more"));
    }

    @Test
    void whatIsWrittenBetweenTheLookAndTheUndoIsNoReasonToRefuseIt() throws Exception {
        Restoration tool = Restoration.of("undo", Restoration::fileStep);
        Files.writeString(late, "late");
        Preview seen = tool.foresee(call(undo));
        assertEquals(backAnd("`" + late + "`"), seen.text());
        Files.writeString(root.resolve("later"), "later still");
        assertEquals(seen.fingerprint(), tool.foresee(call(undo)).fingerprint());
        Reversal reversal = new Reversal(List.of(), List.of(), List.of("`x` was changed since"));
        assertTrue(reversal.is(Restoration.LEAVES + "`x` was changed since\n" + Restoration.BESIDES + "`y`"));
        assertFalse(reversal.is(Restoration.LEAVES + "`y` was changed since"));
    }
}
