package io.brattice.rulebook.decide;

import io.brattice.action.Reversibility;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import java.util.List;

/** A rule of one of the layers, with what of its condition an index can use. */
final class Rule {

    /** A rule where only a part of its condition is left to ask, since an index has answered the rest. */
    record Left(Rule rule, Check check) {}

    final int number;
    final int layer;
    final Clause clause;
    final boolean denies;
    final Reversibility upTo;

    /** Its layer as a bit. */
    final long bit;

    /** Its condition as a list of which all must hold. */
    final List<Condition> parts;

    final boolean speaksOfEffects;

    Rule(int number, int layer, Clause clause, List<Condition> parts) {
        this.number = number;
        this.layer = layer;
        this.clause = clause;
        this.denies = clause.then() == Decision.DENY;
        this.upTo = clause.upTo();
        this.bit = 1L << layer;
        this.parts = parts;
        this.speaksOfEffects = Meaning.speaksOfEffects(clause.when());
    }
}
