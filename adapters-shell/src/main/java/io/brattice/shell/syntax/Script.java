package io.brattice.shell.syntax;

import java.util.List;

/**
 * Commands in the order in which bash runs them: a whole command line, or the body of a group, a loop, a substitution.
 *
 * @param items may be empty only for a line of nothing but blanks and comments
 */
public record Script(List<Item> items) {

    public Script {
        items = List.copyOf(items);
    }

    /**
     * One and-or list.
     *
     * @param first the pipeline that always runs
     * @param rest what runs depending on how it ended
     * @param background true when {@code &} ends it
     */
    public record Item(Pipeline first, List<Link> rest, boolean background) {
        public Item {
            rest = List.copyOf(rest);
        }
    }

    /** A pipeline behind {@code &&} (runs on success) or {@code ||} (runs on failure). */
    public record Link(boolean onSuccess, Pipeline pipeline) {}

    /**
     * Commands joined by pipes.
     *
     * @param negated true behind an odd number of {@code !}
     * @param time how it is timed
     * @param stages one or more
     */
    public record Pipeline(boolean negated, Time time, List<Stage> stages) {
        public Pipeline {
            stages = List.copyOf(stages);
        }
    }

    /** {@code time}, {@code time -p}, or neither. */
    public enum Time {
        NONE,
        TIME,
        TIME_POSIX
    }

    /** One command of a pipeline; {@code errorsToo} when the pipe behind it is {@code |&}. */
    public record Stage(Command command, boolean errorsToo) {}
}
