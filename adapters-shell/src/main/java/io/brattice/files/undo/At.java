package io.brattice.files.undo;

import io.brattice.action.Digest;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small questions about what is at a path; a link is never followed. */
final class At {

    private At() {}

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Device and inode of what is there; empty where nothing is. */
    static String identity(Path path) throws IOException {
        return exists(path) ? Inventory.identity(path) : "";
    }

    /** True when this very thing is at the path. */
    static boolean is(Path path, String identity) throws IOException {
        return !identity.isEmpty() && identity(path).equals(identity);
    }

    static boolean sameDevice(Path one, Path other) throws IOException {
        return Sighting.of(one).device() == Sighting.of(other).device();
    }

    /** What is in a folder, in the order of names. */
    static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** A name on a shelf beside another one. */
    static Path beside(Path aside, String ending) {
        return aside.resolveSibling(aside.getFileName() + ending);
    }

    static String hash(Path path) {
        return Digest.of(path.toString()).hex().substring(0, 32);
    }
}
