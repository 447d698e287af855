package io.brattice.console.policy;

import io.brattice.action.ToolCall;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.shell.CommandLines;
import java.util.List;
import java.util.Optional;

/** Reads command lines for rulebooks, with the parser of the shell tool. */
public final class ShellCommands implements CommandReader {

    @Override
    public boolean isCommandLine(String tool, String argument) {
        return CommandLines.isCommandLine(tool, argument);
    }

    @Override
    public Optional<List<SimpleCommand>> commands(ToolCall call) {
        return CommandLines.of(call)
                .map(all -> all.stream()
                        .map(one -> new SimpleCommand(one.program(), one.subcommand(), one.options(), one.words()))
                        .toList());
    }
}
