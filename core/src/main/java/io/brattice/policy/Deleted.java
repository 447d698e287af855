package io.brattice.policy;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** How much was deleted of what could not simply be put back: a sum that ends at the largest number instead of beyond it. */
record Deleted(long lines, long things, long bytes) {

    private static final String LINES = "#lines";
    static final Deleted NOTHING = new Deleted(0, 0, 0);

    /** True for what counts: by its inherent class, so that a backup does not make it free. */
    static boolean counts(Effect effect) {
        return effect.verb() == Verb.DELETE && effect.inherent().isAtLeast(Reversibility.RECOVERABLE);
    }

    static boolean isLines(Effect effect) {
        return effect.resource().uri().endsWith(LINES);
    }

    static Deleted by(Effect effect) {
        if (!counts(effect)) {
            return NOTHING;
        }
        return isLines(effect) ? new Deleted(effect.count(), 0, 0) : new Deleted(0, effect.count(), effect.bytes());
    }

    static Deleted by(List<Effect> effects) {
        Deleted sum = NOTHING;
        for (int i = 0; i < effects.size(); i++) {
            sum = sum.and(by(effects.get(i)));
        }
        return sum;
    }

    Deleted and(Deleted other) {
        return other.equals(NOTHING)
                ? this
                : new Deleted(plus(lines, other.lines), plus(things, other.things), plus(bytes, other.bytes));
    }

    /** The larger of each. */
    Deleted or(Deleted other) {
        return new Deleted(Math.max(lines, other.lines), Math.max(things, other.things), Math.max(bytes, other.bytes));
    }

    static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
