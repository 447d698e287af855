package io.brattice.rulebook.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One simple command of a command line, as a reader of command lines found it.
 *
 * @param program its name without a folder
 * @param subcommand the first word that is no option, for programs that have subcommands
 * @param options as they are documented, long where there is a long form: {@code --force}, {@code -r}
 */
public record SimpleCommand(String program, Optional<String> subcommand, Set<String> options, List<String> words) {
    public SimpleCommand {
        Objects.requireNonNull(program, "program");
        options = Set.copyOf(options);
        words = List.copyOf(words);
    }
}
