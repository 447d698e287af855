package io.brattice.files.store;

import io.brattice.action.Digest;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last state that is known of each tree, in the store and, of a few, in memory. It only saves reading: what is damaged, of another tree
 * or of another version counts as nothing known. Of several processes the last one to write wins.
 */
final class KnownTrees {

    private static final int MOST_IN_MEMORY = 4;
    private static final long LONGEST_FILE = 256L << 20;

    /**
     * A state that was read.
     *
     * @param file what its file was when it was read
     */
    private record Read(Sighting file, Manifest manifest) {}

    private final Path folder;
    private final Map<Path, Read> inMemory = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Read> eldest) {
            return size() > MOST_IN_MEMORY;
        }
    };

    KnownTrees(Path folder) {
        this.folder = folder;
    }

    /** What is known of a tree; an empty state where nothing is. */
    synchronized Manifest of(Path root, Set<String> excluded) {
        Path file = file(root, excluded);
        try {
            Sighting there = Sighting.of(file);
            Read read = inMemory.getOrDefault(file, new Read(Sighting.NOTHING, nothing(root, excluded)));
            if (there.isUntouchedSince(read.file())) {
                return read.manifest();
            }
            if (there.kind() == Sighting.Kind.FILE && there.size() <= LONGEST_FILE) {
                Manifest manifest = Manifest.parse(Files.readAllBytes(file));
                if (manifest.root().equals(root) && manifest.excluded().equals(new TreeSet<>(excluded))) {
                    inMemory.put(file, new Read(there, manifest));
                    return manifest;
                }
            }
        } catch (IOException | RuntimeException damaged) {
            // As good as none: the tree is read once more.
        }
        return nothing(root, excluded);
    }

    private static Manifest nothing(Path root, Set<String> excluded) {
        return new Manifest(root, 0, excluded, Map.of());
    }

    /** Makes a state the one that is known. */
    synchronized void remember(Manifest manifest) throws IOException {
        Path file = file(manifest.root(), manifest.excluded());
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "new-", "");
        Files.write(fresh, manifest.bytes());
        Sighting written = Sighting.of(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Sighting there = Sighting.of(file);
        if (there.inode() == written.inode() && there.device() == written.device()) {
            inMemory.put(file, new Read(there, manifest));
        }
    }

    private Path file(Path root, Set<String> excluded) {
        return folder.resolve(Digest.of(root + "\0" + String.join("\0", new TreeSet<>(excluded)))
                .hex());
    }
}
