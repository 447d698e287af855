package io.brattice.files.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Change;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeKeptTest {

    @TempDir
    Path temp;

    private Path root;
    private TreeKept step;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(temp.resolve("work/d")).getParent();
        Files.writeString(root.resolve("a"), "one\n");
        Files.writeString(root.resolve("d/b"), "two\n");
        Store store = Store.in(temp.resolve("store"));
        step = new TreeKept(root, Files.createDirectory(store.shelf("call")).resolve("0"));
    }

    @Test
    void itsNoteReadsBack() {
        TreeKept without = new TreeKept(root, step.aside(), Set.of(".git"), step.extent());
        assertEquals(without, Restoration.fileStep(without.note()));
    }

    @Test
    void theChangesOfTheCallAreTold() throws Exception {
        step.keep();
        Files.writeString(root.resolve("a"), "other\n");
        String left = step.left();
        assertEquals(
                List.of("a"),
                step.changes(left).of(Change.Kind.UPDATED).stream()
                        .map(Change::name)
                        .toList());
        assertThrows(StaleException.class, () -> step.changes(Step.UNKNOWN));
    }

    @Test
    void aFolderThatBecameALinkSinceIsNotWrittenThrough() throws Exception {
        step.keep();
        Files.writeString(root.resolve("d/b"), "by the call\n");
        Files.writeString(root.resolve("a"), "by the call\n");
        String left = step.left();
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(root.resolve("d"), elsewhere);
        Files.createSymbolicLink(root.resolve("d"), elsewhere);
        step.check(left, new HashSet<>());
        step.undo(left);
        assertEquals("by the call\n", Files.readString(elsewhere.resolve("b")));
        assertEquals("one\n", Files.readString(root.resolve("a")));
        assertTrue(step.leaves(left).stream().anyMatch(line -> line.contains("/d/b")), () -> "not named");
    }

    @Test
    void theRootThatBecameALinkOnItsWayIsRefused() throws Exception {
        step.keep();
        String left = step.left();
        Path parent = Store.parent(root);
        Path moved = temp.resolveSibling(temp.getFileName() + "-moved");
        Files.createDirectory(moved);
        TreeKept below = new TreeKept(root.resolve("d"), step.aside());
        Files.move(root, moved.resolve("work"));
        Files.createSymbolicLink(root, moved.resolve("work"));
        assertThrows(StaleException.class, () -> below.check(left, new HashSet<>()));
        assertTrue(Files.exists(parent));
        Files.delete(root);
        Files.move(moved.resolve("work"), root);
        Files.delete(moved);
    }

    @Test
    void onlySomeLinesAreShown() throws Exception {
        step.keep();
        for (int i = 0; i < 50; i++) {
            Files.writeString(root.resolve("f" + i), "call\n");
        }
        String left = step.left();
        for (int i = 0; i < 49; i++) {
            Files.writeString(root.resolve("f" + i), "somebody else\n");
        }
        List<String> lines = step.leaves(left);
        assertEquals(21, lines.size());
        assertEquals("and 29 more", lines.get(20));
    }

    @Test
    void whereAllWasChangedSinceItIsRefused() throws Exception {
        step.keep();
        Files.writeString(root.resolve("a"), "call\n");
        String left = step.left();
        Files.writeString(root.resolve("a"), "somebody else\n");
        assertThrows(StaleException.class, () -> step.check(left, new HashSet<>()));
    }

    @Test
    void whatIsDamagedInTheStoreIsRefused() throws Exception {
        step.keep();
        Files.writeString(root.resolve("a"), "call\n");
        String left = step.left();
        Path before = step.aside().resolve("before");
        byte[] bytes = Files.readAllBytes(before);
        bytes[bytes.length / 2] ^= 1;
        Files.write(before, bytes);
        assertThrows(StaleException.class, () -> step.check(left, new HashSet<>()));
        assertEquals("call\n", Files.readString(root.resolve("a")));
    }

    @Test
    void aNameOutsideIsPutBackWithTheOneInside() throws Exception {
        Files.createLink(temp.resolve("outside"), root.resolve("a"));
        step.keep();
        Files.writeString(root.resolve("a"), "call\n");
        String left = step.left();
        assertEquals(List.of(), step.leaves(left));
        step.undo(left);
        assertEquals("one\n", Files.readString(root.resolve("a")));
        assertTrue(Files.isSameFile(root.resolve("a"), temp.resolve("outside")));
    }

    /** The file itself is not to be found by any name: what comes back is one of its own, and that is said. */
    @Test
    void aNameOutsideIsNamedWhereTheFileIsLost() throws Exception {
        Files.createLink(temp.resolve("outside"), root.resolve("a"));
        step.keep();
        Files.writeString(root.resolve("a"), "call\n");
        Files.delete(root.resolve("a"));
        String left = step.left();
        assertEquals(1, step.leaves(left).size());
        step.undo(left);
        assertEquals("one\n", Files.readString(root.resolve("a")));
        assertEquals("call\n", Files.readString(temp.resolve("outside")));
    }

    @Test
    void excludedNamesAreNotTouchedAndKeepTheirFolder() throws Exception {
        TreeKept without = new TreeKept(root, step.aside(), Set.of("made/own"), step.extent());
        without.keep();
        Files.createDirectories(root.resolve("made/own"));
        Files.writeString(root.resolve("made/x"), "call\n");
        String left = without.left();
        assertEquals(1, without.leaves(left).size());
        without.undo(left);
        assertTrue(Files.exists(root.resolve("made/own")));
        assertFalse(Files.exists(root.resolve("made/x")));
    }

    @Test
    void holesStayHoles() throws Exception {
        Path sparse = root.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(64 << 20);
            file.writeByte(1);
        }
        assumeTrue(blocks(sparse) < 1_000, "the file system has no holes");
        step.keep();
        Files.delete(sparse);
        String left = step.left();
        step.undo(left);
        assertEquals(64 << 20, Files.size(sparse));
        assertTrue(blocks(sparse) < 1_000, () -> "it has no holes any more");
    }

    private static long blocks(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        long blocks = Long.parseLong(
                new String(stat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip());
        stat.waitFor();
        return blocks;
    }

    /** All is the same but which names are of one file. */
    @Test
    void namesThatWereOfOneFileAreAgainAndThoseThatWereNotAreNot() throws Exception {
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(1_700_000_000_000L)); // which copies keep
        Files.createLink(root.resolve("twin"), root.resolve("a"));
        Files.copy(root.resolve("a"), root.resolve("alike"), StandardCopyOption.COPY_ATTRIBUTES);
        TreeState before = TreeState.of(root, true);
        step.keep();
        Files.delete(root.resolve("twin"));
        Files.copy(root.resolve("a"), root.resolve("twin"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.delete(root.resolve("alike"));
        Files.createLink(root.resolve("alike"), root.resolve("a"));
        String left = step.left();
        step.undo(left);
        assertEquals("", before.difference(TreeState.of(root, true)));
    }

    /** What comes back when the later call is taken back is another file, and nobody else's doing. */
    @Test
    void aChainOfCallsGivesTheFoldersTheirTimesBack() throws Exception {
        Files.setLastModifiedTime(root, FileTime.fromMillis(1_700_000_000_000L));
        TreeState before = TreeState.of(root, true);
        step.keep();
        Files.writeString(root.resolve("new"), "by the first\n");
        String left = step.left();
        Path aside = step.aside().resolveSibling("1");
        TreeKept later = new TreeKept(root, aside);
        later.keep();
        Files.writeString(root.resolve("a"), "by the second\n");
        Files.delete(root.resolve("d/b"));
        Files.delete(root.resolve("d"));
        String leftLater = later.left();
        later.undo(leftLater);
        step.undo(left);
        assertEquals("", before.difference(TreeState.of(root, true)));
    }

    @Test
    void theWholeFolderComesBack() throws Exception {
        step.keep();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        String left = step.left();
        step.check(left, new HashSet<>());
        step.undo(left);
        assertEquals("two\n", Files.readString(root.resolve("d/b")));
    }
}
