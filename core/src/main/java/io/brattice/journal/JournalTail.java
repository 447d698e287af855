package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest entries of a journal, as they come: of every stream, also of those that begin later.
 *
 * <p>Begins with the newest two segments of each stream, and checks the chain from there on. What one call of {@link #next}
 * gives is in the order of time; an entry that another process wrote a moment earlier may come with the next. Reads files, and locks,
 * writes and creates none. Not safe for use by several threads.
 */
public final class JournalTail implements Closeable {
    private final Path folder;
    private final Map<Path, Follower> streams = new HashMap<>();

    JournalTail(Path folder) {
        this.folder = folder;
    }

    /**
     * What came since the last time, of which some may not be durable yet; the first time, what the newest segments hold.
     *
     * @throws JournalException if a file cannot be read, or is damaged
     */
    public List<Recorded> next() throws JournalException {
        List<Recorded> found = new ArrayList<>();
        try {
            for (Path stream : JournalFolder.streams(folder)) {
                Follower follower = streams.get(stream);
                if (follower == null) {
                    follower = new Follower(stream);
                    streams.put(stream, follower);
                }
                follower.follow(found);
            }
        } catch (DamagedException e) {
            throw e.refusal();
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException("the journal in `" + folder + "` cannot be read (" + e + ")", e);
        }
        found.sort(Comparator.comparing(recorded -> recorded.entry().at()));
        return found;
    }

    @Override
    public void close() {
        for (Follower each : streams.values()) {
            each.close();
        }
    }

    /** One stream, and how far it was read. */
    private static final class Follower {
        private final Path folder;
        private Optional<SegmentHeader> header = Optional.empty();
        private Optional<FrameReader> frames = Optional.empty();
        private long sequence;
        private byte[] hash = {};

        Follower(Path folder) {
            this.folder = folder;
        }

        void follow(List<Recorded> found) throws IOException, DamagedException {
            if (frames.isEmpty()) {
                List<Path> segments = StreamReader.segments(folder);
                if (segments.isEmpty()) {
                    return;
                }
                open(segments.get(Math.max(0, segments.size() - 2)));
            }
            while (true) {
                Path next = folder.resolve(
                        SegmentHeader.fileName(header.orElseThrow().number() + 1));
                boolean ended = Files.exists(next); // asked first: then nothing more comes into this one
                read(found);
                if (!ended) {
                    return;
                }
                frames.orElseThrow().close();
                open(next);
            }
        }

        private void open(Path segment) throws IOException, DamagedException {
            SegmentHeader read = SegmentHeader.decode(StreamReader.firstBytes(segment))
                    .orElseThrow(() -> new DamagedException(segment, 0, sequence + 1, "no segment begins here"));
            if (header.isPresent() && !read.matches(header.get().next(sequence + 1, hash))) {
                throw new DamagedException(segment, 0, sequence + 1, "this segment does not follow the one before");
            }
            header = Optional.of(read);
            sequence = read.firstSequence() - 1;
            hash = read.previous();
            frames = Optional.of(new FrameReader(segment, SegmentHeader.BYTES));
        }

        private void read(List<Recorded> found) throws IOException, DamagedException {
            FrameReader from = frames.orElseThrow();
            from.refresh();
            for (Optional<Frame> frame = from.next(); frame.isPresent(); frame = from.next()) {
                if (!frame.get().follows(sequence, hash) || !frame.get().isIntact()) {
                    long start = from.offset() - frame.get().length();
                    throw new DamagedException(
                            from.path(), start, sequence + 1, "this is not the entry that was written");
                }
                sequence = frame.get().sequence();
                hash = frame.get().hash();
                found.add(Recorded.in(header.orElseThrow().stream(), frame.get()));
            }
        }

        void close() {
            frames.ifPresent(open -> {
                try {
                    open.close();
                } catch (IOException e) {
                    // it was only read
                }
            });
        }
    }
}
