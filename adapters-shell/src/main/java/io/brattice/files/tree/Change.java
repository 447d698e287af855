package io.brattice.files.tree;

import java.util.Objects;

/**
 * What became of one thing in a tree.
 *
 * @param name below the root, with `/` between folders; the root itself is the empty name
 */
public record Change(String name, Manifest.Entry before, Manifest.Entry after) {

    /** How it was changed. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    public Change {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** A thing that was exchanged for one of another sort is updated. */
    public Kind kind() {
        if (before.kind() == Sighting.Kind.NOTHING) {
            return Kind.CREATED;
        }
        return after.kind() == Sighting.Kind.NOTHING ? Kind.DELETED : Kind.UPDATED;
    }

    /** The bytes of files that came to be, were there before the change, or went. */
    public long bytes() {
        Sighting counted = kind() == Kind.CREATED ? after.sighting() : before.sighting();
        return counted.kind() == Sighting.Kind.FILE ? counted.size() : 0;
    }
}
