package io.brattice.rulebook.people;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where something stands, both counted from 1. */
record Place(int line, int column) {

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
