package io.brattice.action;

import java.util.Optional;

/**
 * Says what a call would do. May look at the world, never touch it.
 *
 * <p>Empty means "not mine". A classifier that throws, answers null or is late counts as
 * {@link Assessment#unknown}. Several opinions are combined with {@link Assessment#and}, so that adding a classifier where
 * another already speaks never softens a call.
 */
@FunctionalInterface
public interface Classifier {

    /** What the call would do, at its gravest; empty when this classifier does not know such calls. */
    Optional<Assessment> assess(ToolCall call) throws Exception;

    /**
     * True when {@link #assess} looks at the world (files, a network). Such a classifier runs on the gate's executor under a
     * hard deadline; a pure one runs on the caller's thread.
     */
    default boolean probes() {
        return false;
    }
}
