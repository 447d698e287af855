package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProcessesTest {

    private static final int TURNS = Boolean.getBoolean("brattice.long") ? 2_000 : 60;

    @TempDir
    Path folder;

    @Test
    void nothingThatIsReferredToIsEverSwept() throws Exception {
        long seed = System.nanoTime();
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPath(),
                            StoreChild.class.getName(),
                            folder.resolve("store").toString(),
                            "child-" + i,
                            Long.toString(seed + i),
                            Integer.toString(TURNS),
                            folder.resolve("files-" + i).toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process child : children) {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child.waitFor(), "seed " + seed + ": " + said);
            assertEquals("kept", said.strip(), "seed " + seed);
        }
        Store store = Store.in(folder.resolve("store"));
        List<Shelf> shelves = store.shelves();
        assertFalse(shelves.isEmpty(), "seed " + seed);
        for (Shelf shelf : shelves) {
            for (String hash : Files.readAllLines(shelf.place().resolve("0"))) {
                Path back = folder.resolve("back");
                store.blobs().restore(hash, back);
                Files.delete(back);
            }
        }
        store.prune(Pruning.takenBack());
        assertTrue(Math.abs(Usage.below(store.root(), path -> {}) - store.bytes()) <= 100, "the count is right");
    }

    /** Of whoever runs the tests: some have a class loader for them. */
    private static String classPath() {
        List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        if (StoreChild.class.getClassLoader() instanceof URLClassLoader loader) {
            for (URL each : loader.getURLs()) {
                path.add(each.getPath());
            }
        }
        return String.join(":", path);
    }

    @Test
    void nobodyPrunesWhileSomebodyKeeps() throws Exception {
        Path lock = folder.resolve("lock");
        Hold first = Hold.shared(lock, Duration.ZERO);
        Hold second = Hold.shared(lock, Duration.ZERO);
        assertThrows(IOException.class, () -> Hold.alone(lock, Duration.ofMillis(5)));
        first.close();
        first.close();
        assertThrows(IOException.class, () -> Hold.alone(lock, Duration.ofMillis(5)), "closing twice is closing once");
        second.close();
        Hold alone = Hold.alone(lock, Duration.ZERO);
        assertThrows(IOException.class, () -> Hold.alone(lock, Duration.ofMillis(5)));
        IOException busy = assertThrows(IOException.class, () -> Hold.shared(lock, Duration.ofMillis(5)));
        assertTrue(busy.getMessage().contains("somebody else is at work in the store"), busy::getMessage);
        alone.close();
        Hold.shared(lock, Duration.ZERO).close();
    }

    @Test
    void whoHoldsTheStoreMayKeepAndRestore() throws Exception {
        Store store = Store.in(folder.resolve("store"));
        Closeable hold = store.hold();
        try (hold) {
            store.keep("c", List.of(KeptFiles.of(store, "c", Files.writeString(folder.resolve("f"), "f"))));
        }
        store.prune(Pruning.leftovers());
        assertEquals(1, store.shelves().size());
    }

    /** A disk of one megabyte: what does not fit is refused by the disk, and leaves nothing. */
    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "brattice-test", disk.toString()),
                "skipped: nothing can be mounted here");
        try {
            Store store = Store.in(disk.resolve("store"), Bounds.usual().withMostBytes(Long.MAX_VALUE / 1000));
            Path small = Files.write(folder.resolve("small"), "small".getBytes(StandardCharsets.US_ASCII));
            store.keep("small", List.of(KeptFiles.of(store, "small", small)));
            byte[] bytes = new byte[3 << 20];
            Arrays.fill(bytes, (byte) 1);
            Path large = Files.write(folder.resolve("large"), bytes);
            for (int i = 0; i < 3; i++) {
                assertThrows(
                        IOException.class, () -> store.keep("large", List.of(KeptFiles.of(store, "large", large))));
                assertThrows(IOException.class, () -> store.blobs().put(large));
            }
            assertEquals(1, store.shelves().size());
            assertTrue(disk.toFile().getUsableSpace() > 800_000, "what was half written is gone");
            store.keep("again", List.of(KeptFiles.of(store, "again", small)));
            Path target = disk.resolve("target");
            String hash = Files.readAllLines(store.shelf("again").resolve("0")).get(0);
            store.blobs().restore(hash, target);
            assertEquals("small", Files.readString(target));
        } finally {
            assertTrue(run("umount", disk.toString()));
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
