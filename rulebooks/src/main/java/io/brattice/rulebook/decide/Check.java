package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Truth;

/** A condition made ready to be asked often. */
abstract class Check {

    static final Check ALWAYS = new Check() {
        @Override
        Truth on(Sight sight) {
            return Truth.TRUE;
        }
    };

    abstract Truth on(Sight sight);
}
