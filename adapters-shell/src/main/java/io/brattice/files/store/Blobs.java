package io.brattice.files.store;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The bytes of files, each kept once, under their SHA-256.
 *
 * <p>Guarantees: what is kept under a hash had that hash when it was written, whatever was done to the file meanwhile; what was kept before
 * is compared, not believed; nothing that is damaged is restored. Holes of 4 KiB and more stay holes.
 *
 * <p>Does not: make anything durable before {@link Store#sync}, nor keep for longer than ten minutes what no shelf refers to
 * ({@link Store#refer}).
 */
public final class Blobs {

    /** Up to here a file is read at once, so that what is kept already is not written again. */
    private static final long SMALL = 64 << 10;

    private static final int ATTEMPTS = 4;

    /** Systems tell times by ticks of up to so much: of two changes within one, the second cannot be seen. */
    private static final long TICK = Duration.ofMillis(10).toNanos();

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path root;
    private final Path lock;
    private final Path damaged;
    private final Disk disk;
    private final InstantSource clock;
    private final Unsynced unsynced;

    Blobs(Path store, Disk disk, InstantSource clock, Unsynced unsynced) {
        this.root = store.resolve(Names.BLOBS);
        this.lock = store.resolve(Names.LOCK);
        this.damaged = store.resolve(Names.DAMAGED);
        this.disk = disk;
        this.clock = clock;
        this.unsynced = unsynced;
    }

    /**
     * Keeps the bytes of a plain file.
     *
     * @return their SHA-256 in hex
     * @throws IOException also for a file that is written to again and again while it is copied
     */
    public String put(Path file) throws IOException {
        String shown = Step.shown(file.toAbsolutePath());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Sighting before = settled(file);
            if (before.kind() != Sighting.Kind.FILE) {
                throw new IOException("`" + shown + "` is no plain file; only the bytes of files can be kept");
            }
            Hold hold = Hold.shared(lock, Hold.PATIENCE);
            try (hold) {
                String hash = before.size() <= SMALL ? putSmall(file, before) : putLarge(file, before);
                if (!hash.isEmpty()) {
                    return hash;
                }
            }
        }
        throw new IOException("`" + shown + "` changes while it is copied; stop what writes to it, and try again");
    }

    /** Looks at a file that nobody has touched for a tick: a later change will show. */
    private static Sighting settled(Path file) throws IOException {
        Sighting seen = Sighting.of(file);
        Instant now = Instant.now();
        long age = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - seen.changed();
        if (seen.kind() == Sighting.Kind.FILE && age >= 0 && age < TICK) {
            LockSupport.parkNanos(TICK - age);
            return Sighting.of(file);
        }
        return seen;
    }

    /** Empty when the file was changed meanwhile. */
    private String putSmall(Path file, Sighting before) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes((int) before.size() + 1);
        }
        if (bytes.length != before.size() || !Sighting.of(file).isUntouchedSince(before)) {
            return "";
        }
        String hash = Transfer.of(bytes).hash();
        Path place = place(hash);
        if (isThere(place) && Files.size(place) == bytes.length && Arrays.equals(Files.readAllBytes(place), bytes)) {
            kept(place);
            return hash;
        }
        Path fresh = fresh();
        try (Disk.Output out = create(fresh)) {
            out.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw WayBack.discarding(fresh, e, disk);
        }
        place(fresh, place);
        return hash;
    }

    private String putLarge(Path file, Sighting before) throws IOException {
        Path fresh = freshInFolder();
        Transfer copied;
        try {
            copied = Transfer.copy(file, fresh, disk);
        } catch (IOException e) {
            throw WayBack.discarding(fresh, e, disk);
        }
        if (copied.length() != before.size() || !Sighting.of(file).isUntouchedSince(before)) {
            disk.delete(fresh);
            return "";
        }
        Path place = place(copied.hash());
        if (isThere(place) && Transfer.read(place).equals(copied)) {
            disk.delete(fresh);
            kept(place);
        } else {
            place(fresh, place);
        }
        return copied.hash();
    }

    private Path freshInFolder() throws IOException {
        Path fresh = fresh();
        if (!isThere(Store.parent(fresh))) {
            makeFolders(Store.parent(fresh));
        }
        return fresh;
    }

    private Path fresh() {
        return root.resolve(Names.FRESH)
                .resolve(ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "-"
                        + NUMBER.incrementAndGet());
    }

    private Disk.Output create(Path file) throws IOException {
        try {
            return disk.create(file);
        } catch (NoSuchFileException e) {
            makeFolders(Store.parent(file));
            return disk.create(file);
        }
    }

    private void place(Path fresh, Path place) throws IOException {
        try {
            disk.rename(fresh, place);
        } catch (NoSuchFileException e) {
            makeFolders(Store.parent(place));
            disk.rename(fresh, place);
        } catch (IOException e) {
            throw WayBack.discarding(fresh, e, disk);
        }
        note(place);
    }

    private void makeFolders(Path folder) throws IOException {
        for (Path each : new Path[] {root, folder}) {
            try {
                disk.createFolder(each);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            unsynced.add(Store.parent(each));
        }
    }

    /** Found as it should be: young again, so that it outlasts the time until a shelf refers to it, and durable with the rest. */
    private void kept(Path place) throws IOException {
        disk.touch(place, clock.instant());
        note(place);
    }

    private void note(Path place) {
        unsynced.add(place);
        unsynced.add(Store.parent(place));
    }

    /** Where kept bytes can be read, until the next pruning. */
    public Optional<Path> find(String hash) {
        return isHash(hash) && has(hash) ? Optional.of(place(hash)) : Optional.empty();
    }

    /** True when these bytes are kept. */
    public boolean has(String hash) {
        return isHash(hash) && isThere(place(hash));
    }

    /** How many bytes are kept under a hash. */
    long size(String hash) throws IOException {
        if (!has(hash)) {
            throw new NoSuchFileException("`" + hash + "`", null, "is not kept");
        }
        return Files.size(place(hash));
    }

    /**
     * Writes kept bytes to a place where nothing is, readable for the owner alone. They are checked before they get the name. What broke off
     * in the middle leaves nothing at the place; on another file system than the store's it may leave a file `.brattice-…` beside it.
     *
     * @throws FileAlreadyExistsException when something is there, or comes to be there meanwhile
     * @throws IOException when they are not kept any more, or damaged; then nothing is at the place
     */
    public void restore(String hash, Path to) throws IOException {
        if (!isHash(hash)) {
            throw new IOException("`" + hash + "` is not the name of something kept; pass a SHA-256 in hex");
        }
        Hold hold = Hold.shared(lock, Hold.PATIENCE);
        try (hold) {
            Path fresh = freshInFolder();
            new WayBack(disk, hash, place(hash), to.toAbsolutePath(), fresh, damaged).go();
        }
    }

    static boolean isHash(String text) {
        return text.length() == 64 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Sixteen folders: as quick as one to write to, and none too large to read. */
    private Path place(String hash) {
        return root.resolve(hash.substring(0, 1)).resolve(hash);
    }
}
