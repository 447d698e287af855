package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Condition;
import java.util.function.BiConsumer;

/** Goes through a condition and all that it is made of. */
final class Walk {

    private Walk() {}

    /** Visits each part that is no combination, with whether an odd number of `not` stands before it. */
    static void each(Condition condition, BiConsumer<Condition, Boolean> visitor) {
        each(condition, false, visitor);
    }

    private static void each(Condition condition, boolean negated, BiConsumer<Condition, Boolean> visitor) {
        if (condition instanceof Condition.All all) {
            all.of().forEach(part -> each(part, negated, visitor));
        } else if (condition instanceof Condition.Any any) {
            any.of().forEach(part -> each(part, negated, visitor));
        } else if (condition instanceof Condition.Not not) {
            each(not.of(), !negated, visitor);
        } else {
            visitor.accept(condition, negated);
        }
    }
}
