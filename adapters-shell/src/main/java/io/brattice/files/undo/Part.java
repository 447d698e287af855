package io.brattice.files.undo;

import io.brattice.files.store.Step;
import java.util.Objects;

/**
 * One step of a call with what it left.
 *
 * @param left {@link Step#UNKNOWN} where the process died before it could say
 */
public record Part(Step step, String left) {
    public Part {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(left, "left");
    }
}
