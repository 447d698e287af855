package io.brattice.policy;

import java.util.Objects;

/**
 * Which rule took part in a verdict, and what it says in one line.
 *
 * @param rule a stable id, for example {@code default.irreversible}
 */
public record Reason(String rule, String text) {
    public Reason {
        if (Objects.requireNonNull(rule, "rule").isBlank()
                || Objects.requireNonNull(text, "text").isBlank()) {
            throw new IllegalArgumentException("a reason needs a rule id and a text");
        }
    }

    @Override
    public String toString() {
        return rule + ": " + text;
    }
}
