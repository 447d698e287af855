package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The ends of a range as whole numbers of 64 bits. */
final class Bounds {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Bounds() {}

    /** The smallest whole number inside. */
    static long up(Range.Bound bound) {
        return clamped(smallest(bound));
    }

    /** The largest whole number inside. */
    static long down(Range.Bound bound) {
        return clamped(largest(bound));
    }

    static boolean isAboveAll(Range.Bound bound) {
        return bound.value().compareTo(MOST) > 0
                || (!bound.inclusive() && bound.value().compareTo(MOST) == 0);
    }

    static boolean isBelowAll(Range.Bound bound) {
        return bound.value().compareTo(LEAST) < 0
                || (!bound.inclusive() && bound.value().compareTo(LEAST) == 0);
    }

    private static BigDecimal smallest(Range.Bound bound) {
        if (bound.value().abs().compareTo(MOST) > 0) {
            return bound.value();
        }
        BigDecimal whole = bound.value().setScale(0, RoundingMode.CEILING);
        boolean itself = whole.compareTo(bound.value()) == 0;
        return itself && !bound.inclusive() ? whole.add(BigDecimal.ONE) : whole;
    }

    private static BigDecimal largest(Range.Bound bound) {
        if (bound.value().abs().compareTo(MOST) > 0) {
            return bound.value();
        }
        BigDecimal whole = bound.value().setScale(0, RoundingMode.FLOOR);
        boolean itself = whole.compareTo(bound.value()) == 0;
        return itself && !bound.inclusive() ? whole.subtract(BigDecimal.ONE) : whole;
    }

    private static long clamped(BigDecimal number) {
        return number.max(LEAST).min(MOST).longValue();
    }
}
