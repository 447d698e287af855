package io.brattice.journal;

import io.brattice.action.Digest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What checking every byte, hash and link of a journal came to.
 *
 * <p>Says that nothing between the first entry and the newest was changed, dropped, added or put in another order since it
 * was written. Does not say that the newest entries are all there, or that a whole stream is: whoever can write the folder
 * can cut off an end, put back an older copy, or write a chain anew. Keep {@link #heads()} somewhere else to find that out.
 *
 * @param streams how many streams were checked
 * @param entries how many entries were found whole, in all streams
 * @param problem the first thing that is wrong; empty if nothing is
 * @param heads the hash of the newest whole entry of each stream, by its id
 */
public record Verification(int streams, long entries, Optional<Problem> problem, Map<String, Digest> heads) {

    public Verification {
        Objects.requireNonNull(problem, "problem");
        heads = Map.copyOf(heads);
    }

    /** Whether nothing is wrong. */
    public boolean isIntact() {
        return problem.isEmpty();
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
