package io.brattice.shell.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is to be run: one program, or a pipeline of several, without a shell.
 *
 * @param stages at least one; each one's output is the next one's input
 * @param cwd where all of them run
 * @param input what the first reads
 * @param output where the output of the last goes
 */
public record Launch(List<Stage> stages, Path cwd, Stdin input, Sink output) {

    public Launch {
        stages = List.copyOf(stages);
        Objects.requireNonNull(cwd, "cwd");
        Objects.requireNonNull(input, "input");
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to run; name at least one program");
        }
        if (output.kind() == Sink.Kind.JOINED) {
            throw new IllegalArgumentException("only an error output can be joined to another");
        }
    }

    /** One program with a closed input, whose outputs are kept. */
    public static Launch of(List<String> argv, Path cwd) {
        return new Launch(List.of(Stage.of(argv)), cwd, Stdin.CLOSED, Sink.KEPT);
    }

    /** A pipeline with a closed input, whose outputs are kept. */
    public static Launch pipeline(List<Stage> stages, Path cwd) {
        return new Launch(stages, cwd, Stdin.CLOSED, Sink.KEPT);
    }

    /** The same with another input. */
    public Launch reading(Stdin other) {
        return new Launch(stages, cwd, other, output);
    }

    /** The same with its output elsewhere. */
    public Launch writing(Sink other) {
        return new Launch(stages, cwd, input, other);
    }
}
