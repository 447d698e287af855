package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What pruning a journal would take away.
 *
 * @param stretches the beginnings of streams
 * @param undoable how many calls in them could be taken back by now, and could not be then
 * @param open how many calls without an end keep older segments from being pruned
 */
public record Shortening(List<Stretch> stretches, long undoable, long open) {

    public Shortening {
        stretches = List.copyOf(stretches);
    }

    /** How many entries would go. */
    public long entries() {
        return stretches.stream().mapToLong(Stretch::entries).sum();
    }

    /** How many bytes of the disk. */
    public long bytes() {
        return stretches.stream().mapToLong(Stretch::bytes).sum();
    }

    /**
     * The beginning of one stream.
     *
     * @param files its segments, the oldest first
     * @param segment the number of the last of them
     * @param sequence of the newest entry in them
     * @param hash its hash, to which what is left links
     * @param until when the newest of the entries was written
     */
    public record Stretch(
            String stream,
            List<Path> files,
            long segment,
            long entries,
            long bytes,
            long sequence,
            Digest hash,
            Instant until) {

        public Stretch {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(until, "until");
            files = List.copyOf(files);
        }

        Entry entry(Checkpoint mark, String by) {
            return new Entry(
                    Entry.Kind.NOTED,
                    "",
                    mark.at(),
                    Arguments.of("what", "shortened", "why", by, "entries", entries, "mark", mark.json())
                            .with("until", until));
        }
    }
}
