package io.brattice.shell.program;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a call as its program reads them.
 *
 * @param subcommand the first word that is neither an option nor the value of one; empty where there is none, or where it is not known
 * @param options the options that are given, each in every spelling that the program has for it
 * @param whole false where it runs commands, or may have options, that nobody told
 */
public record Spelled(Optional<Term> subcommand, Set<String> options, boolean whole) {
    public Spelled {
        Objects.requireNonNull(subcommand, "subcommand");
        options = Set.copyOf(options);
    }
}
