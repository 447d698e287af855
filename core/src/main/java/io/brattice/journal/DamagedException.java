package io.brattice.journal;

import java.nio.file.Path;

/** A stream is not what its writer left. */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Verification.Problem problem;

    DamagedException(Path file, long offset, long sequence, String what) {
        super(what);
        this.problem = new Verification.Problem(file, offset, sequence, what);
    }

    Verification.Problem problem() {
        return problem;
    }

    JournalException refusal() {
        return new JournalException(
                problem + "; nothing was changed: keep a copy, find out who wrote there, and start a journal"
                        + " in a new folder or restore this one");
    }
}
