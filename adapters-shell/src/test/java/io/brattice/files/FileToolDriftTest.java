package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Secured;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.files.tree.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moved between the judgement and the run: nothing is done then. */
class FileToolDriftTest {

    @TempDir
    Path folder;

    private FileWorkspace place;

    @BeforeEach
    void makePlace() throws Exception {
        place = new FileWorkspace(folder);
        place.file("a.txt", "one\n");
        place.file("dir/b.txt", "b");
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    private interface Change {
        void make() throws Exception;
    }

    private void refusesAfter(String tool, Arguments arguments, Change change) throws Exception {
        ToolCall call = FileWorkspace.toCall(tool, arguments);
        FileTool judged = place.tool(tool);
        boolean shown = judged.assess(call, new LocalWorld()).inherent().isAtLeast(Reversibility.RECOVERABLE);
        Preview preview = judged.rehearsal().orElseThrow().preview(call);
        Secured secured = judged.rehearsal().orElseThrow().secure(call, preview);
        change.make();
        Map<String, String> before = place.tree();
        assertThrows(
                StaleException.class,
                () -> judged.run(
                        call, shown ? Optional.of(preview) : Optional.empty(), Optional.of(secured), left -> {}));
        assertEquals(before, place.tree());
    }

    @Test
    void aWriteOrEditOfAFileThatWasChanged() throws Exception {
        refusesAfter("write_file", Arguments.of("path", "a.txt", "content", "x"), () -> place.file("a.txt", "ONE\n"));
    }

    @Test
    void anEditOfAFileThatGotAnotherLine() throws Exception {
        refusesAfter(
                "edit_file",
                Arguments.of("path", "a.txt", "old_text", "one", "new_text", "1"),
                () -> place.file("a.txt", "one\nmore\n"));
    }

    @Test
    void aWriteOfWhatHasBecomeALink() throws Exception {
        refusesAfter("write_file", Arguments.of("path", "a.txt", "content", "x"), () -> {
            Files.delete(place.work.resolve("a.txt"));
            Files.createSymbolicLink(place.work.resolve("a.txt"), place.home.resolve("elsewhere"));
        });
    }

    @Test
    void aNewFileInAFolderThatHasBecomeALinkToTheOutside() throws Exception {
        refusesAfter("write_file", Arguments.of("path", "dir/new.txt", "content", "x"), () -> {
            Files.move(place.work.resolve("dir"), place.home.resolve("dir"));
            Files.createSymbolicLink(place.work.resolve("dir"), place.home.resolve("dir"));
        });
    }

    @Test
    void aDeleteOfAFolderInWhichSomethingNewLies() throws Exception {
        refusesAfter("delete_file", Arguments.of("path", "dir"), () -> place.file("dir/new.txt", "mine"));
    }

    @Test
    void aDeleteOfSomethingElseUnderTheName() throws Exception {
        refusesAfter("delete_file", Arguments.of("path", "a.txt"), () -> {
            Files.move(place.work.resolve("a.txt"), place.work.resolve("old.txt"));
            place.file("a.txt", "one\n");
        });
    }

    @Test
    void aMoveThatWouldOverwriteWhatHasComeIsRefusedInOneLine() throws Exception {
        Arguments move = Arguments.of("from", "a.txt", "to", "c.txt");
        ToolCall call = FileWorkspace.toCall("move_file", move);
        place.file("c.txt", "mine");
        Map<String, String> before = place.tree();
        RefusedCall refused = assertThrows(
                RefusedCall.class,
                () -> place.tool("move_file").run(call, Optional.empty(), Optional.empty(), left -> {}));
        assertTrue(String.valueOf(refused.getMessage()).contains("exists"));
        assertEquals(before, place.tree());
    }

    @Test
    void whatComesInBetweenIsNeverOverwritten() throws Exception {
        Path to = place.work.resolve("c.txt");
        Ground ground = new Ground(
                new LocalWorld(),
                place.work,
                Optional.empty(),
                Optional.of(place.store),
                place.store.shelf("c1"),
                io.brattice.files.store.Made.nothing());
        try (Fresh fresh = Fresh.at(to, ground)) {
            fresh.write(new byte[] {1});
            Files.writeString(to, "mine");
            assertThrows(StaleException.class, fresh::appear);
            String identity = Inventory.identity(place.work.resolve("a.txt"));
            Files.delete(fresh.making());
            assertThrows(StaleException.class, () -> fresh.bring(place.work.resolve("a.txt"), identity));
            assertThrows(StaleException.class, () -> fresh.bring(place.work.resolve("dir"), identity));
        }
        assertEquals("mine", Files.readString(to));
        assertEquals("one\n", Files.readString(place.work.resolve("a.txt")));
        assertEquals("b", Files.readString(place.work.resolve("dir/b.txt")));
    }

    @Test
    void aDeviceOrPipeIsNeitherReadNorWrittenNorCopied() throws Exception {
        Process made = new ProcessBuilder("mkfifo", place.work.resolve("pipe").toString()).start();
        assertEquals(0, made.waitFor());
        assertTrue(place.refusal("read_file", Arguments.of("path", "pipe")).contains("no plain file"));
        assertTrue(place.refusal("write_file", Arguments.of("path", "pipe", "content", ""))
                .contains("no plain file"));
        assertTrue(place.refusal("copy_file", Arguments.of("from", "pipe", "to", "x"))
                .contains("pipe"));
        assertTrue(place.refusal("copy_file", Arguments.of("from", "../work", "to", "../x"))
                .contains("pipe"));
        place.answer("search_files", Arguments.of("path", ".", "pattern", "x"));
        place.answer("delete_file", Arguments.of("path", "pipe"));
    }
}
