package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An entry with its place: no two have the same stream and number.
 *
 * @param stream the id of the stream
 * @param sequence its number in the stream, from 1
 * @param hash what the next entry links to, and what a {@link Checkpoint} signs
 */
public record Recorded(String stream, long sequence, Digest hash, Entry entry) {

    public Recorded {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(entry, "entry");
    }

    static Recorded in(UUID stream, Frame frame) throws JournalException {
        return new Recorded(
                stream.toString(), frame.sequence(), Checkpoints.digest(frame.hash()), Payload.decode(frame));
    }

    /** Stands where nothing has been read yet. */
    static Recorded beforeTheFirst(UUID stream) {
        return new Recorded(
                stream.toString(),
                0,
                Checkpoints.digest(new byte[Sha256.BYTES]),
                new Entry(Entry.Kind.NOTED, "", Instant.MIN, Arguments.none()));
    }
}
