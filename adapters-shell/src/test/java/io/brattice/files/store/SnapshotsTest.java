package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Digest;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Difference;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

    @TempDir
    Path temp;

    private Path root;
    private Store store;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(temp.resolve("work/d")).getParent();
        Files.writeString(root.resolve("a"), "one\n");
        Files.writeString(root.resolve("d/b"), "two\n");
        store = Store.in(temp.resolve("store"));
    }

    private Snapshots snapshots() {
        return Snapshots.in(store);
    }

    private static String hash(String content) {
        return Digest.of(content).hex();
    }

    @Test
    void allContentIsKept() throws IOException {
        Manifest taken = snapshots().take(root);
        assertEquals(Set.of("", "a", "d", "d/b"), taken.entries().keySet());
        assertTrue(store.blobs().has(hash("one\n")) && store.blobs().has(hash("two\n")));
    }

    @Test
    void lookingKeepsNothing() throws IOException {
        assertEquals(hash("one\n"), snapshots().look(root).at("a").sighting().held());
        assertTrue(!store.blobs().has(hash("one\n")));
    }

    /** In one tick of the clock the times may all stay the same. */
    @Test
    void aChangeInTheSameTickWithTheTimeForgedBackIsNoticed() throws IOException {
        Path file = root.resolve("a");
        for (int i = 100; i < 250; i++) {
            FileTime time = Files.getLastModifiedTime(file);
            snapshots().take(root);
            Files.writeString(file, Integer.toString(i));
            Files.setLastModifiedTime(file, time);
            assertEquals(
                    hash(Integer.toString(i)),
                    snapshots().take(root).at("a").sighting().held());
        }
    }

    /** What is known is wrong here too, but so young that the clock may not tell a change from it. */
    @Test
    void whatWasChangedWhenTheLastLookBeganIsReadAgain() throws IOException {
        Manifest taken = snapshots().take(root);
        Map<String, Manifest.Entry> entries = new HashMap<>(taken.entries());
        Sighting seen = taken.at("a").sighting();
        entries.put("a", new Manifest.Entry(seen.holding(hash("lie")), Map.of()));
        new KnownTrees(store.root().resolve("trees"))
                .remember(new Manifest(root, seen.changed() + 4_000_000, Set.of(), entries));
        assertEquals(hash("one\n"), snapshots().look(root).at("a").sighting().held());
    }

    /** What is known is wrong here, and comes back as it is: so the file was not read. */
    @Test
    void whatIsUntouchedSinceIsNotReadAgain() throws IOException {
        Manifest taken = snapshots().take(root);
        Map<String, Manifest.Entry> entries = new HashMap<>(taken.entries());
        Manifest.Entry real = taken.at("a");
        entries.put("a", new Manifest.Entry(real.sighting().holding(hash("lie")), Map.of()));
        long later = real.sighting().changed() + Duration.ofSeconds(10).toNanos();
        new KnownTrees(store.root().resolve("trees")).remember(new Manifest(root, later, Set.of(), entries));
        assertEquals(hash("lie"), snapshots().look(root).at("a").sighting().held());

        FileTime time = Files.getLastModifiedTime(root.resolve("a"));
        Files.writeString(root.resolve("a"), "two\n");
        Files.setLastModifiedTime(root.resolve("a"), time);
        assertEquals(hash("two\n"), snapshots().look(root).at("a").sighting().held());
    }

    @Test
    void whatIsKnownButNoLongerKeptIsKeptAgain() throws IOException {
        Manifest taken = snapshots().take(root);
        long later = taken.began() + Duration.ofSeconds(10).toNanos();
        new KnownTrees(store.root().resolve("trees")).remember(new Manifest(root, later, Set.of(), taken.entries()));
        try (Stream<Path> blobs = Files.walk(store.root().resolve("blobs"))) {
            for (Path blob : (Iterable<Path>) blobs.filter(Files::isRegularFile)::iterator) {
                Files.delete(blob);
            }
        }
        snapshots().take(root);
        assertTrue(store.blobs().has(hash("one\n")));
    }

    @Test
    void aDamagedIndexIsNone() throws IOException {
        snapshots().take(root);
        try (Stream<Path> files = Files.list(store.root().resolve("trees"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        assertEquals(hash("one\n"), snapshots().take(root).at("a").sighting().held());
    }

    @Test
    void aManifestReadsBackAsItWas() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("a"));
        Files.createLink(root.resolve("twin"), root.resolve("a"));
        Manifest taken = snapshots().without(Set.of("d")).take(root);
        Manifest read = Manifest.parse(taken.bytes());
        assertEquals(taken.entries(), read.entries());
        assertEquals(Set.of("a", "twin"), read.twins("twin"));
        assertEquals(taken.digest(), read.digest());
        byte[] bytes = taken.bytes();
        bytes[20] ^= 1;
        assertThrows(IOException.class, () -> Manifest.parse(bytes));
    }

    @Test
    void whatIsExcludedIsNoPartOfIt() throws IOException {
        assertEquals(
                Set.of("", "a"),
                snapshots().without(Set.of("d")).take(root).entries().keySet());
    }

    @Test
    void moreThanTheExtentIsNoSnapshot() {
        Extent three = new Extent(3, 1_000, Duration.ofSeconds(5));
        Extent five = new Extent(10, 5, Duration.ofSeconds(5));
        assertThrows(IOException.class, () -> snapshots().within(three).take(root));
        assertThrows(IOException.class, () -> snapshots().within(five).take(root));
    }

    @Test
    void aTreeThatHoldsTheStoreIsRefused() {
        assertThrows(IOException.class, () -> snapshots().take(temp));
    }

    @Test
    void theDifferenceTellsWhatWasMadeChangedAndRemoved() throws IOException {
        Manifest before = snapshots().take(root);
        Files.writeString(root.resolve("new"), "12345");
        Files.delete(root.resolve("d/b"));
        Files.writeString(root.resolve("a"), "other");
        Difference difference = Difference.of(before, snapshots().look(root));
        assertEquals(
                Map.of("a", Change.Kind.UPDATED, "d/b", Change.Kind.DELETED, "new", Change.Kind.CREATED),
                difference.changes().stream().collect(java.util.stream.Collectors.toMap(Change::name, Change::kind)));
        assertEquals(5, difference.bytes(Change.Kind.CREATED));
        assertEquals(Sighting.Kind.NOTHING, before.at("new").kind());
    }
}
