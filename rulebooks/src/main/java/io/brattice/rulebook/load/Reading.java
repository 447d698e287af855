package io.brattice.rulebook.load;

import io.brattice.action.Digest;
import io.brattice.rulebook.language.Book;
import java.util.List;

/** What came of reading a file: a whole rulebook, or what is wrong with it. Never half a rulebook. */
public sealed interface Reading {

    /**
     * It is a rulebook.
     *
     * @param source the digest of the bytes it was read from
     */
    record Loaded(Book book, Digest source) implements Reading {}

    /**
     * It is none.
     *
     * @param all in the order of the file; at least one, and at most as many as the bounds say
     * @param more how many more there were
     */
    record Problems(List<Problem> all, int more) implements Reading {
        public Problems {
            all = List.copyOf(all);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("no problem at all");
            }
        }

        /** One line for each. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            all.forEach(each -> text.append(each).append('\n'));
            return more > 0 ? text + "and " + more + " more\n" : text.toString();
        }
    }

    /** The rulebook. */
    default Book orThrow() {
        if (this instanceof Loaded loaded) {
            return loaded.book();
        }
        throw new IllegalArgumentException(toString().strip());
    }
}
