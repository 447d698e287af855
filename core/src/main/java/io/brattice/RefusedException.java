package io.brattice;

/** Thrown by a guarded interface or client when the call did not run or nobody knows whether it did: carries the outcome. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    /** For adapters that stand in front of somebody else's interface. */
    public RefusedException(Outcome outcome) {
        super(outcome.advice());
        this.outcome = outcome;
    }

    /** Refused, Pending or Unknown. */
    public Outcome outcome() {
        return outcome;
    }
}
