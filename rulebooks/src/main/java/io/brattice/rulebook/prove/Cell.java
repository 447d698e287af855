package io.brattice.rulebook.prove;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One of the ways in which one thing about a call can be, as far as the rulebook can tell.
 *
 * @param write puts it into a draft
 * @param instead what conditions say of it where the draft says something else; nothing where the draft is an example of it
 */
record Cell(Consumer<Draft> write, Map<Condition, Truth> instead) {

    static Cell of(Consumer<Draft> write) {
        return new Cell(write, Map.of());
    }

    /** False where nobody has an example, only the answers. */
    boolean isConcrete() {
        return instead.isEmpty();
    }
}
