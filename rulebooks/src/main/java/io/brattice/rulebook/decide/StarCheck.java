package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;

/** A test of every argument that a path with a star comes to. Rare, and so left to the definition. */
final class StarCheck extends Check {

    private final Condition.Argument argument;
    private final PlainValues values = new PlainValues(new PlainTexts());

    StarCheck(Condition.Argument argument) {
        this.argument = argument;
    }

    @Override
    Truth on(Sight sight) {
        return values.of(argument, sight.evidence.call().arguments().asMap());
    }
}
