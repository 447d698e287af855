package io.brattice.files.undo;

import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which of the files that are there now is the one that several names were of before, and whether names that were apart share one now. Files
 * that had and have one name are simply in place.
 */
final class Anchors {

    private final Manifest before;
    private final Manifest now;

    /** By the first of the names that were of one file: the name that stands for the file they are to be of. */
    private final Map<String, String> anchors = new HashMap<>();

    Anchors(Manifest before, Manifest now) {
        this.before = before;
        this.now = now;
        Map<String, String> taken = new HashMap<>();
        for (boolean original : new boolean[] {true, false}) {
            for (String name : before.entries().keySet()) {
                claim(name, original, taken);
            }
        }
    }

    private boolean isPlain(String name) {
        return before.at(name).kind() != Sighting.Kind.FILE
                || (before.at(name).sighting().links() == 1
                        && now.at(name).sighting().links() <= 1);
    }

    private void claim(String name, boolean original, Map<String, String> taken) {
        if (isPlain(name) || !now.at(name).isLike(before.at(name))) {
            return;
        }
        Sighting was = before.at(name).sighting();
        Sighting is = now.at(name).sighting();
        boolean same = was.inode() == is.inode() && was.device() == is.device();
        if (original && !same) {
            return;
        }
        String group = group(name);
        if (!anchors.containsKey(group) && taken.putIfAbsent(inode(is), group) == null) {
            anchors.put(group, name);
        }
    }

    private String group(String name) {
        SortedSet<String> twins = before.twins(name);
        return twins.isEmpty() ? name : twins.first();
    }

    private static String inode(Sighting sighting) {
        return sighting.device() + ":" + sighting.inode();
    }

    /** True when the file at a name, which holds what it held, is also the one it is to be. */
    boolean isInPlace(String name) {
        if (isPlain(name)) {
            return true;
        }
        return source(name)
                .map(anchor -> inode(now.at(anchor).sighting())
                        .equals(inode(now.at(name).sighting())))
                .orElse(false);
    }

    /** A name of the file that a name is to be of, where it is there and as it was. */
    Optional<String> source(String name) {
        return Optional.ofNullable(anchors.get(group(name)));
    }
}
