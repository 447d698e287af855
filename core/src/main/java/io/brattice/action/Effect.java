package io.brattice.action;

import java.util.Objects;

/**
 * One thing a call would do.
 *
 * @param count how many things of the resource it concerns: files below a folder, lines of a file, rows; at least 0
 * @param bytes how much data it concerns, 0 where that means nothing
 * @param reversibility its class with the safeguard that the assessment names; never graver than {@code inherent}
 * @param inherent its class when nothing is secured first
 */
public record Effect(
        Verb verb, Resource resource, long count, long bytes, Reversibility reversibility, Reversibility inherent) {

    public Effect {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(resource, "resource");
        if (count < 0 || bytes < 0) {
            throw new IllegalArgumentException("count and bytes of an effect cannot be negative; pass zero or more");
        }
        inherent = inherent.or(reversibility);
    }

    /** One thing, with no safeguard. */
    public static Effect of(Verb verb, Resource resource, Reversibility inherent) {
        return new Effect(verb, resource, 1, 0, inherent, inherent);
    }

    /** The same effect, measured. */
    public Effect measuring(long things, long size) {
        return new Effect(verb, resource, things, size, reversibility, inherent);
    }

    /** The same effect, once a safeguard exists. */
    public Effect safeguarded(Reversibility with) {
        return new Effect(verb, resource, count, bytes, with, inherent);
    }

    /** The same effect when its safeguard is gone. */
    public Effect bare() {
        return reversibility == inherent ? this : new Effect(verb, resource, count, bytes, inherent, inherent);
    }
}
