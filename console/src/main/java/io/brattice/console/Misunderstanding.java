package io.brattice.console;

import io.brattice.console.terminal.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that was not understood: one line, with the nearest word there is. */
final class Misunderstanding implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("brattice: " + message(error));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return "unknown word `" + word + "`: "
                    + nearest(word, error.getCommandLine())
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("try `"
                                    + error.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
        }
        return String.valueOf(error.getMessage());
    }

    private static Optional<String> nearest(String word, CommandLine command) {
        Stream<String> options =
                command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
        List<String> known = Stream.concat(command.getSubcommands().keySet().stream(), options)
                .toList();
        return Nearest.to(word, known, 1).stream().findFirst();
    }
}
