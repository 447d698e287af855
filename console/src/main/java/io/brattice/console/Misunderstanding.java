package io.brattice.console;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that was not understood: one line, with the nearest word there is. */
final class Misunderstanding implements IParameterExceptionHandler {

    private static final int FARTHEST = 3;

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
        return Stream.concat(command.getSubcommands().keySet().stream(), options)
                .filter(known -> distance(word, known) <= Math.min(FARTHEST, word.length() / 2))
                .min(Comparator.comparingInt((String known) -> distance(word, known)));
    }

    /** How many letters must be added, dropped or changed to make one word the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
