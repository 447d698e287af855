package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing gets the name by which it counts before all of it is on the disk. */
class DurabilityTest {

    @TempDir
    Path folder;

    /** Knows what would be lost if the machine lost its power now, and looks when a manifest gets its name. */
    private static final class Volatile extends PassingDisk {
        private final boolean syncs;
        private final Set<Path> lost = new HashSet<>();
        private final List<String> faults = new ArrayList<>();
        private int forced;
        private int synced;
        private int manifests;

        Volatile(boolean syncs) {
            this.syncs = syncs;
        }

        @Override
        public void createFolder(Path path) throws IOException {
            super.createFolder(path);
            lost.add(Store.parent(path));
        }

        @Override
        public Output create(Path file) throws IOException {
            lost.add(file);
            lost.add(Store.parent(file));
            return super.create(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            if (to.endsWith("manifest.json")) {
                manifests++;
                for (Path each : lost) {
                    boolean temporary = each.endsWith("usage.new") || each.endsWith("new");
                    boolean forcedNext = each.equals(Store.parent(to)) || each.equals(Store.parent(Store.parent(to)));
                    if (!temporary && !forcedNext && Files.exists(each) && !each.endsWith("usage")) {
                        faults.add(each + " is not on the disk");
                    }
                }
            }
            super.rename(from, to);
            if (lost.remove(from)) {
                lost.add(to);
            }
            lost.add(Store.parent(to));
        }

        @Override
        public void force(Path path) throws IOException {
            super.force(path);
            forced++;
            lost.remove(path);
        }

        @Override
        public boolean sync(Path path) throws IOException {
            if (syncs) {
                synced++;
                lost.clear();
            }
            return syncs && super.sync(path);
        }
    }

    private Volatile kept(String name, boolean syncs, int files) throws IOException {
        Volatile disk = new Volatile(syncs);
        Store store = Store.in(folder.resolve(name), Bounds.usual(), disk, InstantSource.system());
        Path[] all = new Path[files];
        for (int i = 0; i < files; i++) {
            all[i] = Files.writeString(folder.resolve("f" + i), "content " + i);
        }
        store.keep("c", List.of(KeptFiles.of(store, "c", all)));
        assertEquals(1, disk.manifests);
        assertEquals(List.of(), disk.faults);
        assertTrue(!disk.lost.contains(store.shelf("c")) && !disk.lost.contains(store.root()), "its names are durable");
        return disk;
    }

    @Test
    void manyFilesTakeOneSync() throws IOException {
        Volatile disk = kept("store", true, 100);
        assertEquals(1, disk.synced);
        assertTrue(disk.forced <= 4, () -> disk.forced + " forced"); // the version, the shelf, the store, what it is in
    }

    @Test
    void whereTheSystemCannotEachIsForced() throws IOException {
        Volatile disk = kept("store", false, 100);
        assertTrue(disk.forced > 100, () -> disk.forced + " forced");
    }

    @Test
    void fewFilesAreForcedOneByOne() throws IOException {
        assertEquals(0, kept("store", true, 0).synced);
    }

    /** Somebody else may have kept it a moment ago, and not brought it to the disk yet. */
    @Test
    void whatWasKeptAlreadyIsBroughtToTheDiskAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("f0"), "content 0");
        Store.in(folder.resolve("store")).blobs().put(file);
        List<Path> forced = new ArrayList<>();
        Disk disk = new PassingDisk() {
            @Override
            public void force(Path path) throws IOException {
                forced.add(path);
                super.force(path);
            }
        };
        Store store = Store.in(folder.resolve("store"), Bounds.usual(), disk, InstantSource.system());
        String hash = store.blobs().put(file);
        store.sync();
        assertTrue(forced.stream().anyMatch(path -> path.endsWith(hash)), forced::toString);
    }
}
