package io.brattice.rulebook.people;

import java.io.IOException;
import java.util.List;

/** A people file, or its signature, that nobody can be vouched for by. */
public final class InvalidPeopleException extends IOException {

    private static final long serialVersionUID = 1;

    private final String[] problems;

    InvalidPeopleException(List<String> problems) {
        super(problems.get(0) + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)"));
        this.problems = problems.toArray(new String[0]);
    }

    InvalidPeopleException(String problem) {
        this(List.of(problem));
    }

    /** Everything that is wrong, one line each, with file, line and column where it has them. */
    public List<String> problems() {
        return List.of(problems);
    }
}
