package io.brattice.journal;

import com.google.common.util.concurrent.Uninterruptibles;
import io.brattice.action.Resource;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of one ledger, as this process has them open.
 *
 * <pre>
 * ledger.lock    locked by whichever process reads or writes the log right now
 * ledger.log     a snapshot, then every change since ({@link LedgerEvent})
 * ledger.next    a snapshot being written; renamed over ledger.log once it is whole
 * ledger.page    two numbers in shared memory: how many changes there were, and which generation ledger.log is
 * ledger.alive-ID  one for each process, locked as long as it lives
 * ledger.id      names this ledger, in answers that are signed for it
 * questions/, answers/  see {@link Postbox}; made by gates that take signed answers
 * </pre>
 *
 * <p>A lock is the proof of life: the operating system takes it from a process that is killed, however it is killed, and no
 * later process with the same number can be taken for it. The page is only there so that a process need not take the lock to
 * know that nothing has changed. All of it needs a local file system.
 */
final class LedgerFolder {

    /**
     * One of each folder in a JVM. It has to be static: file locks belong to the process, so a second holder in the same JVM
     * would not be kept out, and closing its file would give up the lock of the first one.
     */
    private static final Map<Path, LedgerFolder> OPEN = new HashMap<>();

    private static final ReentrantLock OPENING = new ReentrantLock();

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int CHANGES = 0;
    private static final int GENERATION = Long.BYTES;
    private static final int BUFFER = 1 << 16;
    private static final int PAGE = 2 * Long.BYTES;

    /** How often a lock that is taken is tried again before the thread sleeps for it: most are held for microseconds. */
    private static final int SPINS = 64;

    private static final String ALIVE = "ledger.alive-";
    private static final String MARK = "io.brattice.ledger:";

    private final Path folder;
    private final long compactAbove;
    private final ReentrantLock lock = new ReentrantLock();
    private final AsynchronousFileChannel lockFile;
    private final MappedByteBuffer page;
    private final String process = UUID.randomUUID().toString();
    private final AsynchronousFileChannel alive;
    private final String id;
    private final Set<String> owners = new HashSet<>();
    private long ownersEver;

    private volatile LedgerState state = new LedgerState();
    private LedgerLog log;
    private long generation;
    private long snapshotEnd;
    /** True once a log was read that an older version wrote. */
    private boolean outdated;
    /** The count on the page when this process last had read everything. */
    private volatile long seen;

    private volatile @Nullable JournalException broken;

    /** Part of an operation under the lock; what it appends is what it changed. */
    interface Step<T> {
        T run(LedgerState state, LedgerLog log) throws IOException;
    }

