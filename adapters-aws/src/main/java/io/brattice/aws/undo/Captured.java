package io.brattice.aws.undo;

import io.brattice.Secured;
import io.brattice.action.Arguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What was read before a call, so that it can be taken back.
 *
 * @param safeguard the id of the safeguard that now exists: {@link Undos#CAPTURED} or {@link Undos#TAKEN_BACK}
 * @param kept for the journal: the row, the call, and what was there. No secret is in it
 * @param summary one line for people: how the call would be taken back, and what is not
 * @param lasts how long after the call it can be taken back; empty where nothing ends it
 */
public record Captured(String safeguard, Arguments kept, String summary, Optional<Duration> lasts) {
    public Captured {
        Objects.requireNonNull(safeguard, "safeguard");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(lasts, "lasts");
    }

    /** The same for the gate. */
    public Secured secured() {
        return new Secured(Set.of(safeguard), kept, summary);
    }
}
