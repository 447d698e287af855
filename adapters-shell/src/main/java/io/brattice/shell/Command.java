package io.brattice.shell;

import java.io.IOException;
import java.util.List;

/** One command that is understood: what it would do with these words, now. */
@FunctionalInterface
interface Command {

    /**
     * Reads the command completely, or not at all.
     *
     * @param words the whole command; the first is its name
     * @throws Opaque if anything about it is not certain
     */
    Plan plan(List<String> words, Place place) throws IOException, InterruptedException;
}
