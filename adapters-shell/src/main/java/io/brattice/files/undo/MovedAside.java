package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is removed by renaming it into the store, so that the removal is the backup.
 *
 * @param path where it is, its parent resolved
 * @param aside where it goes, on the same file system
 * @param identity device and inode of what was judged: anything else that was moved by accident is put back at once
 */
public record MovedAside(Path path, Path aside, String identity) implements Step {

    static final String KIND = "moved-aside";

    /** For what is at the path now. */
    public static MovedAside of(Path path, Path aside) throws IOException {
        return new MovedAside(path, aside, Inventory.identity(path));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString(), "identity", identity);
    }

    @Override
    public void perform() throws IOException, StaleException {
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        if (!Inventory.identity(aside).equals(identity)) {
            Files.move(aside, path);
            throw new StaleException("`" + path + "` was exchanged for something else");
        }
    }

    @Override
    public void takeBack() throws IOException {
        undo("moved");
    }

    @Override
    public String left() {
        return Files.exists(aside, LinkOption.NOFOLLOW_LINKS) ? "moved" : "untouched";
    }

    @Override
    public Optional<Path> stayed() {
        return Files.exists(aside, LinkOption.NOFOLLOW_LINKS) ? Optional.empty() : Optional.of(path);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            if (left.equals("moved")) {
                throw new StaleException("what was moved aside from `" + path + "` is no longer in the store");
            }
            return;
        }
        Store.refuseLinkedParent(path);
        if (!Inventory.identity(aside).equals(identity)) {
            throw new StaleException("what is in the store for `" + path + "` is something else");
        }
        if (!freed.contains(path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new StaleException("something new is at `" + path + "`: move it away first");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(Store.parent(path));
            Files.move(aside, path);
        }
    }

    @Override
    public String summary() {
        return "puts back `" + Step.shown(path) + "`";
    }
}
