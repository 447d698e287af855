package io.brattice.shell.rehearsal;

import io.brattice.shell.process.ShellResult;
import java.util.List;

/** Knows how one program answers its dry run. */
interface Reader {

    /**
     * The words to run: the dry run with what makes its answer readable, and keeps it from asking and from doing.
     *
     * @throws UnreadableException when it would do something, or its answer would have another form
     */
    default List<String> words(Question question) throws UnreadableException {
        return question.argv();
    }

    /** Whether it came to an answer. */
    default boolean succeeded(int exit) {
        return exit == 0;
    }

    /** Reads the whole of an answer. */
    Answer read(Question question, ShellResult result) throws UnreadableException;
}
