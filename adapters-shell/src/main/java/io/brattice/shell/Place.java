package io.brattice.shell;

import io.brattice.files.Inventory;
import io.brattice.files.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a command runs and what it may be understood to touch. All paths are real.
 *
 * @param shelf where this call may put things; it need not exist
 */
record Place(Path cwd, Path workspace, Path home, Store store, Path shelf) {

    /** Folders whose programs are trusted. A command is only ever taken from here. */
    static final List<Path> TRUSTED =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /** The absolute path of a program in the trusted folders. */
    static String program(String name) {
        return TRUSTED.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new Opaque("there is no " + name + " in the system's folders"))
                .toString();
    }

    /** The thing an operand names: its parent after links, its last name as it is. It need not exist, its parent must. */
    Path target(String operand) throws IOException {
        if (operand.isEmpty()) {
            throw new Opaque("an operand is empty");
        }
        try {
            Path path = cwd.resolve(operand);
            String last = operand.replaceAll("/+$", "");
            if (last.isEmpty()) {
                return path.getRoot();
            }
            if (last.equals(".") || last.equals("..") || last.endsWith("/.") || last.endsWith("/..")) {
                throw new Opaque("an operand ends in a dot name");
            }
            Path parent = path.getParent();
            Path name = path.getFileName();
            if (parent == null || name == null || !Files.isDirectory(parent)) {
                throw new Opaque("the folder of an operand does not exist");
            }
            Path found = parent.toRealPath().resolve(name);
            if (operand.endsWith("/") && !Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
                throw new Opaque("an operand that is no folder ends in a slash");
            }
            return found;
        } catch (InvalidPathException e) {
            throw new Opaque("an operand cannot be named in this locale; start the JVM with LC_ALL=C.UTF-8");
        }
    }

    /** Why a thing must not be moved into the store; empty when it may. */
    String protection(Path path, Inventory inventory) throws IOException {
        if (workspace.startsWith(path) || home.startsWith(path)) {
            return "`" + path + "` holds the workspace or the home folder";
        }
        if (store.root().startsWith(path) || path.startsWith(store.root())) {
            return "`" + path + "` holds what was secured";
        }
        if (!path.startsWith(workspace)) {
            return "`" + path + "` is outside the workspace";
        }
        if (!inventory.complete()) {
            return "`" + path + "` could not be looked at completely";
        }
        if (!inventory.oneDevice() || (!inventory.isNothing() && !store.reaches(path))) {
            return "`" + path + "` is, or holds, a mount point, or the store is on another file system";
        }
        return "";
    }

    /** Refuses what is not below the workspace, or is part of git's own data. */
    Path inWorkspace(Path path) {
        if (!path.startsWith(workspace)) {
            throw new Opaque("it touches something outside the workspace");
        }
        if (path.startsWith(store.root()) || store.root().startsWith(path)) {
            throw new Opaque("it touches the store");
        }
        if (Store.holdsGitData(path)) {
            throw new Opaque("it touches git's own data");
        }
        return path;
    }

    /** A place on the shelf, by number. */
    Path aside(int number) {
        return shelf.resolve(Integer.toString(number));
    }
}
