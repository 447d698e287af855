package io.brattice.shell.process;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an output goes.
 *
 * @param kind what is done with it
 * @param file the file, for the kinds that have one; opened as a shell does: made when absent, links followed
 */
public record Sink(Kind kind, Optional<Path> file) {

    /** What is done with an output. */
    public enum Kind {
        /** Part of the result. */
        KEPT,
        /** An error output that goes wherever the output of the same program goes. */
        JOINED,
        /** Nowhere. */
        DROPPED,
        /** Into a file that is emptied first. */
        FILE,
        /** To the end of a file. */
        APPENDED
    }

    public static final Sink KEPT = new Sink(Kind.KEPT, Optional.empty());
    public static final Sink JOINED = new Sink(Kind.JOINED, Optional.empty());
    public static final Sink DROPPED = new Sink(Kind.DROPPED, Optional.empty());

    public Sink {
        Objects.requireNonNull(kind, "kind");
        if (file.isPresent() != (kind == Kind.FILE || kind == Kind.APPENDED)) {
            throw new IllegalArgumentException("a file is named exactly where the output goes into one");
        }
    }

    /** {@code > file}. */
    public static Sink file(Path path) {
        return new Sink(Kind.FILE, Optional.of(path));
    }

    /** {@code >> file}. */
    public static Sink appended(Path path) {
        return new Sink(Kind.APPENDED, Optional.of(path));
    }

    Redirect redirect() {
        return switch (kind) {
            case KEPT, JOINED -> Redirect.PIPE;
            case DROPPED -> Redirect.to(new File("/dev/null"));
            case FILE -> Redirect.to(file.orElseThrow().toFile());
            case APPENDED -> Redirect.appendTo(file.orElseThrow().toFile());
        };
    }
}
