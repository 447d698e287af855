package io.brattice.shell.git;

import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to work with.
 *
 * @param execution how git is asked; empty where nothing may be started
 * @param shelf where the call keeps things; empty where nothing is kept, and everything counts at its inherent class
 * @param workspace only repositories in it are secured; empty for any
 * @param store where the shelf is
 */
record Desk(
        Optional<Execution> execution,
        Optional<Shelf> shelf,
        Optional<Path> workspace,
        Optional<Store> store,
        Set<String> protectedBranches) {

    Desk {
        protectedBranches = Set.copyOf(protectedBranches);
    }

    boolean secures() {
        return execution.isPresent() && shelf.isPresent();
    }

    boolean isProtected(String ref) {
        return !ref.startsWith("refs/heads/") || protectedBranches.contains(ref.substring("refs/heads/".length()));
    }

    /** Why a thing cannot be moved into the store; empty when it can. */
    Optional<String> hindrance(Path path, Inventory inventory, Path home) throws IOException {
        if (workspace.isPresent() && (workspace.get().startsWith(path) || !path.startsWith(workspace.get()))
                || home.startsWith(path)) {
            return Optional.of("`" + path.getFileName() + "` is not inside the workspace, or holds it");
        }
        if (store.isPresent()) {
            Path root = store.get().root();
            if (root.startsWith(path) || path.startsWith(root)) {
                return Optional.of("it touches what was secured");
            }
            if (!store.get().reaches(path)) {
                return Optional.of("the store is on another file system");
            }
        }
        return inventory.complete() && inventory.oneDevice()
                ? Optional.empty()
                : Optional.of("`" + path.getFileName() + "` could not be looked at completely");
    }
}
