package io.brattice.files;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a call leaves at one path.
 *
 * @param kind NOTHING where it is gone
 * @param text what a file holds, where that is known
 * @param from where it was moved from, if it was
 */
public record Trace(Path path, World.Kind kind, Optional<String> text, Optional<Path> from) {

    static Trace gone(Path path) {
        return new Trace(path, World.Kind.NOTHING, Optional.empty(), Optional.empty());
    }

    static Trace file(Path path, Optional<String> text) {
        return new Trace(path, World.Kind.FILE, text, Optional.empty());
    }

    static Trace moved(Path from, Path to, World.Kind kind) {
        return new Trace(to, kind, Optional.empty(), Optional.of(from));
    }

    /** Remembers it, as something that happened. */
    public void into(Aftermath aftermath) {
        if (from.isPresent()) {
            aftermath.moved(from.get(), path, kind);
        } else if (kind == World.Kind.NOTHING) {
            aftermath.removed(path);
        } else {
            aftermath.made(path, kind, text);
        }
    }
}
