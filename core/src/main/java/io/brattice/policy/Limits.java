package io.brattice.policy;

/**
 * Up to where an exactly rehearsed, recoverable call passes without a person.
 *
 * @param effects how many things it may concern, summed over its preview
 * @param bytes how much data
 */
public record Limits(long effects, long bytes) {

    public Limits {
        if (effects < 0 || bytes < 0) {
            throw new IllegalArgumentException("limits cannot be negative; pass zero or more");
        }
    }

    /** 50 effects, 100 MB. */
    public static Limits defaults() {
        return new Limits(50, 100_000_000);
    }
}
