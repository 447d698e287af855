package io.brattice.rulebook;

import java.util.List;

/** A rulebook that cannot come into force, with everything that is wrong with it. */
public final class UnreadableRulebookException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    UnreadableRulebookException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, with file, line and column where there are any. */
    public List<String> problems() {
        return problems;
    }
}
