package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies before each operation in turn. What the next one finds is complete, or is ignored and swept. */
class CrashTest {

    private static final InstantSource MUCH_LATER = InstantSource.offset(InstantSource.system(), Duration.ofDays(1));

    @TempDir
    Path folder;

    private final List<Path> files = new ArrayList<>();

    @BeforeEach
    void furnish() throws IOException {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = new byte[i == 2 ? 100_000 : 10];
            bytes[0] = (byte) i;
            files.add(Files.write(folder.resolve("file-" + i), bytes));
        }
    }

    @FunctionalInterface
    private interface Act {
        void on(Store store) throws IOException;
    }

    /** Does something on a fresh store each time, stopped one operation later than before, until it is done; then looks. */
    private int everyPoint(boolean syncs, Act before, Act act, Act after) throws IOException {
        for (int n = 0; ; n++) {
            Path root = folder.resolve("store-" + syncs + "-" + act.hashCode() + "-" + n);
            before.on(Store.in(root, Bounds.usual(), new LocalDisk(), InstantSource.system()));
            StoppingDisk disk = new StoppingDisk(n, syncs);
            boolean stopped = false;
            try {
                act.on(Store.in(root, Bounds.usual(), disk, MUCH_LATER));
            } catch (StoppingDisk.Stopped e) {
                stopped = true;
            }
            try {
                after.on(Store.in(root, Bounds.usual(), new LocalDisk(), MUCH_LATER));
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError("after a crash before operation " + n, e);
            }
            if (!stopped) {
                return n;
            }
        }
    }

    private void isWhole(Store store, String call) throws IOException {
        for (String hash : Files.readAllLines(store.shelf(call).resolve("0"))) {
            Path back = Files.createTempDirectory(folder, "back").resolve("back");
            store.blobs().restore(hash, back);
        }
    }

    /** Only what the store says it has is in it. */
    private static void isTidy(Store store) throws IOException {
        List<String> odd = new ArrayList<>();
        try (Stream<Path> all = Files.walk(store.root())) {
            all.filter(Files::isRegularFile)
                    .map(path -> store.root().relativize(path).toString())
                    .filter(name -> !name.matches("lock|usage|usage.lock|version|blobs/[0-9a-f]/[0-9a-f]{64}"
                            + "|[0-9a-f]{64}/(manifest.json|0|blobs-.*|done)"))
                    .forEach(odd::add);
        }
        assertEquals(List.of(), odd);
    }

    @Test
    void whatIsKeptIsKeptInFullOrNotAtAll() throws IOException {
        for (boolean syncs : new boolean[] {true, false}) {
            int points = everyPoint(
                    syncs,
                    store -> store.keep("old", "s", List.of(KeptFiles.of(store, "old", files.get(0)))),
                    store -> store.keep("c", "s", List.of(KeptFiles.of(store, "c", files.toArray(Path[]::new)))),
                    store -> {
                        boolean there = store.find("c").isPresent();
                        if (there) {
                            isWhole(store, "c");
                        }
                        store.prune(Pruning.leftovers());
                        assertEquals(there, store.find("c").isPresent());
                        assertEquals(there, Files.exists(store.shelf("c")));
                        isWhole(store, "old");
                        isTidy(store);
                        if (!there) {
                            store.keep("c", "s", List.of(KeptFiles.of(store, "c", files.toArray(Path[]::new))));
                        }
                        isWhole(store, "c");
                        assertEquals(2, store.shelves().size());
                    });
            assertTrue(points > 20, "so few operations: " + points);
        }
    }

    @Test
    void aRestoreThatBrokeOffFinishesOrLeavesNothing() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        byte[] bytes = Files.readAllBytes(files.get(2));
        String[] hash = {""};
        everyPoint(
                true,
                store -> {
                    hash[0] = store.blobs().put(files.get(2));
                    Files.deleteIfExists(place.resolve("target"));
                },
                store -> store.blobs().restore(hash[0], place.resolve("target")),
                store -> {
                    if (Files.exists(place.resolve("target"))) {
                        assertArrayEquals(bytes, Files.readAllBytes(place.resolve("target")));
                    }
                    try {
                        store.blobs().restore(hash[0], place.resolve("target"));
                    } catch (FileAlreadyExistsException itWasThere) {
                        // Its content was looked at before.
                    }
                    assertArrayEquals(bytes, Files.readAllBytes(place.resolve("target")));
                    store.prune(Pruning.leftovers());
                    isTidy(store);
                    try (Stream<Path> all = Files.list(place)) {
                        assertEquals(List.of(place.resolve("target")), all.toList());
                    }
                });
    }

    @Test
    void aPruningThatBrokeOffIsFinishedByTheNext() throws IOException {
        int points = everyPoint(
                true,
                store -> {
                    store.keep("kept", "s", List.of(KeptFiles.of(store, "kept", files.get(0), files.get(2))));
                    store.keep("gone", "s", List.of(KeptFiles.of(store, "gone", files.get(0), files.get(1))));
                    Path deep = Files.createDirectories(store.shelf("gone").resolve("1/a/b"));
                    Files.writeString(deep.resolve("c"), "c");
                    store.done("gone");
                },
                store -> store.prune(Pruning.takenBack()),
                store -> {
                    isWhole(store, "kept");
                    if (store.find("gone").isPresent()) {
                        isWhole(store, "gone");
                    }
                    store.prune(Pruning.takenBack());
                    isWhole(store, "kept");
                    assertEquals(
                            List.of("kept"),
                            store.shelves().stream().map(Shelf::call).toList());
                    isTidy(store);
                    assertTrue(
                            Math.abs(Usage.below(store.root(), path -> {}) - store.bytes()) <= 100,
                            "the count is right");
                });
        assertTrue(points > 10, "so few operations: " + points);
    }

    @Test
    void aSayingThatACallWasTakenBackIsThereOrNot() throws IOException {
        everyPoint(
                true,
                store -> store.keep("c", "s", List.of(KeptFiles.of(store, "c", files.get(0)))),
                store -> store.done("c"),
                store -> {
                    isWhole(store, "c");
                    store.done("c");
                    assertTrue(store.find("c").orElseThrow().done());
                    assertTrue(store.find("c").orElseThrow().at().isBefore(Instant.now()));
                });
    }
}
