package io.brattice;

import io.brattice.action.Arguments;
import java.util.Objects;
import java.util.Set;

/**
 * What a rehearsal secured, durable when it is returned.
 *
 * @param safeguards the ids of the safeguards that now exist; a class that depends on another one is not honoured
 * @param kept all that the undo tool needs, journaled with the call
 * @param summary one line for people: how the call would be undone
 */
public record Secured(Set<String> safeguards, Arguments kept, String summary) {
    public Secured {
        safeguards = Set.copyOf(safeguards);
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(summary, "summary");
    }
}
