package io.brattice.rulebook.decide;

import io.brattice.action.Reversibility;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import java.util.List;

/**
 * A rule of one of the layers, with what of its condition an index can use.
 *
 * @param parts its condition as a list of which all must hold
 */
record Rule(int number, int layer, Clause clause, List<Condition> parts, boolean speaksOfEffects) {

    Reversibility upTo() {
        return clause.upTo();
    }

    /**
     * A rule where only a part of its condition is left to ask, since an index has answered the rest.
     */
    record Left(Rule rule, Check check) {}
}
