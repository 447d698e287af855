package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {

    private static final int KB = 1000;

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private int number;

    private Store store(Bounds bounds) throws IOException {
        return Store.in(folder.resolve("store"), bounds, new LocalDisk(), () -> now);
    }

    private static Bounds most(long bytes) {
        return Bounds.usual().withMostBytes(bytes);
    }

    private KeptFiles step(Store store, String call, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        content[0] = (byte) ++number;
        return KeptFiles.of(store, call, Files.write(folder.resolve("file-" + number), content));
    }

    private void keep(Store store, String call, String session, int bytes) throws IOException {
        store.keep(call, session, List.of(step(store, call, bytes).foretelling(bytes)));
    }

    private static List<String> calls(Store store) throws IOException {
        return store.shelves().stream().map(Shelf::call).toList();
    }

    private static void holdsAbout(long bytes, Store store) throws IOException {
        assertTrue(Math.abs(store.bytes() - bytes) <= 2 * KB, store.bytes() + " bytes");
    }

    @Test
    void theUsualBoundsAreTenGigabytesOrATenthOfTheRoom() {
        long gb = 1_000_000_000;
        assertEquals(10 * gb, Bounds.usual().limit(0, 1000 * gb));
        assertEquals(2 * gb, Bounds.usual().limit(0, 20 * gb));
        assertEquals(2 * gb, Bounds.usual().limit(gb, 19 * gb), "what the store holds does not make it smaller");
        assertEquals("10.0 GB", Bounds.shown(10 * gb));
        assertEquals("999 bytes", Bounds.shown(999));
    }

    @Test
    void whatDoesNotFitIsRefusedWithSizesAndNothingIsLeftOrLost() throws IOException {
        Store store = store(most(100 * KB));
        keep(store, "one", "s", 60 * KB);
        long before = store.bytes();
        StoreFullException full = assertThrows(StoreFullException.class, () -> keep(store, "two", "s", 50 * KB));
        assertTrue(
                full.getMessage().contains("of at most 100.0 kB, and the call needs 50.0 kB more; prune it"),
                full::getMessage);
        assertEquals(List.of("one"), calls(store));
        assertFalse(Files.exists(store.shelf("two")));
        holdsAbout(before, store);
        keep(store, "three", "s", 20 * KB);
        assertThrows(StoreFullException.class, () -> keep(store, "four", "s", 50 * KB));
        store.done("one");
        now = now.plus(Duration.ofMinutes(15)); // before that its blobs might be wanted by somebody
        keep(store, "five", "s", 50 * KB);
        assertEquals(List.of("three", "five"), calls(store));
    }

    @Test
    void whatWasNotForetoldIsCountedAndRefusedToo() throws IOException {
        Store store = store(most(100 * KB));
        assertThrows(StoreFullException.class, () -> store.keep("c", List.of(step(store, "c", 120 * KB))));
        assertEquals(List.of(), calls(store));
        now = now.plus(Duration.ofHours(1)); // until then its blob may be wanted by somebody, and counts
        store.keep("d", List.of(step(store, "d", 80 * KB)));
        assertTrue(store.find("d").orElseThrow().bytes() >= 80 * KB);
        assertTrue(store.bytes() >= 80 * KB, () -> number + " files");
    }

    @Test
    void whatIsMovedInLaterCountsAsSoonAsItIsForetold() throws IOException {
        Store store = store(most(100 * KB));
        store.keep("c", List.of(step(store, "c", 1).foretelling(70 * KB)));
        assertEquals(70 * KB, store.find("c").orElseThrow().bytes());
        // Nothing has been moved yet, and the count is taken anew before a refusal: the one that is not there does not
        // count then.
        keep(store, "d", "s", 50 * KB);
    }

    @Test
    void oldCallsAndThoseTakenBackGiveWayFirst() throws IOException {
        Store store = store(most(100 * KB));
        keep(store, "old", "s", 30 * KB);
        now = now.plus(Duration.ofDays(31));
        keep(store, "back", "s", 30 * KB);
        now = now.plusSeconds(1);
        keep(store, "dear", "s", 30 * KB);
        store.done("back");
        assertEquals(List.of("old", "back", "dear"), calls(store), "nothing gives way while there is room");
        keep(store, "new", "s", 60 * KB);
        assertEquals(List.of("dear", "new"), calls(store));
        assertTrue(store.blobs().has(hash(store, "dear")));
    }

    private static String hash(Store store, String call) throws IOException {
        return Files.readAllLines(store.shelf(call).resolve("0")).get(0);
    }

    @Test
    void sessionsGiveWayOnlyWhereThatIsWantedAndNeverOnesOwn() throws IOException {
        for (String session : List.of("a", "mine", "b")) {
            keep(store(most(100 * KB)), session, session, 30 * KB);
            now = now.plus(Duration.ofHours(2));
        }
        assertThrows(StoreFullException.class, () -> keep(store(most(100 * KB)), "x", "mine", 30 * KB));
        Store forgetful = store(most(100 * KB).forgettingSessions());
        keep(forgetful, "x", "mine", 30 * KB);
        assertEquals(List.of("mine", "b", "x"), calls(forgetful), "the oldest gave way");
        now = now.plus(Duration.ofHours(2));
        keep(forgetful, "y", "mine", 30 * KB);
        assertEquals(List.of("mine", "x", "y"), calls(forgetful));
        now = now.plus(Duration.ofHours(2));
        assertThrows(StoreFullException.class, () -> keep(forgetful, "z", "mine", 30 * KB));
        assertEquals(List.of("mine", "x", "y"), calls(forgetful));
    }

    @Test
    void aCountThatIsMissingDamagedOrTooHighIsTakenAnew() throws IOException {
        Store store = store(most(100 * KB));
        keep(store, "one", "s", 30 * KB);
        Path usage = store.root().resolve("usage");
        for (String text : List.of("", "{", "{\"bytes\":-1}", "{\"bytes\":\"x\"}", "\u00ff")) {
            Files.write(usage, text.getBytes(StandardCharsets.ISO_8859_1));
            holdsAbout(30 * KB, store);
        }
        Files.delete(usage);
        holdsAbout(30 * KB, store);
        Files.writeString(usage, "{\"bytes\":99000}");
        keep(store, "two", "s", 30 * KB);
    }

    @Test
    void twoCallsCannotBothHaveTheLastRoom() throws Exception {
        Store store = store(most(100 * KB));
        KeptFiles first = step(store, "one", 60 * KB).foretelling(60 * KB);
        KeptFiles second = step(store, "two", 60 * KB).foretelling(60 * KB);
        StoreFullException[] full = new StoreFullException[1];
        store.keep("one", List.of(first, new Meanwhile(() -> {
            // The shelf of the first is being filled: the second finds the room taken.
            Thread other = new Thread(() -> {
                try {
                    assertFalse(new Usage(store.root(), new LocalDisk()).reserve(second.bytes(), store.bounds()));
                    full[0] = new StoreFullException("as it should be");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            other.start();
            other.join();
        })));
        assertEquals("as it should be", full[0].getMessage());
    }

    @Test
    void boundsThatMeanNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> most(-1));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 0, Duration.ZERO, false));
        assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 101, Duration.ZERO, false));
        assertThrows(IllegalArgumentException.class, () -> Bounds.usual().withOldest(Duration.ofDays(-1)));
    }
}
