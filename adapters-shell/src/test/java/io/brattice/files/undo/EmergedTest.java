package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.brattice.files.store.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to be under names that nobody knew, where the process died before it could say what it left. */
class EmergedTest {

    @TempDir
    Path folder;

    private Emerged step = new Emerged(Path.of("/"), Path.of("/"));
    private Path place = Path.of("/");

    @BeforeEach
    void bring() throws IOException {
        Path there = Files.createDirectory(folder.toRealPath().resolve("there"));
        Path made = Files.createDirectory(folder.toRealPath().resolve("made"));
        Path shelf = Files.createDirectory(folder.toRealPath().resolve("shelf"));
        step = new Emerged(there, shelf.resolve("emerged"));
        step.bring(List.of(Files.writeString(made.resolve("a name"), "ours")));
        place = there.resolve("a name");
        assertEquals("ours", Files.readString(place));
    }

    @Test
    void whatWasBroughtIsTakenAway() throws IOException {
        step.undo(Step.UNKNOWN);
        assertFalse(Files.exists(place));
        step.undo(Step.UNKNOWN);
    }

    @Test
    void whatOthersHaveUnderTheNameStays() throws IOException {
        Files.move(place, place.resolveSibling("elsewhere")); // so that its number is not given to the other one
        Files.writeString(place, "theirs");
        step.undo(Step.UNKNOWN);
        assertEquals("theirs", Files.readString(place));
        assertEquals(List.of(), step.before(Step.UNKNOWN));
    }
}
