package io.brattice.rulebook.budget;

import io.brattice.action.Effect;
import io.brattice.policy.Evidence;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;

/** Tells whether a condition holds of an effect. Pure. */
@FunctionalInterface
public interface Conditions {

    /** UNKNOWN where it cannot be told; a budget counts that. */
    Truth of(Condition condition, Evidence evidence, Effect effect);
}
