package io.brattice.console.policy;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Rulebooks in files of this host, and the reader of command lines that all commands have. */
final class FilesHere implements RulebookFiles {

    @Override
    public List<Book> read(List<Path> files) throws IOException {
        Layers layers = Layers.read(files);
        if (!layers.problems().isEmpty()) {
            throw new IOException(
                    layers.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return layers.books();
    }

    @Override
    public CommandReader commands() {
        return new ShellCommands();
    }
}
