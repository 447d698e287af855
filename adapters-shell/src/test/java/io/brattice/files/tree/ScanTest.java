package io.brattice.files.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

    @TempDir
    Path temp;

    private Scan scan() throws IOException {
        return Scan.of(temp, Extent.USUAL, Set.of());
    }

    @Test
    void linksAreSeenAndNotFollowed() throws IOException {
        Files.writeString(Files.createDirectory(temp.resolve("d")).resolve("f"), "x");
        Files.createSymbolicLink(temp.resolve("link"), Path.of("d"));
        assertEquals(Set.of("", "d", "d/f", "link"), scan().things().keySet());
        assertTrue(scan().isComplete());
    }

    /** Deeper than a recursion on a small stack would go. */
    @Test
    void aDeepTreeIsSeen() throws Exception {
        Path deep = temp;
        for (int i = 0; i < 400; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        int[] seen = {0};
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        seen[0] = scan().things().size();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                "small",
                180_000);
        small.start();
        small.join();
        assertEquals(401, seen[0]);
    }

    @Test
    void thousandsInOneFolderAreSeen() throws IOException {
        for (int i = 0; i < 3_000; i++) {
            Files.createFile(temp.resolve("f" + i));
        }
        assertEquals(3_001, scan().things().size());
    }

    @Test
    void whatIsMoreThanTheExtentIsAGap() throws IOException {
        Files.writeString(temp.resolve("a"), "12345");
        assertFalse(
                Scan.of(temp, new Extent(1, 9, Duration.ofSeconds(9)), Set.of()).isComplete());
        assertFalse(
                Scan.of(temp, new Extent(9, 4, Duration.ofSeconds(9)), Set.of()).isComplete());
        assertFalse(
                Scan.of(temp, new Extent(9, 9, Duration.ofNanos(1)), Set.of()).isComplete());
        assertTrue(
                Scan.of(temp, new Extent(2, 5, Duration.ofSeconds(9)), Set.of()).isComplete());
    }

    @Test
    void anotherDeviceIsAGap() throws IOException {
        Path dev = Path.of("/dev");
        Path shm = dev.resolve("shm");
        boolean mounted = Files.isDirectory(shm)
                && Sighting.of(dev).device() != Sighting.of(shm).device();
        assumeTrue(mounted, "nothing is mounted at `/dev/shm`");
        Scan scan = Scan.of(dev, Extent.USUAL, Set.of());
        assertTrue(
                scan.gaps().contains("another device is mounted at `/dev/shm`"),
                () -> scan.gaps().toString());
        assertTrue(scan.things().keySet().stream().noneMatch(name -> name.startsWith("shm/")));
    }

    @Test
    void whereNothingIsNothingIsSeen() throws IOException {
        assertTrue(
                Scan.of(temp.resolve("none"), Extent.USUAL, Set.of()).things().isEmpty());
    }
}
