package io.brattice.rulebook.explain;

import io.brattice.policy.Decision;
import java.util.Objects;

/**
 * One thing that would have to be otherwise.
 *
 * @param of what it is a change of
 * @param text one line: {@code `amount` 100 instead of 250}
 * @param becomes what would be decided then; the definition says so
 */
public record Alternative(Of of, String text, Decision becomes) {

    /** What is changed. */
    public enum Of {
        ARGUMENT,
        EFFECT,
        CALLER,
        TIME,
        PREVIEW,
        RULE
    }

    public Alternative {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(becomes, "becomes");
    }
}
