package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A journal in a folder: one stream of segment files per process, hash-chained, written ahead and forced.
 *
 * <p>Guarantees: what {@link #append} returned for survives a crash of the process, of the system and of the power, as far
 * as the disk keeps its word. A write that a crash cut short is cut off when the stream is opened again; damage anywhere
 * else makes opening fail and say where. Secrets that {@link Redaction} knows never reach the disk.
 *
 * <p>Does not: keep somebody who can write the folder from cutting off the end, putting back an older copy or writing a new
 * chain; {@link Verification} says more. Keep what was noted within the last half second before a crash. Work on a file
 * system other than the default one, or on a network file system that does not lock or does not force.
 *
 * <p>A process that opens the folder goes on with a stream whose owner is gone, and begins a new one only where all are
 * held. So there are no more streams than there were processes at once, and the end of a finished process is kept in the
 * chain by the next. Opening reads the stream that it goes on with from end to end: about a second for a gigabyte.
 *
 * <p>Safe for use by many threads; several journals of one folder may be open in one process, each with its own stream.
 */
public final class FileJournal implements Journal {
    private static final String LOCK = "lock";
    private static final String SIGNING_KEY = "signing.key";
    private static final String PUBLIC_KEY = "signing.pub";
    /** No stream has this id. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Path folder;
    private final Redactor redactor;
    private final Path signingKey;
    private final ProcessLock lock;
    private final StreamWriter writer;
    private final GroupCommit commits;

    private FileJournal(Path folder, Redactor redactor, Path signingKey, ProcessLock lock, StreamWriter writer)
            throws IOException {
        this.folder = folder;
        this.signingKey = signingKey;
        this.redactor = redactor;
        this.lock = lock;
        this.writer = writer;
        Path stream = folder.resolve(writer.stream().toString());
        this.commits = new GroupCommit(folder, writer, new Checkpoints(stream, signingKey, writer.sequence()));
    }

    /**
     * Opens the journal of a folder with {@linkplain Redaction#defaults() the usual redaction}, creating it where there is
     * none.
     *
     * @throws JournalException if it cannot be read or written, or is damaged: it then names file, offset and entry
     */
    public static FileJournal in(Path folder) throws JournalException {
        return builder(folder).open();
    }

    /** A builder, for a journal with settings of its own. Nothing is opened until {@link Builder#open}. */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /**
     * Checks every checksum, hash, link and number of every stream, and changes nothing. Processes may be writing meanwhile;
     * what they have not finished writing is not counted.
     *
     * <p>Of {@linkplain Checkpoint checkpoints} it looks at what they say, but at no signature: pass a key for that.
     *
     * @throws JournalException if a file cannot be read; a journal that is damaged is no reason, but a result
     */
    public static Verification verify(Path folder) throws JournalException {
        return verify(folder, List.of(), List.of());
    }

    /**
     * The same, and that what is signed was signed by one of these keys. With keys, an entry that no signature speaks for is
     * counted as unsigned; the last ones that a process wrote before it was killed are, and so would be what somebody wrote who has no
     * key.
     *
     * @param keys public keys; none, and signatures are not looked at
     * @param kept checkpoints that were kept elsewhere: each must still hold, and its stream must still be there
     * @throws JournalException if a file cannot be read
     */
    public static Verification verify(Path folder, Collection<PublicKey> keys, Collection<Checkpoint> kept)
            throws JournalException {
        try {
            return JournalFolder.verify(folder, keys, kept);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Reads a public key in PEM, such as {@code signing.pub} in the folder of a journal.
     *
     * @throws JournalException if there is none in this file
     */
    public static PublicKey publicKey(Path file) throws JournalException {
        try {
            return SigningKey.publicKey(file);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(
                    "the key in `" + file + "` cannot be read (" + e + "); check that it is there", e);
        }
    }

    /** Where the public part of its signing key lies. Whoever can write the folder can put another there: keep a copy elsewhere. */
    public static Path publicKeyOf(Path folder) {
        return folder.resolve(PUBLIC_KEY);
    }

    /**
     * What could be pruned: of each stream the oldest segments, as far as every entry in them is older than that. Segments with an
     * intent that has no end stay, and so does the newest of each stream. Changes nothing.
     *
     * @throws JournalException if a file cannot be read, or is damaged: then nothing should go
     */
    public static Shortening shortening(Path folder, Instant before) throws JournalException {
        try {
            return ShorteningPlan.of(folder, before);
        } catch (DamagedException e) {
            throw e.refusal();
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Prunes what {@link #shortening} found, also from streams of other processes, which may be writing. An entry that says so is
     * durable first, then a signed mark in the stream, and only then the files go: what is left verifies from the mark on.
     *
     * @param by whoever wants it
     * @throws JournalException if it cannot be signed, written or removed; what was not reached is still there
     */
    public void shorten(Shortening what, String by) throws JournalException {
        try {
            SigningKey key = SigningKey.in(signingKey, publicKeyOf(folder));
            ProcessLock alone = ProcessLock.tryAcquire(folder, "pruning")
                    .orElseThrow(() ->
                            new JournalException("the journal in `" + folder + "` is being pruned; try again later"));
            try (alone) {
                for (Shortening.Stretch each : what.stretches()) {
                    Checkpoint mark = Checkpoint.by(
                            key, each.stream(), each.sequence(), each.hash(), Instant.now(), each.segment() + 1);
                    append(each.entry(mark, by));
                    PruneMark.write(folder.resolve(each.stream()), mark);
                    for (Path file : each.files()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(
                    "the journal in `" + folder + "` could not be pruned (" + e + "); do it again", e);
        }
    }

    /**
     * Every entry of the journal in this folder, as {@link #read(Consumer)} gives them, without opening it: nothing is locked,
     * written or created. What other processes have not finished writing is not read.
     *
     * @throws JournalException if a file cannot be read, or is damaged: everything before the damage was read
     */
    public static void read(Path folder, Consumer<? super Entry> reader) throws JournalException {
        try {
            JournalFolder.read(folder, NOBODY, 0, recorded -> reader.accept(recorded.entry()));
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * The same, with the place of each entry in its chain.
     *
     * @throws JournalException if a file cannot be read, or is damaged: everything before the damage was read
     */
    public static void readPlaces(Path folder, Consumer<? super Recorded> reader) throws JournalException {
        try {
            JournalFolder.read(folder, NOBODY, 0, reader);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** What is written to this folder from now on, by whatever process, and some of what was written last; nothing is locked or written. */
    public static JournalTail tail(Path folder) {
        return new JournalTail(folder);
    }

    /** Where it lives. */
    public Path folder() {
        return folder;
    }

    @Override
    public void append(Entry entry) throws JournalException {
        commits.append(entry.kind().code(), payload(entry));
    }

    @Override
    public CompletionStage<Void> submit(Entry entry) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        try {
            commits.submit(entry.kind().code(), payload(entry), stage);
        } catch (JournalException e) {
            stage.completeExceptionally(e);
        }
        return stage;
    }

    @Override
    public void note(Entry entry) throws JournalException {
        commits.note(entry.kind().code(), payload(entry));
    }

    /**
     * Every entry of every stream, merged by time and, within a stream, in chain order. Forces what was noted here first, so
     * a caller finds its own entries. Holds one entry per stream in memory.
     *
     * <p>Of streams that other processes are writing, the newest entries may not be durable yet. The reader may append to
     * this journal; it will not be shown what it appended.
     *
     * @throws JournalException if a stream is damaged, once everything before the damage was read; or this journal failed
     */
    @Override
    public void read(Consumer<? super Entry> reader) throws JournalException {
        commits.forceOrRefuse();
        try {
            JournalFolder.read(folder, writer.stream(), commits.durable(), recorded -> reader.accept(recorded.entry()));
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** The folder and everything in it. */
    @Override
    public boolean keeps(Arguments body) throws JournalException {
        return redactor.of(body).equals(body);
    }

    @Override
    public Set<Resource> protects() {
        Set<Resource> places = new LinkedHashSet<>();
        places.add(Resource.file(folder));
        places.add(Resource.file(signingKey));
        redactor.keyFile().map(Resource::file).ifPresent(places::add);
        return Set.copyOf(places);
    }

    /**
     * Forces what was noted, refuses what comes later, and lets another process go on with the stream.
     *
     * @throws UncheckedIOException if what was noted could not be forced and nobody was told before
     */
    @Override
    public void close() {
        Optional<JournalException> lost = commits.close();
        try (lock) {
            writer.close();
        } catch (IOException e) {
            // everything that can be is on the disk; the system closes what is left with the process
        }
        lost.ifPresent(cause -> {
            throw new UncheckedIOException(cause);
        });
    }

    private byte[] payload(Entry entry) throws JournalException {
        return Payload.encode(entry, redactor.of(entry.body()));
    }

    private static JournalException unreadable(Path folder, IOException cause) {
        return new JournalException(
                "the journal in `" + folder + "` cannot be read (" + cause
                        + "); check that it is there and whose it is",
                cause);
    }

    /** How to open a journal. */
    public static final class Builder {
        private static final long SMALLEST_SEGMENT = 4 << 10;
        private static final long LARGEST_SEGMENT = 1 << 30;

        private final Path folder;
        private Redaction redaction = Redaction.defaults();
        private long segmentSize = 16 << 20;
        private Optional<Path> key = Optional.empty();
        private Optional<Path> signing = Optional.empty();
        private Disk disk = new LocalDisk();

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
        }

        /** What must not reach the disk; {@link Redaction#defaults()} unless set. */
        public Builder redaction(Redaction rules) {
            this.redaction = Objects.requireNonNull(rules, "rules");
            return this;
        }

        /**
         * How large a file gets before the next one begins, in bytes; 16 MiB unless set. It takes that much of the disk from
         * the start.
         */
        public Builder segmentSize(long bytes) {
            if (bytes < SMALLEST_SEGMENT || bytes > LARGEST_SEGMENT) {
                throw new IllegalArgumentException("a segment of `" + bytes + "` bytes; choose from " + SMALLEST_SEGMENT
                        + " to " + LARGEST_SEGMENT);
            }
            this.segmentSize = bytes;
            return this;
        }

        /**
         * Where the key of the redacted values is kept; {@code redaction.key} in the folder unless set. It is created where
         * there is none. All processes that share the folder must name the same file.
         */
        public Builder key(Path file) {
            this.key = Optional.of(file);
            return this;
        }

        /**
         * Where the Ed25519 key is kept that signs {@linkplain Checkpoint checkpoints}; {@code signing.key} in the folder unless set.
         * It is created where there is none; {@code signing.pub} in the folder holds its public part. Whoever can read it can forge a whole journal: a place
         * that only this process reaches is better.
         */
        public Builder signingKey(Path file) {
            this.signing = Optional.of(file);
            return this;
        }

        Builder disk(Disk other) {
            this.disk = other;
            return this;
        }

        /**
         * Opens it.
         *
         * @throws JournalException as {@link FileJournal#in} does
         */
        public FileJournal open() throws JournalException {
            try {
                OwnerOnly.createFolder(folder);
                Path real = folder.toRealPath();
                Redactor redactor = Redactor.of(redaction, key.orElse(real.resolve("redaction.key")));
                for (Path stream : JournalFolder.streams(real)) {
                    Optional<ProcessLock> lock = ProcessLock.tryAcquire(stream, LOCK);
                    if (lock.isPresent()) {
                        return open(real, redactor, stream, lock.get());
                    }
                }
                while (true) {
                    Path stream = real.resolve(UUID.randomUUID().toString());
                    OwnerOnly.createFolder(stream);
                    Optional<ProcessLock> lock = ProcessLock.tryAcquire(stream, LOCK);
                    if (lock.isPresent()) { // else another process found the folder first, and has a stream
                        return open(real, redactor, stream, lock.get());
                    }
                }
            } catch (JournalException e) {
                throw e;
            } catch (IOException e) {
                throw new JournalException(
                        "the journal in `" + folder + "` cannot be opened (" + e
                                + "); check the disk and whose folder it is",
                        e);
            }
        }

        private FileJournal open(Path real, Redactor redactor, Path stream, ProcessLock lock) throws IOException {
            try {
                Path signer = signing.orElse(real.resolve(SIGNING_KEY)).toAbsolutePath();
                return new FileJournal(real, redactor, signer, lock, StreamWriter.open(stream, disk, segmentSize));
            } catch (DamagedException e) {
                lock.close();
                throw e.refusal();
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        }
    }
}
