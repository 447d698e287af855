package io.brattice.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks one stream: the chain, and that what was signed of it, in its folder or in a copy kept elsewhere, still holds. */
final class StreamCheck {
    private final Path folder;
    private final Collection<PublicKey> keys;
    private final List<Checkpoint> kept;
    private long entries;
    private Optional<Checkpoint> next = Optional.empty();
    private Optional<Checkpoint> signed = Optional.empty();
    private long unsigned;
    private Optional<Instant> unsignedSince = Optional.empty();

    private StreamCheck(Path folder, Collection<PublicKey> keys, List<Checkpoint> kept) {
        this.folder = folder;
        this.keys = keys;
        this.kept = kept;
    }

    static Verification.Stream of(Path folder, Collection<PublicKey> keys, Collection<Checkpoint> kept)
            throws IOException {
        String id = folder.getFileName().toString();
        List<Checkpoint> ours =
                kept.stream().filter(each -> each.stream().equals(id)).toList();
        return new StreamCheck(folder, keys, ours).run();
    }

    /** A stream that is gone. */
    static Verification.Stream missing(Path folder, Checkpoint kept) {
        Verification.Problem problem = new Verification.Problem(
                folder.resolve(kept.stream()),
                0,
                kept.sequence(),
                "a checkpoint speaks of this stream, and it is gone");
        return new Verification.Stream(
                kept.stream(),
                0,
                0,
                kept.hash(),
                Optional.of(problem),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    private Verification.Stream run() throws IOException {
        Optional<Verification.Problem> problem = Optional.empty();
        Optional<StreamReader> opened = Optional.empty();
        try (CheckpointLines lines =
                new CheckpointLines(folder)) { // before the stream: they speak of what is there by now
            StreamReader stream = new StreamReader(folder);
            opened = Optional.of(stream);
            checkMark(stream.mark());
            read(stream, lines);
            checkNewest(lines.file());
            checkKept(stream);
        } catch (DamagedException e) {
            problem = Optional.of(e.problem());
        } finally {
            if (opened.isPresent()) {
                opened.get().close();
            }
        }
        return new Verification.Stream(
                folder.getFileName().toString(),
                entries,
                opened.map(StreamReader::sequence).orElse(0L),
                Checkpoints.digest(opened.map(StreamReader::hash).orElseGet(() -> new byte[Sha256.BYTES])),
                problem,
                signed,
                unsigned,
                unsignedSince,
                opened.flatMap(StreamReader::mark));
    }

    private void read(StreamReader stream, CheckpointLines lines) throws IOException, DamagedException {
        List<Checkpoint> awaited = new ArrayList<>(kept);
        next = lines.next();
        long first = stream.sequence() + 1;
        while (next.isPresent() && next.get().sequence() < first) {
            next = lines.next(); // of what was pruned
        }
        for (Optional<Frame> frame = stream.next(); frame.isPresent(); frame = stream.next()) {
            entries++;
            see(frame.get(), lines, awaited);
        }
        if (next.isPresent()) {
            throw new DamagedException(
                    lines.file(),
                    lines.offset(),
                    next.get().sequence(),
                    "this entry was signed for at " + next.get().at() + ", and the stream ends at entry "
                            + stream.sequence() + ": its end was cut off");
        }
    }

    private void see(Frame frame, CheckpointLines lines, List<Checkpoint> awaited)
            throws IOException, DamagedException {
        for (Checkpoint copy : awaited) {
            if (copy.sequence() == frame.sequence()) {
                require(copy, frame, lines, "a checkpoint that was kept elsewhere has another hash for this entry");
            }
        }
        if (next.isPresent() && next.get().sequence() == frame.sequence()) {
            require(next.get(), frame, lines, "this entry was signed with another hash: it was written anew since");
            signed = next;
            unsigned = 0;
            unsignedSince = Optional.empty();
            next = lines.next();
        } else {
            unsigned++;
            unsignedSince = unsignedSince.or(() -> at(frame));
        }
    }

    private static void require(Checkpoint says, Frame frame, CheckpointLines lines, String otherwise)
            throws DamagedException {
        if (!Arrays.equals(says.hash().bytes(), frame.hash())) {
            throw new DamagedException(lines.file(), lines.offset(), frame.sequence(), otherwise);
        }
    }

    /** Older ones need no look: the chain leads from the newest to every entry before it. */
    private void checkNewest(Path file) throws DamagedException {
        if (signed.isPresent() && !isByOneOf(signed.get())) {
            Checkpoint newest = signed.get();
            signed = Optional.empty();
            throw new DamagedException(
                    file,
                    0,
                    newest.sequence(),
                    "the newest checkpoint is not signed by the given key: its key is `" + newest.key() + "`");
        }
    }

    private void checkMark(Optional<Checkpoint> mark) throws DamagedException {
        if (mark.isPresent() && !isByOneOf(mark.get())) {
            throw new DamagedException(
                    folder,
                    0,
                    mark.get().sequence(),
                    "what was pruned before the stream begins is not signed by the given key");
        }
    }

    private void checkKept(StreamReader stream) throws DamagedException {
        for (Checkpoint copy : kept) {
            if (!isByOneOf(copy)) {
                throw new DamagedException(
                        folder,
                        0,
                        copy.sequence(),
                        "a checkpoint that was kept elsewhere is not signed by the given key");
            }
            boolean atTheMark = stream.mark()
                    .filter(mark -> mark.sequence() == copy.sequence())
                    .isPresent();
            boolean another = atTheMark && !stream.mark().orElseThrow().hash().equals(copy.hash());
            if (copy.sequence() > stream.sequence() || another) {
                throw new DamagedException(
                        folder,
                        0,
                        copy.sequence(),
                        "a checkpoint that was kept elsewhere speaks of this entry, and the stream "
                                + (another ? "begins with another" : "ends at entry " + stream.sequence()));
            }
        }
    }

    private boolean isByOneOf(Checkpoint checkpoint) {
        return keys.isEmpty() || keys.stream().anyMatch(checkpoint::isBy);
    }

    private static Optional<Instant> at(Frame frame) {
        byte[] payload = frame.payload();
        if (payload.length < 12) {
            return Optional.empty();
        }
        ByteBuffer time = ByteBuffer.wrap(payload);
        try {
            return Optional.of(Instant.ofEpochSecond(time.getLong(), time.getInt()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
