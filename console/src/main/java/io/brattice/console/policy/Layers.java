package io.brattice.console.policy;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.Problem;
import io.brattice.rulebook.load.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rulebooks as files, the upper layers first.
 *
 * @param problems what keeps any of them from being read
 * @param more how many more there were
 */
record Layers(List<Book> books, List<Problem> problems, int more) {

    Layers {
        books = List.copyOf(books);
        problems = List.copyOf(problems);
    }

    /** @throws IOException if one of them is not there */
    static Layers read(List<Path> files) throws IOException {
        BookReader reader = BookReader.standard().commands(new ShellCommands());
        List<Book> books = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int more = 0;
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IOException("`" + file + "` cannot be read; look at its path and its permissions");
            }
            Reading reading = reader.read(file);
            if (reading instanceof Reading.Loaded loaded) {
                books.add(loaded.book());
            } else if (reading instanceof Reading.Problems told) {
                problems.addAll(told.all());
                more += told.more();
            }
        }
        return new Layers(books, problems, more);
    }
}
