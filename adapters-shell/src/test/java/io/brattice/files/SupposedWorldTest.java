package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.files.World.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupposedWorldTest {

    private static final Path WORK = Path.of("/home/them/work");

    @TempDir
    Path folder;

    private final Aftermath aftermath = new Aftermath();
    private final SupposedWorld mild = SupposedWorld.onNothing(false, Set.of(WORK), aftermath);
    private final SupposedWorld worst = SupposedWorld.onNothing(true, Set.of(WORK), aftermath);

    @Test
    void whatIsNotThereIsNotThereOrAFileInTheWorstWorld() {
        assertEquals(Kind.NOTHING, mild.kind(WORK.resolve("a")));
        assertEquals(Kind.FILE, worst.kind(WORK.resolve("a")));
        assertEquals(Optional.empty(), worst.text(WORK.resolve("a"), 100));
        assertEquals(0, worst.size(WORK.resolve("a")));
        assertEquals(Optional.empty(), worst.names(WORK.resolve("a")));
        assertEquals(Optional.of(WORK.resolve("b")), mild.real(Path.of(WORK + "/a/../b")));
        assertEquals(List.of(true, true, false), List.of(mild.supposes(), worst.worst(), mild.worst()));
    }

    @Test
    void theGivenFoldersExistAndAreEmpty() {
        assertEquals(List.of(Kind.FOLDER, Kind.FOLDER), List.of(mild.kind(WORK), worst.kind(WORK)));
        assertEquals(Kind.FOLDER, mild.followed(Path.of("/home")));
        assertEquals(Optional.of(List.of()), mild.names(WORK));
        assertEquals(Optional.of(List.of("work")), mild.names(Path.of("/home/them")));
        assertEquals(Optional.empty(), worst.names(WORK));
    }

    @Test
    void remembersWhatEarlierCallsLeft() {
        aftermath.made(WORK.resolve("src/a.txt"), Kind.FILE, Optional.of("caf\u00e9"));
        assertEquals(Kind.FOLDER, mild.kind(WORK.resolve("src")));
        assertEquals(Optional.of(List.of("src")), mild.names(WORK));
        assertEquals(Optional.of("caf\u00e9"), mild.text(WORK.resolve("src/a.txt"), 5));
        assertEquals(Optional.empty(), mild.text(WORK.resolve("src/a.txt"), 4));
        assertEquals(5, mild.size(WORK.resolve("src/a.txt")));

        aftermath.moved(WORK.resolve("src"), WORK.resolve("lib"), Kind.FOLDER);
        assertEquals(Kind.NOTHING, mild.kind(WORK.resolve("src/a.txt")));
        assertEquals(Optional.of("caf\u00e9"), mild.text(WORK.resolve("lib/a.txt"), 5));

        aftermath.removed(WORK.resolve("lib"));
        assertEquals(Kind.NOTHING, mild.kind(WORK.resolve("lib/a.txt")));
        assertEquals(Optional.of(List.of()), mild.names(WORK));
        assertEquals(Kind.FILE, worst.kind(WORK.resolve("lib")));
    }

    @Test
    void aRemovedFolderHidesWhatTheDiskHasThere() throws Exception {
        Path root = folder.toRealPath();
        Files.createDirectory(root.resolve("d"));
        Files.writeString(root.resolve("d/f"), "x");
        Files.writeString(root.resolve("e"), "y");
        World world = new SupposedWorld(new LocalWorld(), false, Set.of(), aftermath);
        assertEquals(Optional.of("x"), world.text(root.resolve("d/f"), 9));
        aftermath.removed(root.resolve("d"));
        assertEquals(Kind.NOTHING, world.kind(root.resolve("d")));
        assertEquals(Kind.NOTHING, world.kind(root.resolve("d/f")));
        assertEquals(Optional.empty(), world.text(root.resolve("d/f"), 9));
        assertEquals(Optional.of(List.of("e")), world.names(root));
        aftermath.made(root.resolve("d"), Kind.FOLDER, Optional.empty());
        assertEquals(Kind.FOLDER, world.kind(root.resolve("d")));
        assertEquals(1, world.size(root.resolve("e")));
    }

    @Test
    void whereASupposedLinkLeadsCannotBeTold() {
        aftermath.made(WORK.resolve("link"), Kind.LINK, Optional.empty());
        assertEquals(Kind.LINK, mild.kind(WORK.resolve("link")));
        assertEquals(Kind.UNKNOWN, mild.followed(WORK.resolve("link")));
        assertEquals(Kind.UNKNOWN, mild.kind(WORK.resolve("link/x")));
        assertEquals(Optional.empty(), mild.real(Path.of(WORK + "/link/../x")));
        assertEquals(Optional.of(WORK.resolve("link")), mild.real(WORK.resolve("link")));
    }

    @Test
    void aLinkThatWasReplacedIsNotFollowedAnyMore() throws Exception {
        Path root = folder.toRealPath();
        Path other = Files.createDirectory(root.resolve("other"));
        Files.createSymbolicLink(root.resolve("way"), other);
        World world = new SupposedWorld(new LocalWorld(), false, Set.of(), aftermath);
        assertEquals(Optional.of(other.resolve("x")), world.real(root.resolve("way/x")));
        aftermath.removed(root.resolve("way"));
        aftermath.made(root.resolve("way"), Kind.FOLDER, Optional.empty());
        assertEquals(Optional.of(root.resolve("way/x")), world.real(root.resolve("way/x")));
        assertEquals(Optional.of(root.resolve("x")), world.real(Path.of(root + "/way/../x")));
    }

    @Test
    void doesNotGrowWithoutBound() {
        for (int i = 0; i < 60_000; i++) {
            aftermath.made(WORK.resolve("f" + i), Kind.FILE, Optional.of("x".repeat(1000)));
        }
        int known = mild.names(WORK).orElseThrow().size();
        assertTrue(known <= 10_000, known + " names");
        assertEquals(Kind.FILE, mild.kind(WORK.resolve("f59999")));
        assertEquals(Kind.NOTHING, mild.kind(WORK.resolve("f0")));
    }
}
