package io.brattice.files.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is different between two looks at one tree.
 *
 * @param changes by name, a folder before what is in it
 */
public record Difference(List<Change> changes) {

    public Difference {
        changes = List.copyOf(changes);
    }

    /** Compares. The times of folders do not count: they change with what is in them. */
    public static Difference of(Manifest before, Manifest after) {
        SortedSet<String> names = new TreeSet<>(before.entries().keySet());
        names.addAll(after.entries().keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            if (isChanged(before, after, name)) {
                changes.add(new Change(name, before.at(name), after.at(name)));
            }
        }
        return new Difference(changes);
    }

    /** True when something else is at a name, or the file there has other names. */
    public static boolean isChanged(Manifest before, Manifest after, String name) {
        return !before.at(name).isLike(after.at(name)) || !before.twins(name).equals(after.twins(name));
    }

    /** The changes of one kind. */
    public List<Change> of(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    /** The bytes of the changes of one kind together. */
    public long bytes(Change.Kind kind) {
        return of(kind).stream().mapToLong(Change::bytes).sum();
    }
}
