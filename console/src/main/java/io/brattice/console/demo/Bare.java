package io.brattice.console.demo;

import java.util.List;

/**
 * What became of an incident where nothing stopped it.
 *
 * @param moves what the agent did
 * @param loss what that cost
 */
record Bare(List<Move> moves, Loss loss) {

    Bare {
        moves = List.copyOf(moves);
    }
}
