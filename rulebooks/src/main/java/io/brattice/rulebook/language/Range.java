package io.brattice.rulebook.language;

import java.math.BigDecimal;
import java.util.Optional;

/** From one number to another; either end may be open. At least one is there. */
public record Range(Optional<Bound> from, Optional<Bound> to) {

    /** One end. */
    public record Bound(BigDecimal value, boolean inclusive) {

        /** Compared by value, so that 1 and 1.0 are one bound. */
        public Bound {
            value = value.stripTrailingZeros();
        }
    }

    public Range {
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("a range needs at least one end");
        }
    }

    /** True when no number is in it. */
    public boolean isEmpty() {
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        int order = from.get().value().compareTo(to.get().value());
        return order > 0 || (order == 0 && !(from.get().inclusive() && to.get().inclusive()));
    }

    /** True when the number is in it. */
    public boolean contains(BigDecimal number) {
        if (from.isPresent()) {
            int order = number.compareTo(from.get().value());
            if (order < 0 || (order == 0 && !from.get().inclusive())) {
                return false;
            }
        }
        if (to.isPresent()) {
            int order = number.compareTo(to.get().value());
            return order < 0 || (order == 0 && to.get().inclusive());
        }
        return true;
    }

    /** The same for a whole number. */
    public boolean contains(long number) {
        return contains(BigDecimal.valueOf(number));
    }
}
