package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shelves: what they say, and when they go. */
class PruningTest {

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Store.in(folder.resolve("store"), Bounds.usual(), new LocalDisk(), () -> now);
    }

    private void keep(String call, String session, String... contents) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String content : contents) {
            files.add(Files.writeString(folder.resolve("file-" + content.substring(0, 1)), content));
        }
        store.keep(call, session, List.of(KeptFiles.of(store, call, files.toArray(Path[]::new))));
    }

    private List<String> calls() throws IOException {
        return store.shelves().stream().map(Shelf::call).toList();
    }

    private List<String> blobs() throws IOException {
        try (Stream<Path> all = Files.walk(store.root().resolve("blobs"))) {
            List<String> contents = new ArrayList<>();
            for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                contents.add(Files.readString(each));
            }
            return contents.stream().sorted().toList();
        }
    }

    private void later() {
        now = now.plus(Duration.ofHours(2));
    }

    @Test
    void aShelfSaysWhoseItIsAndSinceWhen() throws IOException {
        ToolCall call =
                new ToolCall("c1", "t", Arguments.none(), Caller.agent("tester").session("s1"), "");
        Path file = Files.writeString(folder.resolve("a"), "12345");
        Arguments notes = store.keep(call, List.of(KeptFiles.of(store, "c1", file)));
        assertEquals(
                Arguments.of(
                        "steps",
                        List.of(KeptFiles.of(store, "c1", file).note()),
                        "store",
                        store.root().toString()),
                notes);
        Shelf shelf = store.find("c1").orElseThrow();
        assertEquals(new Shelf("c1", "s1", now, 5 + 65, false, store.shelf("c1")), shelf);
        assertEquals(List.of(shelf), store.shelves());
        assertTrue(store.find("c2").isEmpty());
        assertThrows(FileAlreadyExistsException.class, () -> store.keep("c1", List.of()));
        assertEquals(List.of(shelf), store.shelves(), "and the shelf that was there stays");
        Arguments manifest =
                Arguments.fromJson(Files.readString(store.shelf("c1").resolve("manifest.json")));
        assertEquals(notes.get("steps"), manifest.get("steps"));
    }

    @Test
    void whatCouldNotBeKeptLeavesNothingAndMayBeTriedAgain() throws IOException {
        IOException broken = assertThrows(
                IOException.class,
                () -> store.keep("c", List.of(new Meanwhile(() -> {
                    Files.writeString(store.shelf("c").resolve("0"), "half");
                    throw new IOException("broken");
                }))));
        assertEquals("broken", broken.getMessage());
        assertFalse(Files.exists(store.shelf("c")));
        store.keep("c", List.of());
        assertEquals(List.of("c"), calls());
    }

    @Test
    void oldCallsGoAndWhatOthersNeedStays() throws IOException {
        keep("one", "s", "a", "b");
        now = now.plus(Duration.ofDays(3));
        keep("two", "s", "b", "c");
        Pruned pruned = store.prune(Pruning.olderThan(Duration.ofDays(2)));
        assertEquals(List.of("two"), calls());
        assertEquals(List.of("b", "c"), blobs());
        assertEquals(1, pruned.shelves());
        assertEquals(1, pruned.blobs());
        assertEquals(List.of(), pruned.spared());
        assertTrue(pruned.bytes() > 0, pruned::summary);
        store.blobs()
                .restore(Files.readAllLines(store.shelf("two").resolve("0")).get(0), folder.resolve("back"));
        assertEquals("b", Files.readString(folder.resolve("back")));
    }

    @Test
    void whatWasAddedToAShelfLaterStaysToo() throws IOException {
        keep("one", "s", "a");
        String later = store.blobs().put(Files.writeString(folder.resolve("later"), "later"));
        store.refer("one", List.of(later));
        later();
        store.prune(Pruning.leftovers());
        assertEquals(List.of("a", "later"), blobs());
        assertThrows(IOException.class, () -> store.refer("one", List.of("0".repeat(64))));
    }

    @Test
    void whatNothingRefersToGoesAfterAWhile() throws IOException {
        String hash = store.blobs().put(Files.writeString(folder.resolve("a"), "a"));
        store.prune(Pruning.leftovers());
        assertTrue(store.blobs().has(hash));
        later();
        store.blobs().put(folder.resolve("a"));
        store.prune(Pruning.leftovers());
        assertTrue(store.blobs().has(hash), "it was wanted again just now");
        later();
        store.prune(Pruning.leftovers());
        assertFalse(store.blobs().has(hash));
    }

    @Test
    void aSessionGoesButForWhatWasKeptJustNow() throws IOException {
        keep("one", "s", "a");
        keep("other", "t", "b");
        later();
        keep("two", "s", "c");
        Pruned pruned = store.prune(Pruning.ofSession("s"));
        assertEquals(List.of("other", "two"), calls());
        assertEquals(List.of("what was kept of call `two` within the last hour"), pruned.spared());
        assertEquals(
                "removed what was kept of 1 call, " + Bounds.shown(pruned.bytes()) + "; spared 1", pruned.summary());
    }

    @Test
    void callsThatWereTakenBackGoAtOnce() throws IOException {
        keep("one", "s", "a");
        keep("two", "s", "b");
        store.done("one");
        store.done("one");
        store.done("never kept");
        assertTrue(store.find("one").orElseThrow().done());
        assertEquals(1, store.prune(Pruning.takenBack()).shelves());
        assertEquals(List.of("two"), calls());
    }

    @Test
    void aStoreIsPrunedToASizeOldestSessionFirst() throws IOException {
        keep("old", "a", "1".repeat(3000));
        later();
        keep("b1", "b", "2".repeat(3000));
        later();
        keep("c1", "c", "3".repeat(3000));
        later();
        keep("b2", "b", "4".repeat(3000));
        later();
        store.prune(Pruning.to(8000));
        assertEquals(List.of("b1", "b2"), calls(), "a session is as old as its youngest call");
    }

    @Test
    void aLongPruningTellsHowFarItIs() throws IOException {
        for (int i = 0; i < 250; i++) {
            store.blobs().put(Files.writeString(folder.resolve("a"), "content " + i));
        }
        later();
        List<String> told = new ArrayList<>();
        store.prune(Pruning.leftovers(), (removed, of) -> told.add(removed + "/" + of));
        assertEquals(List.of("100/250", "200/250", "250/250"), told);
    }

    @Test
    void foldersThatNobodyMayWriteToGoAndWhatLinksLeadToStays() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("dear"), "dear");
        keep("one", "s", "a");
        Path closed = Files.createDirectories(store.shelf("one").resolve("1/closed/inner"));
        Files.writeString(closed.resolve("file"), "x");
        Files.createSymbolicLink(closed.resolve("link"), outside);
        Files.createSymbolicLink(store.shelf("one").resolve("2"), outside);
        for (Path each : List.of(closed, closed.getParent(), store.shelf("one"))) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-x------"));
        }
        later();
        Pruned pruned = store.prune(Pruning.olderThan(Duration.ZERO));
        assertEquals(List.of(), pruned.spared());
        assertEquals(List.of(), calls());
        assertFalse(Files.exists(store.shelf("one")));
        assertEquals("dear", Files.readString(outside.resolve("dear")));
    }

    @Test
    void pathsLongerThanTheSystemTakesGoToo() throws Exception {
        keep("one", "s", "a");
        // Built from the inside, as a tree is that is moved into a store.
        Path tree = Files.createDirectory(folder.resolve("t"));
        for (int i = 0; i < 60; i++) {
            Path outer = Files.createDirectory(folder.resolve("outer"));
            Files.move(tree, outer.resolve("n".repeat(100)));
            tree = Files.move(outer, folder.resolve("t"));
        }
        Files.move(tree, store.shelf("one").resolve("1"));
        later();
        Pruned pruned = store.prune(Pruning.olderThan(Duration.ZERO));
        assertEquals(List.of(), pruned.spared());
        try (Stream<Path> all = Files.list(store.root().resolve("doomed"))) {
            assertEquals(0, all.count());
        }
    }

    @Test
    void whatIsMountedOnAShelfIsNotEntered() throws Exception {
        keep("one", "s", "a");
        Path dear = Files.createDirectory(folder.resolve("dear thing"));
        Files.writeString(dear.resolve("file"), "dear");
        Path point = Files.createDirectories(store.shelf("one").resolve("1/a point"));
        assumeTrue(run("mount", "--bind", dear.toString(), point.toString()), "skipped: nothing can be mounted here");
        later();
        try {
            Pruned pruned = store.prune(Pruning.olderThan(Duration.ZERO));
            assertEquals(0, pruned.shelves());
            assertTrue(pruned.spared().get(0).contains("mounted"), pruned.spared()::toString);
            assertEquals("dear", Files.readString(dear.resolve("file")));
            assertEquals(List.of("one"), calls());
        } finally {
            assertTrue(run("umount", point.toString()));
        }
        assertEquals(1, store.prune(Pruning.olderThan(Duration.ZERO)).shelves());
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void aShelfWithADamagedManifestIsListedKeepsItsBlobsAndGoesByAge() throws IOException {
        keep("one", "s", "a");
        Path manifest = store.shelf("one").resolve("manifest.json");
        byte[] bytes = Files.readAllBytes(manifest);
        bytes[0] = '[';
        Files.write(manifest, bytes);
        Shelf shelf = store.find("one").orElseThrow();
        assertEquals("", shelf.call());
        later();
        store.prune(Pruning.leftovers().or(Pruning.ofSession("s")));
        assertEquals(List.of("a"), blobs());
        store.prune(Pruning.olderThan(Duration.ofHours(1)));
        assertEquals(List.of(), blobs());
    }

    @Test
    void aListOfBlobsThatCannotBeReadKeepsAllBlobs() throws IOException {
        keep("one", "s", "a");
        Files.createDirectory(store.shelf("one").resolve("blobs-odd"));
        store.blobs().put(Files.writeString(folder.resolve("b"), "b"));
        later();
        Pruned pruned = store.prune(Pruning.leftovers());
        assertEquals(List.of("a", "b"), blobs());
        assertEquals(1, pruned.spared().size());
    }

    @Test
    void shelvesThatWereNeverFinishedAreNoneAndGoInTime() throws IOException {
        Files.createDirectory(store.shelf("c"));
        Files.writeString(store.shelf("c").resolve("0"), "half");
        assertEquals(List.of(), calls());
        store.prune(Pruning.leftovers());
        assertTrue(Files.exists(store.shelf("c")));
        Files.setLastModifiedTime(store.shelf("c"), FileTime.from(now.minus(Duration.ofHours(2))));
        store.prune(Pruning.leftovers());
        assertFalse(Files.exists(store.shelf("c")));
    }

    @Test
    void whatIsNotTheStoresIsLeftAlone() throws IOException {
        keep("one", "s", "a");
        Files.createDirectories(store.root().resolve("plans/x"));
        Files.writeString(store.root().resolve("line-1.sh"), "echo");
        now = now.plus(Duration.ofDays(100));
        store.prune(Pruning.olderThan(Duration.ZERO).or(Pruning.to(0)));
        assertEquals(List.of(), calls());
        assertTrue(Files.exists(store.root().resolve("plans/x")));
        assertTrue(Files.exists(store.root().resolve("line-1.sh")));
    }
}
