package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The circumstances of one command.
 *
 * @param cwd where it runs, after links; empty when that is not known
 * @param home what {@code ~} means
 * @param environment the variables that it sees and that the line or the tool has set; a term that is not known may be anything
 * @param input what comes by its standard input
 * @param plain true when it is the whole line: nothing runs before, after or beside it, and it has no redirections. Only then can
 *     its steps be its whole effect, and its rehearsal be exact
 * @param world what is there, read-only
 */
public record Situation(
        Optional<Path> cwd, Path home, Map<String, Term> environment, Input input, boolean plain, World world) {

    public Situation {
        Objects.requireNonNull(cwd, "cwd");
        environment = Map.copyOf(environment);
    }

    /**
     * What comes by standard input.
     *
     * @param given true when the line itself gives it (a pipe, a file, a here-document); else it is closed
     * @param text all of it where that is known: a here-document, {@code <<<}, the output of {@code echo}
     */
    public record Input(boolean given, Optional<String> text) {
        /** Nothing: {@code /dev/null}. */
        public static final Input CLOSED = new Input(false, Optional.of(""));

        /** Something that is not known beforehand. */
        public static final Input UNKNOWN = new Input(true, Optional.empty());

        /** This text. */
        public static Input of(String text) {
            return new Input(true, Optional.of(text));
        }
    }

    /** A path named by an operand, absolute and without {@code .} and {@code ..} steps resolved by links; empty when unknown. */
    public Optional<Path> path(Term operand) {
        return operand.known() ? path(operand.text()) : Optional.empty();
    }

    /** The same for a text; empty also for what cannot be a path here. */
    public Optional<Path> path(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? Optional.of(path) : cwd.map(folder -> folder.resolve(path));
        } catch (java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * True when an operand certainly names nothing, so that a program which is to run it only says so. Where the worst is supposed, nothing
     * is certain to be missing.
     */
    public boolean isMissing(Term operand) {
        return !world.worst()
                && path(operand)
                        .map(path -> world.followed(path) == World.Kind.NOTHING)
                        .orElse(false);
    }

    /** The same with another input. */
    public Situation reading(Input other) {
        return new Situation(cwd, home, environment, other, false, world);
    }

    /** The same elsewhere. */
    public Situation in(Optional<Path> folder) {
        return new Situation(folder, home, environment, input, plain, world);
    }

    /** The same as one command among others. */
    public Situation amongOthers() {
        return plain ? new Situation(cwd, home, environment, input, false, world) : this;
    }
}
