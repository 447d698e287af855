package io.brattice.journal;

import io.brattice.action.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What checking every byte, hash and link of a journal came to.
 *
 * <p>Says that nothing between the first entry and the newest was changed, dropped, added or put in another order since it
 * was written; checked with a key, also that nothing up to the newest checkpoint was written anew by somebody without it. Does
 * not say that the entries after that are all there, or that a whole stream is: whoever can write the folder can cut off an
 * end together with its checkpoints, and put back an older copy. Keep checkpoints, or {@link #heads()}, somewhere else to find that out.
 *
 * @param each what was found in each stream, in order of their ids
 */
public record Verification(List<Stream> each) {

    public Verification {
        each = List.copyOf(each);
    }

    /** How many streams were checked. */
    public int streams() {
        return each.size();
    }

    /** How many entries were found whole, in all streams. */
    public long entries() {
        return each.stream().mapToLong(Stream::entries).sum();
    }

    /** The first thing that is wrong; empty if nothing is. */
    public Optional<Problem> problem() {
        return each.stream().flatMap(stream -> stream.problem().stream()).findFirst();
    }

    /** The hash of the newest whole entry of each stream, by its id. */
    public Map<String, Digest> heads() {
        Map<String, Digest> heads = new LinkedHashMap<>();
        each.forEach(stream -> heads.put(stream.id(), stream.head()));
        return Collections.unmodifiableMap(heads);
    }

    /** Whether nothing is wrong. */
    public boolean isIntact() {
        return problem().isEmpty();
    }

    /** How many entries no signature speaks for. */
    public long unsigned() {
        return each.stream().mapToLong(Stream::unsigned).sum();
    }

    /**
     * What was found in one stream.
     *
     * @param entries how many were found whole
     * @param sequence the number of the newest of them
     * @param head its hash
     * @param problem the first thing that is wrong; empty if nothing is
     * @param signed the newest checkpoint that holds; its signature was looked at if a key was given
     * @param unsigned how many entries come after it
     * @param unsignedSince when the first of them was written, as it says itself
     * @param pruned where the stream begins since older entries were pruned
     */
    public record Stream(
            String id,
            long entries,
            long sequence,
            Digest head,
            Optional<Problem> problem,
            Optional<Checkpoint> signed,
            long unsigned,
            Optional<Instant> unsignedSince,
            Optional<Checkpoint> pruned) {

        public Stream {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(head, "head");
        }
    }

    /**
     * What is wrong, and where.
     *
     * @param offset in bytes from the start of the file
     * @param sequence of the entry that is damaged, missing or out of place
     */
    public record Problem(Path file, long offset, long sequence, String what) {

        public Problem {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(what, "what");
        }

        @Override
        public String toString() {
            return "`%s`, offset %d, entry %d: %s".formatted(file, offset, sequence, what);
        }
    }
}
