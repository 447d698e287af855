package io.brattice.files.store;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** How a call gets its shelf: everything is written and durable before the manifest gets its name, and without a manifest it is no shelf. */
final class Keeping {

    /** What there is room for. */
    interface Room {
        /** Makes room for so many bytes, and counts them, or refuses. */
        void make(long bytes) throws IOException;

        /** Counts so much more where there is room for it already. */
        boolean more(long bytes) throws IOException;
    }

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path root;
    private final Disk disk;
    private final Blobs blobs;
    private final Unsynced unsynced;
    private final Usage usage;

    Keeping(Path root, Disk disk, Blobs blobs, Unsynced unsynced, Usage usage) {
        this.root = root;
        this.disk = disk;
        this.blobs = blobs;
        this.unsynced = unsynced;
        this.usage = usage;
    }

    /** A call that needs more than its steps foretold is done with once more, with room made for that. */
    Arguments keep(String call, String session, Instant at, List<? extends Step> steps, Room room) throws IOException {
        Path shelf = Shelf.place(root, call);
        Arguments notes = Arguments.of("steps", steps.stream().map(Step::note).toList(), "store", root.toString());
        List<?> noted = (List<?>) notes.get("steps").orElse(List.of());
        long needed = 0;
        for (Step step : steps) {
            needed += step.bytes();
        }
        for (long counted = -1; counted < needed; ) {
            counted = needed;
            needed = attempt(shelf, steps, Shelf.manifest(call, session, at, counted, noted), counted, room);
        }
        return notes;
    }

    /** How much it needs; when that is more than was counted, then nothing is kept. */
    private long attempt(Path shelf, List<? extends Step> steps, Arguments manifest, long counted, Room room)
            throws IOException {
        if (Files.exists(shelf, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(shelf.toString());
        }
        room.make(counted);
        long held = counted;
        boolean kept = false;
        Hold hold = Hold.shared(root.resolve(Names.LOCK), Hold.PATIENCE);
        try (hold) {
            Premises.stamp(root, disk);
            disk.createFolder(shelf);
            try {
                long needed = fill(shelf, steps);
                if (needed > counted && !room.more(needed - counted)) {
                    return needed;
                }
                held = Math.max(needed, counted);
                finish(shelf, manifest.with("bytes", held));
                kept = true;
                return counted;
            } finally {
                if (!kept) {
                    discard(shelf);
                }
            }
        } finally {
            if (!kept) {
                usage.add(-held);
            }
        }
    }

    /** How many bytes are on the shelf then, and in the blobs that it needs. */
    private long fill(Path shelf, List<? extends Step> steps) throws IOException {
        Set<String> hashes = new LinkedHashSet<>();
        for (Step step : steps) {
            step.keep();
            hashes.addAll(step.references());
        }
        long bytes = Usage.below(shelf, unsynced::add);
        for (String hash : hashes) {
            bytes += blobs.size(hash);
        }
        if (!hashes.isEmpty()) {
            refer(shelf, hashes);
        }
        return bytes;
    }

    private void finish(Path shelf, Arguments manifest) throws IOException {
        Path fresh = shelf.resolve(Names.FRESH + "-" + Names.MANIFEST);
        write(fresh, manifest.canonical());
        unsynced.sync();
        disk.rename(fresh, shelf.resolve(Names.MANIFEST));
        disk.force(shelf);
        disk.force(root);
    }

    /** One list each time, so that nobody waits for anybody else's. */
    void refer(Path shelf, Collection<String> hashes) throws IOException {
        for (String hash : hashes) {
            if (!blobs.has(hash)) {
                throw new IOException("`" + hash + "` is not kept; put it again");
            }
        }
        String name = Names.REFERENCES + "-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime())
                + "-" + NUMBER.incrementAndGet();
        Path fresh = shelf.resolve(Names.FRESH + "-" + name);
        write(fresh, (String.join("\n", hashes) + "\n").getBytes(StandardCharsets.US_ASCII));
        disk.rename(fresh, shelf.resolve(name));
        unsynced.add(shelf.resolve(name));
        unsynced.add(shelf);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try (Disk.Output out = disk.create(file)) {
            out.write(bytes, 0, bytes.length);
        }
        unsynced.add(file);
    }

    /** Nothing was done yet that would need it. */
    private void discard(Path shelf) {
        try {
            Removal removal = new Removal(root, disk);
            removal.remove(removal.doom(shelf));
        } catch (IOException e) {
            return; // without a manifest it is no shelf; a later pruning removes it
        }
    }
}
