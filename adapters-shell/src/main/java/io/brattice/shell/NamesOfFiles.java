package io.brattice.shell;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that files have in some folders, where they have several: whoever writes by one of them writes to all. Of folders that hold more than
 * is looked at some names are not found, and then a file counts as one that has others elsewhere.
 */
final class NamesOfFiles extends SimpleFileVisitor<Path> {

    private static final int MOST = 50_000;

    private final Map<String, List<Path>> names = new HashMap<>();
    private int looked;

    private NamesOfFiles() {}

    static NamesOfFiles in(List<Path> folders) {
        NamesOfFiles names = new NamesOfFiles();
        for (Path folder : folders) {
            names.looked = 0;
            try {
                Files.walkFileTree(folder, names);
            } catch (IOException e) {
                // What was not found is elsewhere.
            }
        }
        return names;
    }

    /** The names of one file, sorted. */
    List<Path> of(Sighting file) {
        return List.copyOf(new TreeSet<>(names.getOrDefault(id(file), List.of())));
    }

    private static String id(Sighting file) {
        return file.device() + ":" + file.inode();
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes known) throws IOException {
        if (known.isRegularFile()) {
            Sighting seen = Sighting.of(path);
            if (seen.links() > 1) {
                names.computeIfAbsent(id(seen), none -> new ArrayList<>()).add(path);
            }
        }
        return ++looked < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
