package io.brattice.console.policy;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where commands have their rulebooks from, and the reader of command lines that goes with them. */
interface RulebookFiles {

    /**
     * These files, the upper layers first.
     *
     * @throws IOException if one cannot be read, or is no rulebook; the message says which and why
     */
    List<Book> read(List<Path> files) throws IOException;

    CommandReader commands();
}
