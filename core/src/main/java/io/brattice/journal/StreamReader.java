package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream from its first frame to its newest, over all its segments, and checks everything on the way.
 *
 * <p>A stream may grow meanwhile; segments begun after this was opened are not read. Not safe for use by several threads.
 */
final class StreamReader implements Closeable {
    private final UUID stream;
    private final List<Path> segments;
    private final Optional<Checkpoint> mark;
    private int current = -1;
    private SegmentHeader header;
    private @Nullable FrameReader frames;
    private long sequence;
    private byte[] hash;

    /** @throws DamagedException if it cannot be told where the stream begins */
    StreamReader(Path folder) throws IOException, DamagedException {
        this.stream = UUID.fromString(folder.getFileName().toString());
        this.mark = PruneMark.of(folder);
        this.header = mark.map(known -> PruneMark.header(stream, known)).orElseGet(() -> SegmentHeader.first(stream));
        this.sequence = header.firstSequence() - 1;
        this.hash = header.previous();
        this.segments = segments(folder).stream()
                .filter(file -> SegmentHeader.number(file).orElseThrow() >= header.number())
                .toList(); // those before the mark are only not gone yet
        if (mark.isPresent() && segments.isEmpty()) {
            throw new DamagedException(
                    folder, 0, sequence + 1, "segment " + header.number() + " should begin here, and is not there");
        }
    }

    /** The segments of a stream in order. */
    static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> SegmentHeader.number(file).isPresent())
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    /** The next frame; empty at the end of what is whole. */
    Optional<Frame> next() throws IOException, DamagedException {
        while (true) {
            if (frames != null) {
                Optional<Frame> frame = frames.next();
                if (frame.isPresent()) {
                    check(frame.get(), frames);
                    sequence = frame.get().sequence();
                    hash = frame.get().hash();
                    return frame;
                }
                if (isLast()) {
                    checkTail(frames);
                    return Optional.empty();
                }
                checkBlank(frames);
                frames.close();
            } else if (segments.isEmpty()) {
                return Optional.empty();
            }
            openNext();
        }
    }

    /** Where it begins since older entries were pruned; empty where none were. */
    Optional<Checkpoint> mark() {
        return mark;
    }

    UUID stream() {
        return stream;
    }

    /** Of the newest frame read; before the first, of the one before that, 0 where there was none. */
    long sequence() {
        return sequence;
    }

    byte[] hash() {
        return hash;
    }

    /** The file being read; empty before the first frame. */
    Optional<Path> file() {
        return current < 0 ? Optional.empty() : Optional.of(segments.get(current));
    }

    /** Whether the newest segment is being read. */
    boolean isInTheNewest() {
        return isLast();
    }

    /** The header of the segment being read. */
    SegmentHeader header() {
        return header;
    }

    /** The segment being read; empty before the first and in a stream that has none. */
    Optional<FrameReader> frames() {
        return Optional.ofNullable(frames);
    }

    @Override
    public void close() throws IOException {
        if (frames != null) {
            frames.close();
        }
    }

    private boolean isLast() {
        return current == segments.size() - 1;
    }

    private void check(Frame frame, FrameReader from) throws DamagedException {
        long start = from.offset() - frame.length();
        if (!frame.follows(sequence, hash)) {
            throw new DamagedException(
                    from.path(),
                    start,
                    sequence + 1,
                    "entry " + frame.sequence() + " here does not follow the one before");
        }
        if (!frame.isIntact()) {
            throw new DamagedException(from.path(), start, frame.sequence(), "the content is not what was hashed");
        }
    }

    private void checkTail(FrameReader from) throws IOException, DamagedException {
        boolean torn = !from.isBlankFromHere();
        if (torn && from.wasDurable(sequence + 1)) {
            throw new DamagedException(
                    from.path(),
                    from.offset(),
                    sequence + 1,
                    "no whole entry here, but later ones prove that there was one");
        }
    }

    private void checkBlank(FrameReader from) throws IOException, DamagedException {
        if (!from.isBlankFromHere()) {
            throw new DamagedException(
                    from.path(),
                    from.offset(),
                    sequence + 1,
                    "no whole entry here, but the stream has a later segment");
        }
    }

    private void openNext() throws IOException, DamagedException {
        SegmentHeader expected = current < 0 ? header : header.next(sequence + 1, hash);
        Path file = segments.get(++current);
        Optional<SegmentHeader> found = SegmentHeader.decode(firstBytes(file));
        boolean inPlace = found.isPresent()
                && found.get().matches(expected)
                && SegmentHeader.number(file).orElseThrow() == expected.number();
        if (!inPlace) {
            throw new DamagedException(
                    file, 0, sequence + 1, "segment " + expected.number() + " should begin here, and does not");
        }
        header = expected;
        frames = new FrameReader(file, SegmentHeader.BYTES);
    }

    static byte[] firstBytes(Path file) throws IOException {
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(SegmentHeader.BYTES, input.length())];
            input.readFully(bytes);
            return bytes;
        }
    }
}
