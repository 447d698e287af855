package io.brattice.files.undo;

import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting.Kind;
import java.util.Set;
import java.util.TreeSet;

/**
 * The git repositories of a tree that somebody else has used since a call. File by file they cannot be taken back: a commit that somebody made on
 * top of one of the call names objects that the call made, and an index belongs to a branch.
 *
 * <p>In each of them the objects stay that the call made, as they do where git throws something away: nothing names them, or somebody else's commits
 * do. Where the state that the call changed was changed since, or the index or what is checked out, all of the state stays.
 */
final class Repositories {

    private final Set<String> used = new TreeSet<>();
    private final Set<String> taken = new TreeSet<>();

    /**
     * Looks through a tree.
     *
     * @param theirs the names at which somebody else did something since
     * @param left those of them that the call had to do with as well
     */
    Repositories(Manifest now, Set<String> theirs, Set<String> left) {
        for (String name : now.entries().keySet()) {
            if (isHead(now, name)) {
                String data = TreePlan.parent(name);
                for (String each : theirs) {
                    if (isIn(data, each)) {
                        used.add(data);
                        if (isOfState(below(data, each), left.contains(each))) {
                            taken.add(data);
                        }
                    }
                }
            }
        }
    }

    /** True for the head of a repository's data: of `.git`, or of a bare one. */
    private static boolean isHead(Manifest now, String name) {
        String parent = TreePlan.parent(name);
        String before = parent.isEmpty() ? "" : parent + "/";
        return name.equals(before + "HEAD")
                && now.at(name).kind() == Kind.FILE
                && now.at(before + "objects").kind() == Kind.FOLDER
                && now.at(before + "refs").kind() == Kind.FOLDER;
    }

    /** Git only adds to logs and objects, and others fetch, tag and branch as they like. */
    private static boolean isOfState(String name, boolean changedByCall) {
        boolean added = name.startsWith("objects/")
                || name.startsWith("logs/")
                || Set.of("objects", "logs", "info/refs", "ORIG_HEAD", "FETCH_HEAD", "COMMIT_EDITMSG")
                        .contains(name);
        return !added && (changedByCall || name.equals("HEAD") || name.equals("index"));
    }

    private static boolean isIn(String data, String name) {
        return data.isEmpty() || name.startsWith(data + "/");
    }

    private static String below(String data, String name) {
        return data.isEmpty() ? name : name.substring(data.length() + 1);
    }

    /** Those of which all of the state stays, by the folder of their data. */
    Set<String> taken() {
        return taken;
    }

    /** True for what is of the state of such a repository, or is its data itself. */
    boolean isOfTaken(String name) {
        return taken.stream().anyMatch(data -> isIn(data, name) || data.equals(name));
    }

    /** True for what is in a repository that somebody else has used. */
    boolean isOfUsed(String name) {
        return used.stream().anyMatch(data -> isIn(data, name));
    }

    /**
     * True for what stays although the call changed it.
     *
     * @param made true where nothing was before the call
     */
    boolean stays(String name, boolean made) {
        boolean object = used.stream()
                .filter(data -> isIn(data, name))
                .anyMatch(data -> below(data, name).startsWith("objects/"));
        return object ? made : isOfTaken(name);
    }
}
