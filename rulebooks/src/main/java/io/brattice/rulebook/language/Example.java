package io.brattice.rulebook.language;

import io.brattice.action.Assessment;
import io.brattice.action.Preview;
import io.brattice.action.ToolCall;
import java.time.Instant;
import java.util.Optional;

/**
 * A case that a rule must, or must not, speak of.
 *
 * @param assessment what the call would do; empty for a raw call, which is checked where a classifier for its tool is installed
 * @param at when it is asked; empty means at no time in particular
 */
public record Example(
        Place place, ToolCall call, Optional<Assessment> assessment, Optional<Preview> preview, Optional<Instant> at) {

    /** A case at no time in particular. */
    public Example(Place place, ToolCall call, Optional<Assessment> assessment, Optional<Preview> preview) {
        this(place, call, assessment, preview, Optional.empty());
    }
}
