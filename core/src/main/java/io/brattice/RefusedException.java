package io.brattice;

/** Thrown by a guarded interface when the call did not run or nobody knows whether it did: carries the outcome. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    RefusedException(Outcome outcome) {
        super(outcome.advice());
        this.outcome = outcome;
    }

    /** Refused, Pending or Unknown. */
    public Outcome outcome() {
        return outcome;
    }
}
