package io.brattice.shell.process;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command reads as its standard input; at most one of the two.
 *
 * @param text what it is given, as UTF-8
 * @param file what is opened for it
 */
public record Stdin(Optional<String> text, Optional<Path> file) {

    /** Nothing: it is at its end at once. */
    public static final Stdin CLOSED = new Stdin(Optional.empty(), Optional.empty());

    public Stdin {
        if (text.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("an input is a text or a file, not both");
        }
    }

    /** This text. */
    public static Stdin text(String text) {
        return new Stdin(Optional.of(text), Optional.empty());
    }

    /** {@code < file}. */
    public static Stdin file(Path path) {
        return new Stdin(Optional.empty(), Optional.of(path));
    }

    Redirect redirect() {
        return text.isPresent()
                ? Redirect.PIPE
                : Redirect.from(file.map(Path::toFile).orElseGet(() -> new File("/dev/null")));
    }
}
