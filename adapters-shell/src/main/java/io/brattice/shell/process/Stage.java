package io.brattice.shell.process;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One program of a pipeline.
 *
 * @param argv its words; the first is the absolute path of the program
 * @param variables what it sees besides the environment of the whole, and over it: {@code LC_ALL=C sort}
 * @param errors where its error output goes; {@link Sink#JOINED} is {@code |&}, or {@code 2>&1}
 */
public record Stage(List<String> argv, Map<String, String> variables, Sink errors) {

    public Stage {
        argv = List.copyOf(argv);
        variables = Map.copyOf(variables);
        Objects.requireNonNull(errors, "errors");
        if (argv.isEmpty() || (!argv.get(0).startsWith("/") && !new File(argv.get(0)).isAbsolute())) {
            throw new IllegalArgumentException("a program is started by its absolute path; resolve its name first");
        }
    }

    /** A program whose error output is kept. */
    public static Stage of(List<String> argv) {
        return new Stage(argv, Map.of(), Sink.KEPT);
    }

    /** The same with its error output elsewhere. */
    public Stage errors(Sink other) {
        return new Stage(argv, variables, other);
    }
}
