package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One pruning, by somebody who holds the store alone. A crash at any point leaves what the next one removes. */
final class Sweep {

    /** Younger shelves are spared, unless their calls were taken back: a call may still be at work with them. */
    private static final Duration YOUNG = Duration.ofHours(1);

    /** Younger blobs are spared: somebody may be about to say that he needs them. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final int NOW_AND_THEN = 100;

    private final Path root;
    private final Disk disk;
    private final Instant now;
    private final Pruning.Progress progress;
    private final Removal removal;
    private final List<String> spared = new ArrayList<>();
    private int shelves;
    private int blobs;
    private int known;

    Sweep(Path root, Disk disk, Instant now, Pruning.Progress progress) throws IOException {
        this.root = root;
        this.disk = disk;
        this.now = now;
        this.progress = progress;
        this.removal = new Removal(root, disk);
    }

    Pruned run(Pruning pruning) throws IOException {
        long before = Usage.below(root, path -> {});
        Set<Shelf> chosen = pruning.choose(Shelf.all(root), before, now);
        known = chosen.size();
        for (Shelf shelf : chosen) {
            if (isSpared(shelf, now)) {
                spared.add("what was kept of call `" + shelf.call() + "` within the last hour");
            } else if (removed(shelf.place())) {
                shelves++;
            }
            tell();
        }
        unfinished();
        blobs();
        leftovers();
        progress.at(shelves + blobs, known);
        return new Pruned(shelves, blobs, Math.max(0, before - Usage.below(root, path -> {})), spared);
    }

    /** True for what was kept within the last hour, unless its call was taken back. */
    static boolean isSpared(Shelf shelf, Instant now) {
        return !shelf.done() && shelf.at().isAfter(now.minus(YOUNG));
    }

    private boolean isYoung(Instant at) {
        return at.isAfter(now.minus(YOUNG));
    }

    private void tell() {
        if ((shelves + blobs) % NOW_AND_THEN == 0) {
            progress.at(shelves + blobs, known);
        }
    }

    private boolean removed(Path place) {
        try {
            if (Removal.isMountedBelow(place)) {
                throw new IOException("something is mounted below `" + place + "`; unmount it, and prune again");
            }
            removal.remove(removal.doom(place));
            return true;
        } catch (IOException e) {
            spared.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Shelves of calls that were never secured, and so never ran: nobody is at work with them, since nobody else is in the store. */
    private void unfinished() throws IOException {
        for (Path place : Shelf.places(root)) {
            if (Shelf.read(place).isEmpty() && !isYoung(age(place))) {
                removed(place);
            }
        }
    }

    private static Instant age(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private void blobs() throws IOException {
        Set<String> needed = new HashSet<>();
        for (Path place : Shelf.places(root)) {
            try {
                needed.addAll(Shelf.references(place));
            } catch (IOException e) {
                spared.add("all blobs: what `" + place + "` needs cannot be read (" + e.getMessage() + ")");
                return;
            }
        }
        List<Path> spare = new ArrayList<>();
        for (Path folder : entries(root.resolve(Names.BLOBS))) {
            for (Path blob : entries(folder)) {
                String name = String.valueOf(blob.getFileName());
                if (Blobs.isHash(name) && !needed.contains(name) && !age(blob).isAfter(now.minus(FRESH))) {
                    spare.add(blob);
                }
            }
        }
        known += spare.size();
        for (Path blob : spare) {
            disk.delete(blob);
            blobs++;
            tell();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        } catch (NoSuchFileException nothingYet) {
            return List.of();
        }
        return entries;
    }

    /** Nobody writes at this moment, so whatever is half written was left by a crash. */
    private void leftovers() throws IOException {
        List<Path> left = new ArrayList<>(entries(root.resolve(Names.BLOBS).resolve(Names.FRESH)));
        left.addAll(entries(root.resolve(Names.DOOMED)));
        for (Path each : entries(root)) {
            if (String.valueOf(each.getFileName()).startsWith(Names.FRESH + "-")) {
                left.add(each);
            }
        }
        for (Path each : left) {
            try {
                if (Removal.isMountedBelow(each)) {
                    throw new IOException("something is mounted below `" + each + "`; unmount it, and prune again");
                }
                removal.remove(each);
            } catch (IOException e) {
                spared.add(String.valueOf(e.getMessage()));
            }
        }
    }
}
