package io.brattice.files.tree;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of a tree is looked at, at most. Where there is more, nothing is claimed of it.
 *
 * @param things files, folders and links together
 * @param bytes the sizes of the files together
 * @param time how long the looking may take; reading content does not count
 */
public record Extent(long things, long bytes, Duration time) {

    /** What is kept of a workspace where nobody says otherwise. */
    public static final Extent USUAL = new Extent(50_000, 2L << 30, Duration.ofSeconds(10));

    /** @throws IllegalArgumentException if one of them is not positive */
    public Extent {
        Objects.requireNonNull(time, "time");
        if (things < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "the extent must be positive; pass at least 1 thing, 1 byte and some time");
        }
    }

    /** The same, some times as wide: for looking at what became of something that was within them. */
    public Extent times(int factor) {
        return new Extent(
                Math.multiplyExact(things, factor), Math.multiplyExact(bytes, factor), time.multipliedBy(factor));
    }
}
