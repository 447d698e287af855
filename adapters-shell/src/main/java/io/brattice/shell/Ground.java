package io.brattice.shell;

import io.brattice.files.World;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Rewritten;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders that decide how a path is judged. All are real paths.
 *
 * @param store where things are kept; empty for a host that runs commands itself: then nothing can be secured
 * @param secures true when what is kept can be taken back
 * @param contains true when commands can be run contained
 * @param accompanied true while the session keeps something running in the background, whose network contained commands share
 * @param reach what of the network contained commands may get
 */
record Ground(
        Path workspace,
        Path home,
        Optional<Path> store,
        boolean secures,
        boolean contains,
        boolean accompanied,
        Reach reach) {

    /** The same for a session that keeps nothing running, where contained commands get no network. */
    Ground(Path workspace, Path home, Optional<Path> store, boolean secures, boolean contains) {
        this(workspace, home, store, secures, contains, false, Reach.NONE);
    }

    /** Folders for what need not last. */
    static final List<Path> SCRATCH = List.of(Path.of("/tmp"), Path.of("/var/tmp"));

    /** Where a path lies. */
    enum Zone {
        /** In the workspace, or in a folder for what need not last. */
        OWN,
        /** Git's own data: what is written there may be run by git, of whoever calls it next. */
        GIT_DATA,
        /** The store, or what holds it. */
        STORE,
        /** The workspace or the home folder itself, or what holds them. */
        HOLDER,
        /** Anywhere else. */
        OUTSIDE
    }

    /** The same where nothing runs contained. */
    Ground uncontained() {
        return new Ground(workspace, home, store, secures, false, false, Reach.NONE);
    }

    /** The same while the session keeps something running, or not. */
    Ground accompanied(boolean now) {
        return new Ground(workspace, home, store, secures, contains, now, reach);
    }

    /** The same where contained commands may get something else of the network. */
    Ground reaching(Reach other) {
        return new Ground(workspace, home, store, secures, contains, accompanied, other);
    }

    /** The same about another workspace. */
    Ground in(Path folder) {
        return new Ground(folder, home, store, secures, contains, accompanied, reach);
    }

    Zone zone(Path real) {
        if (store.isPresent() && (real.startsWith(store.get()) || store.get().startsWith(real))) {
            return Zone.STORE;
        }
        if (Store.holdsGitData(real)) {
            return Zone.GIT_DATA;
        }
        if (workspace.startsWith(real) || home.startsWith(real)) {
            return Zone.HOLDER;
        }
        if (real.startsWith(workspace)) {
            return Zone.OWN;
        }
        for (Path scratch : SCRATCH) {
            if (real.startsWith(scratch) && !real.equals(scratch) && !real.startsWith(home)) {
                return Zone.OWN;
            }
        }
        return Zone.OUTSIDE;
    }

    /** The workspace, and folders in which something not known is changed, as far as they can be kept. */
    Precaution precaution(Set<Path> more) {
        List<Path> folders = new ArrayList<>(List.of(workspace));
        folders.addAll(more);
        folders.removeIf(folder -> store.isEmpty()
                || zone(folder) == Zone.STORE
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !reaches(folder));
        return new Precaution(folders);
    }

    /** True when a file can be kept by exchanging it for a copy: a plain file of one name, on the file system of the store. */
    boolean isCopyable(Path file, World world) {
        if (world.supposes()) {
            return secures;
        }
        if (!secures || store.isEmpty()) {
            return false;
        }
        try {
            Map<String, Object> known = Files.readAttributes(file, "unix:nlink,dev", LinkOption.NOFOLLOW_LINKS);
            return Integer.valueOf(1).equals(known.get("nlink"))
                    && Objects.equals(known.get("dev"), device(store.get()));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * True when a file has to be kept by copying its bytes, and can be: a plain file of several names, on the file system of the store. What is
     * written into it is taken back by writing into it.
     */
    boolean isRewritable(Path file, World world) {
        if (world.supposes() || !reaches(file) || isCopyable(file, world)) {
            return false;
        }
        try {
            Sighting seen = Sighting.of(file);
            return seen.kind() == Sighting.Kind.FILE && seen.size() <= Rewritten.MOST_BYTES && Files.isReadable(file);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Where the names of a file are looked for: what was removed has one in the store. */
    NamesOfFiles names() {
        return NamesOfFiles.in(
                Stream.concat(Stream.of(workspace), store.stream()).toList());
    }

    /** True when a rename between a path, or where it would be made, and the store is possible. */
    boolean reaches(Path path) {
        if (!secures || store.isEmpty()) {
            return false;
        }
        try {
            return device(path).equals(device(store.get()));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** True when this process may take things out of the folder that a path is in. */
    boolean isOpen(Path path) {
        Path folder = path.getParent();
        return folder != null && Files.isWritable(folder);
    }

    /** Of a thing, or of the folder in which it would be made. */
    private static Object device(Path path) throws IOException {
        Path there = path;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getAttribute(there, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }
}
