package io.brattice.shell;

import io.brattice.files.store.Step;
import io.brattice.files.undo.Appeared;
import io.brattice.files.undo.Copied;
import io.brattice.files.undo.Created;
import io.brattice.files.undo.Duplicated;
import io.brattice.files.undo.ModesKept;
import io.brattice.files.undo.MovedAside;
import io.brattice.files.undo.Renamed;
import io.brattice.files.undo.Rewritten;
import io.brattice.files.undo.TreeKept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be kept of one path, decided before anything is touched.
 *
 * @param to where it is renamed to, for {@link Kind#RENAMED}
 * @param times how many things are made at most, for {@link Kind#APPEARED}
 * @param moves true when the step itself is the effect, or takes its place in the line
 * @param asked true where a person is asked all the same: then the class does not depend on it
 */
record Provision(Kind kind, Path path, Optional<Path> to, int times, boolean moves, boolean asked) {

    /** How it is kept. */
    enum Kind {
        /** Moved into the store instead of being removed. */
        MOVED_ASIDE("files.moved-aside", "removed by moving aside"),
        /** Kept in the store, while the command works on a copy. */
        COPIED("files.copied", "copied first"),
        /** Its bytes are copied, since it has other names, or is on another file system than the store. */
        REWRITTEN("files.copied", "copied first"),
        /** Copied with all below it before it is removed, since it is on another file system than the store. */
        DUPLICATED("files.copied", "copied first"),
        /** Made by the command where nothing was: taken away again. */
        CREATED("", "made where nothing was"),
        /** Made by the command under a name that it makes up: taken away again. */
        APPEARED("", "made under a new name"),
        /** Renamed to where nothing was: renamed back. */
        RENAMED("", "renamed to where nothing was"),
        /** The whole folder is copied. */
        TREE("files.tree-copied", "folders copied first"),
        /** Mode, owner and group are noted. */
        MODES("files.modes-noted", "modes noted first"),
        /** The same for all below it. */
        MODES_BELOW("files.modes-noted", "modes noted first");

        private final String safeguard;
        private final String description;

        Kind(String safeguard, String description) {
            this.safeguard = safeguard;
            this.description = description;
        }

        /** The id of the safeguard that it provides; empty where the class depends on none. */
        String safeguard() {
            return safeguard;
        }

        String description() {
            return description;
        }
    }

    static Provision of(Kind kind, Path path) {
        return new Provision(kind, path, Optional.empty(), 1, false, false);
    }

    /** What is removed, and the command with it exchanged for a rename. */
    static Provision movedAside(Path path) {
        return new Provision(Kind.MOVED_ASIDE, path, Optional.empty(), 1, true, false);
    }

    static Provision renamed(Path from, Path to) {
        return new Provision(Kind.RENAMED, from, Optional.of(to), 1, false, false);
    }

    /** The same for what is asked about, if it is. */
    Provision asked(boolean isAsked) {
        return new Provision(kind, path, to, times, moves, isAsked);
    }

    /** The same for one more that is made so. */
    Provision again() {
        return new Provision(kind, path, to, times + 1, moves, asked);
    }

    /** The step, for what is there now. */
    Step step(Path aside) throws IOException {
        return switch (kind) {
            case MOVED_ASIDE -> MovedAside.of(path, aside);
            case COPIED -> Copied.of(path, aside);
            case REWRITTEN -> Rewritten.of(path, aside);
            case DUPLICATED -> new Duplicated(path, aside);
            case CREATED -> new Created(path, aside);
            case APPEARED -> new Appeared(path, times, aside);
            case RENAMED -> Renamed.of(path, to.orElseThrow());
            case TREE -> new TreeKept(path, aside);
            case MODES, MODES_BELOW ->
                ModesKept.of(path, kind == Kind.MODES_BELOW)
                        .orElseThrow(() -> new IOException("there is too much below `" + path + "` to note its modes"));
        };
    }
}
