package io.brattice.shell.syntax;

/** Bounds the work of one parse by steps and by depth, never by the clock: the same text always gets the same answer. */
final class Budget {
    private static final int MAX_STEPS = 4_000_000;
    private static final int MAX_DEPTH = 200;

    private int steps;
    private int depth;

    void spend(int amount) throws SyntaxException {
        steps += amount;
        if (steps > MAX_STEPS) {
            throw new SyntaxException("too much work to understand this command line");
        }
    }

    void enter() throws SyntaxException {
        spend(1);
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException("nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void backTo(int earlier) {
        depth = earlier;
    }
}
