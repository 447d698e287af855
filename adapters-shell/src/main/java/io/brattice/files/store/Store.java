package io.brattice.files.store;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.ToolCall;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where things that were moved aside or copied live: a folder that only its owner may enter, with one shelf per call.
 *
 * <p>Guarantees: what {@link #keep} was done with is complete and durable, and stays until it is pruned; what a crash left half done is
 * ignored, and removed by a later pruning. Several processes may use one store. It never grows beyond its {@link Bounds} by what it was told
 * ({@link Step#bytes}); a call that does not fit is not secured.
 *
 * <p>It must lie outside every workspace, on the same file system, and the gate should be told to protect it.
 */
public final class Store {

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Path root;
    private final Path lock;
    private final Bounds bounds;
    private final Disk disk;
    private final InstantSource clock;
    private final Unsynced unsynced;
    private final Blobs blobs;
    private final Usage usage;

    /** When there was nothing that could give way. Looking again takes time, and each call would. */
    private volatile Instant futile = Instant.MIN;

    private Store(Path root, Bounds bounds, Disk disk, InstantSource clock) {
        this.root = root;
        this.lock = root.resolve(Names.LOCK);
        this.bounds = bounds;
        this.disk = disk;
        this.clock = clock;
        this.unsynced = new Unsynced(root, disk);
        this.blobs = new Blobs(root, disk, clock, unsynced);
        this.usage = new Usage(root, disk);
    }

    /** Opens a store with the usual bounds, making the folder if it does not exist. */
    public static Store in(Path folder) throws IOException {
        return in(folder, Bounds.usual());
    }

    /**
     * Opens a store, making the folder if it does not exist.
     *
     * @throws IOException also for a folder that is a link, belongs to somebody else, that others may write to, or that a newer version wrote
     */
    public static Store in(Path folder, Bounds bounds) throws IOException {
        return in(folder, bounds, new LocalDisk(), InstantSource.system());
    }

    static Store in(Path folder, Bounds bounds, Disk disk, InstantSource clock) throws IOException {
        return new Store(Premises.enter(folder, disk), bounds, disk, clock);
    }

    /** The folder itself, after links. */
    public Path root() {
        return root;
    }

    /** How much it may hold. */
    public Bounds bounds() {
        return bounds;
    }

    /** How much it holds, as far as was counted. */
    public long bytes() throws IOException {
        return usage.bytes();
    }

    /** What is kept by content. */
    public Blobs blobs() {
        return blobs;
    }

    /** Brings all that was written to the store to the disk, at once. */
    public void sync() throws IOException {
        unsynced.sync();
    }

    /** The shelf of a call, which need not exist yet. The name gives nothing to whoever chose the call's id. */
    public Path shelf(String call) {
        return Shelf.place(root, call);
    }

    /** What is kept of each call, the oldest first. */
    public List<Shelf> shelves() throws IOException {
        return Shelf.all(root);
    }

    /** What is kept of a call. */
    public Optional<Shelf> find(String call) throws IOException {
        return Shelf.read(shelf(call));
    }

    /** True when a rename between the store and the path is possible: both are on one device. */
    public boolean reaches(Path path) throws IOException {
        return Files.getAttribute(root, "unix:dev")
                .equals(Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS));
    }

    /** {@link #keep(String, String, List)} for a call as it came through the gate. */
    public Arguments keep(ToolCall call, List<? extends Step> steps) throws IOException {
        return keep(call.id(), call.caller().session(), steps);
    }

    /** {@link #keep(String, String, List)} for a call of no session. */
    public Arguments keep(String call, List<? extends Step> steps) throws IOException {
        return keep(call, "", steps);
    }

    /**
     * Makes the shelf of a call, keeps what the steps would overwrite, and writes down on the shelf what they are. Durable when it returns;
     * when it throws, nothing is left.
     *
     * @return the notes of the steps: what it takes to take the call back
     * @throws FileAlreadyExistsException when the call has a shelf already
     * @throws StoreFullException when there is no room, and none may be made
     */
    public Arguments keep(String call, String session, List<? extends Step> steps) throws IOException {
        Keeping.Room room = new Keeping.Room() {
            @Override
            public void make(long bytes) throws IOException {
                makeRoom(bytes, session);
            }

            @Override
            public boolean more(long bytes) throws IOException {
                return usage.reserve(bytes, bounds);
            }
        };
        return new Keeping(root, disk, blobs, unsynced, usage).keep(call, session, clock.instant(), steps, room);
    }

    /** Says that a shelf needs blobs, besides those that its steps named. Durable when it returns. */
    public void refer(String call, Collection<String> hashes) throws IOException {
        Hold hold = Hold.shared(lock, Hold.PATIENCE);
        try (hold) {
            new Keeping(root, disk, blobs, unsynced, usage).refer(shelf(call), hashes);
            unsynced.sync();
        }
    }

    /** Notes that a call was taken back: what is kept of it is the first to give way. Nothing happens where nothing is kept. */
    public void done(String call) throws IOException {
        Hold hold = Hold.shared(lock, Hold.PATIENCE);
        try (hold) {
            if (Files.isDirectory(shelf(call))) {
                disk.create(shelf(call).resolve(Names.DONE)).close();
                futile = Instant.MIN;
            }
        } catch (FileAlreadyExistsException e) {
            // It was noted before.
        }
    }

    /** Keeps everybody from pruning, in this process and others, until it is closed: for whoever reads from shelves. */
    public Closeable hold() throws IOException {
        return Hold.shared(lock, Hold.PATIENCE);
    }

    /** {@link #prune(Pruning, Pruning.Progress)} without a word on the way. */
    public Pruned prune(Pruning pruning) throws IOException {
        return prune(pruning, Pruning.Progress.SILENT);
    }

    /**
     * Forgets calls, and whatever nothing refers to any more. Spares what was kept within the last hour, unless its call was taken back.
     * Waits for those who keep or restore something, for half a minute at most.
     */
    public Pruned prune(Pruning pruning, Pruning.Progress progress) throws IOException {
        Hold hold = Hold.alone(lock, Hold.PATIENCE);
        try (hold) {
            Pruned pruned = new Sweep(root, disk, clock.instant(), progress).run(pruning);
            usage.rebuild();
            futile = Instant.MIN;
            return pruned;
        }
    }

    /** What a pruning would forget now, call by call, without what it would spare; nothing is removed. */
    public List<Shelf> foresee(Pruning pruning) throws IOException {
        Instant now = clock.instant();
        List<Shelf> all = shelves();
        Set<Shelf> chosen = pruning.choose(all, bytes(), now);
        return all.stream()
                .filter(shelf -> chosen.contains(shelf) && !Sweep.isSpared(shelf, now))
                .toList();
    }

    private void makeRoom(long bytes, String session) throws IOException {
        if (usage.reserve(bytes, bounds)) {
            return;
        }
        boolean worthALook = futile.isBefore(clock.instant().minus(AGAIN));
        if (worthALook) {
            prune(Pruning.olderThan(bounds.oldest()).or(Pruning.takenBack()));
        }
        if (usage.reserve(bytes, bounds)) {
            return;
        }
        if (worthALook && bounds.forgetsSessions()) {
            prune(Pruning.to(Math.max(0, usage.limit(bounds) - bytes), session));
            if (usage.reserve(bytes, bounds)) {
                return;
            }
        }
        futile = worthALook ? clock.instant() : futile;
        throw new StoreFullException("the store `" + root + "` holds " + Bounds.shown(usage.bytes()) + " of at most "
                + Bounds.shown(usage.limit(bounds)) + ", and the call needs " + Bounds.shown(bytes)
                + " more; prune it, or open it with wider bounds");
    }

    /** Forces a file, or the entries of a folder, to the disk. Links are skipped: they are forced with their folder. */
    public static void force(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** True for what lies in a folder of git's own data: what is written there may be run by git, of whoever calls it next. */
    public static boolean holdsGitData(Path path) {
        for (Path name : path) {
            if (isGit(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Some disks take no notice of case, of characters that are not seen, or know a folder by a short name as well. */
    private static boolean isGit(String name) {
        StringBuilder seen = new StringBuilder();
        name.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(seen::appendCodePoint);
        String plain = seen.toString();
        return plain.equalsIgnoreCase(".git") || plain.equalsIgnoreCase("git~1");
    }

    /** Refuses where a link has come to be on the way to a path: what is put back would go somewhere else. */
    public static void refuseLinkedParent(Path path) throws IOException, StaleException {
        Path up = path.getParent();
        while (up != null && !Files.exists(up, LinkOption.NOFOLLOW_LINKS)) {
            up = up.getParent();
        }
        if (up != null && !(Files.isDirectory(up) && up.toRealPath().equals(up))) {
            throw new StaleException("the way to `" + path + "` leads somewhere else now");
        }
    }

    /** The folder that a path is in. */
    public static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "the root folder has no parent");
    }
}
