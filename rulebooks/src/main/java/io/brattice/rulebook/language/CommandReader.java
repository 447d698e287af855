package io.brattice.rulebook.language;

import io.brattice.action.ToolCall;
import java.util.List;
import java.util.Optional;

/** Takes the command line of a call apart. Pure. The host installs one that knows its tools; without one no line can be read. */
@FunctionalInterface
public interface CommandReader {

    /** Every simple command there is, wherever it hides; empty when this is no command line, or not all of it can be read. */
    Optional<List<SimpleCommand>> commands(ToolCall call);

    /** The names of arguments of this tool that are command lines; rules must not match these as text. Default: none. */
    default boolean isCommandLine(String tool, String argument) {
        return false;
    }

    /** Reads nothing. */
    static CommandReader none() {
        return call -> Optional.empty();
    }
}