    private LedgerFolder(Path folder, long compactAbove) throws IOException {
        this.folder = folder;
        this.compactAbove = compactAbove;
        this.lockFile = AsynchronousFileChannel.open(
                folder.resolve("ledger.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock held = osLock();
        AsynchronousFileChannel proof = null;
        try {
            this.page = mapped(folder.resolve("ledger.page"));
            this.id = named(folder.resolve("ledger.id"));
            proof = AsynchronousFileChannel.open(
                    folder.resolve(ALIVE + process), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (proof.tryLock() == null) {
                throw new IOException("`" + ALIVE + process + "` is locked by another process");
            }
            this.alive = proof;
            if (!Files.exists(log())) {
                create();
            }
            this.log = new LedgerLog(log());
            this.generation = onPage(GENERATION);
            readOn();
            if (outdated) { // no process of the older version may go on with it: it would not know what is appended
                compact();
            }
        } catch (IOException | RuntimeException e) {
            if (proof != null) {
                Files.deleteIfExists(folder.resolve(ALIVE + process));
                proof.close();
            }
            lockFile.close();
            throw e;
        }
        held.release();
    }

    /** The folder as this process has it open already, or opened now. Give it back with {@link #close}. */
    static LedgerFolder open(Path dir, long compactAbove) throws JournalException {
        OPENING.lock();
        try {
            createFolder(dir);
            Path folder = dir.toRealPath();
            LedgerFolder known = OPEN.get(folder);
            if (known == null) {
                mark(folder);
                try {
                    known = new LedgerFolder(folder, compactAbove);
                } catch (IOException | RuntimeException e) {
                    unmark(folder);
                    throw e;
                }
                OPEN.put(folder, known);
            }
            return known;
        } catch (JournalException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new JournalException(
                    "cannot open a ledger in `" + dir + "`: " + e.getMessage()
                            + "; give a folder that this process may write to",
                    e);
        } finally {
            OPENING.unlock();
        }
    }

    /** Questions hold the arguments of calls: a folder that is made here is for its owner only, where the file system can say so. */
    private static void createFolder(Path dir) throws IOException {
        if (Files.isDirectory(dir)) {
            return;
        }
        if (dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(dir);
        }
    }

    /**
     * {@link #OPEN} is one per class loader, and merely opening and closing the files a second time in this process would give up
     * the locks of the first. The system properties are the one map that every class loader shares.
     */
    private static void mark(Path folder) throws JournalException {
        if (System.getProperties().putIfAbsent(MARK + folder, "open") != null) {
            throw new JournalException("the ledger in `" + folder
                    + "` is open in another class loader of this process; load Brattice once");
        }
    }

    private static void unmark(Path folder) {
        System.getProperties().remove(MARK + folder);
    }

    /** A name for one user of this folder in this process, under which it claims calls. */
    String newOwner() {
        lock.lock();
        try {
            String owner = process + "/" + ++ownersEver;
            owners.add(owner);
            return owner;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up one owner; with the last one, the files are closed. */
    void close(String owner) {
        OPENING.lock();
        lock.lock();
        try {
            if (owners.remove(owner) && owners.isEmpty()) {
                OPEN.remove(folder, this);
                broken = new JournalException("the ledger in `" + folder + "` is closed; open it again");
                Files.deleteIfExists(folder.resolve(ALIVE + process));
                alive.close();
                log.close();
                lockFile.close();
                unmark(folder);
            }
        } catch (IOException e) {
            broken = new JournalException("the ledger in `" + folder + "` could not be closed", e);
        } finally {
            lock.unlock();
            OPENING.unlock();
        }
    }

    String id() {
        return id;
    }

    Postbox postbox() {
        return Postbox.of(folder);
    }

    Set<Resource> protects() {
        return Set.of(Resource.file(folder));
    }

    /** The state with everything that any process has done; may be read by {@link LedgerState}'s lock-free methods. */
    LedgerState latest() throws JournalException {
        refuseIfBroken();
        if (onPage(CHANGES) != seen) {
            exclusively((known, file) -> known);
        }
        return state;
    }

    /** Reads under the lock of this process, and under that of the folder where another process has changed something. */
    <T> T read(Function<LedgerState, T> question) throws JournalException {
        lock.lock();
        try {
            return question.apply(latest());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes something, with every other process kept out.
     *
     * @param durable whether what was appended must survive a power cut before this returns; it survives this process anyway
     */
    <T> T change(boolean durable, Step<T> step) throws JournalException {
        LedgerLog[] toForce = new LedgerLog[1];
        T answer = exclusively((known, file) -> {
            long before = file.position();
            T result = step.run(known, file);
            if (file.position() != before) {
                toForce[0] = file;
                seen = onPage(CHANGES) + 1;
                LONGS.setVolatile(page, CHANGES, seen);
            }
            return result;
        });
        if (durable && toForce[0] != null) {
            force(toForce[0]);
        }
        return answer;
    }

    /**
     * Outside every lock, so that a slow disk holds up only those who need it. Others may see the change before it is forced; if
     * they build on it, their own force covers it too.
     */
    private void force(LedgerLog written) throws JournalException {
        try {
            written.force();
        } catch (IOException e) {
            lock.lock();
            try {
                if (written == log) { // else it was compacted meanwhile, and the snapshot that replaced it was forced
                    throw broken("cannot force it to disk", e);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private <T> T exclusively(Step<T> step) throws JournalException {
        lock.lock();
        try {
            refuseIfBroken();
            FileLock held = osLock();
            try {
                long changes = onPage(CHANGES);
                readOn();
                seen = changes;
                T answer = step.run(state, log);
                if (log.position() > Math.max(compactAbove, 4 * snapshotEnd)) {
                    compact();
                }
                return answer;
            } finally {
                held.release();
            }
        } catch (JournalException e) {
            broken = e;
            throw e;
        } catch (IllegalArgumentException e) { // says what is wrong with the operation, which has changed nothing
            throw e;
        } catch (IOException | RuntimeException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfBroken() throws JournalException {
        JournalException cause = broken;
        if (cause != null) {
            throw new JournalException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Once anything has gone wrong, what this process believes may not be what is on disk. */
    private JournalException broken(String what, Throwable cause) {
        JournalException failure = new JournalException(
                "the ledger in `" + folder + "` failed: " + what + "; open it again once the cause is gone", cause);
        broken = failure;
        return failure;
    }

    // -- the files ----------------------------------------------------------------------------------------------------

    /** True when the process or the user of this name is gone, so that its calls will never end. */
    boolean isGone(String owner) {
        int slash = owner.indexOf('/');
        String other = slash < 0 ? owner : owner.substring(0, slash);
        if (other.equals(process)) {
            return !owners.contains(owner);
        }
        Path proof = folder.resolve(ALIVE + other);
        if (Files.notExists(proof)) {
            return true;
        }
        try (AsynchronousFileChannel file = AsynchronousFileChannel.open(proof, StandardOpenOption.WRITE);
                FileLock held = file.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // no proof that it is gone
        }
    }

    /** Removes what processes that are gone have left behind. */
    void sweep() {
        try (var files = Files.newDirectoryStream(folder, ALIVE + "*")) {
            for (Path proof : files) {
                String other = proof.getFileName().toString().substring(ALIVE.length());
                if (!other.equals(process) && isGone(other)) {
                    Files.deleteIfExists(proof);
                }
            }
        } catch (IOException e) {
            // They are only clutter: the next process that starts tries again.
        }
    }

    private void readOn() throws IOException {
        long now = onPage(GENERATION);
        if (now != generation) {
            log.close();
            log = new LedgerLog(log());
            generation = now;
            state = new LedgerState();
        }
        LedgerState known = state;
        log.readOn(event -> {
            outdated = outdated || LedgerEvent.isOldFormat(event);
            if (LedgerEvent.isSnapshotEnd(event)) {
                snapshotEnd = log.position();
            }
            LedgerEvent.apply(event, known);
        });
    }

    private void create() throws IOException {
        if (onPage(GENERATION) != 0) {
            throw new JournalException("the ledger `" + log() + "` is gone, but its folder was in use;"
                    + " restore it, or let a person empty the folder");
        }
        writeNext();
        moveNext();
        LONGS.setVolatile(page, GENERATION, 1L);
    }

    /**
     * Replaces the log by a snapshot of what it led to. Killed before the rename, the old log stands; after it, the new one. The
     * generation is counted up first, so that no other process goes on writing to a file that has no name any more.
     */
    private void compact() throws IOException {
        writeNext();
        generation = onPage(GENERATION) + 1;
        LONGS.setVolatile(page, GENERATION, generation);
        moveNext();
        log.close();
        log = new LedgerLog(log());
        log.skip();
        snapshotEnd = log.position();
    }

    private void writeNext() throws IOException {
        Path next = folder.resolve("ledger.next");
        Files.deleteIfExists(next);
        try (FileOutputStream file = new FileOutputStream(next.toFile());
                BufferedOutputStream out = new BufferedOutputStream(file, BUFFER)) {
            LedgerEvent.snapshot(state, event -> out.write(LedgerLog.framed(event)));
            out.flush();
            file.getFD().sync();
        }
    }

    private void moveNext() throws IOException {
        Files.move(folder.resolve("ledger.next"), log(), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Path log() {
        return folder.resolve("ledger.log");
    }

    private long onPage(int which) {
        return (long) LONGS.getVolatile(page, which);
    }

    /** Under the lock: given once, and never again. */
    private static String named(Path file) throws IOException {
        if (Files.notExists(file)) {
            Path next = file.resolveSibling("ledger.id.next");
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                out.write(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
                out.getFD().sync();
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        }
        String name = Files.readString(file).strip();
        try {
            return UUID.fromString(name).toString();
        } catch (IllegalArgumentException e) {
            throw new IOException("`" + file + "` does not name a ledger; remove it, and questions are asked anew", e);
        }
    }

    private static MappedByteBuffer mapped(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE);
        }
    }

    /** An asynchronous channel, because an interrupt of the calling thread cannot close it. */
    private FileLock osLock() throws IOException {
        for (int i = 0; i < SPINS; i++) {
            FileLock taken = lockFile.tryLock();
            if (taken != null) {
                return taken;
            }
            Thread.onSpinWait();
        }
        try {
            // Waits in a thread of its own, so that an interrupt of this one neither ends the wait nor loses the lock.
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(lockFile.lock()));
        } catch (ExecutionException e) {
            throw new IOException("cannot lock `" + folder.resolve("ledger.lock") + "`", e.getCause());
        }
    }
}
