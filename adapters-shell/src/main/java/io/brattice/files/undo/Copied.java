package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/**
 * A file or link that the call overwrites or removes in place. The call works on a copy, and the original goes to the store:
 * so it comes back with its very times, which a copy of it would not have.
 *
 * @param path the file
 * @param aside the original in the store, on the same file system
 */
public record Copied(Path path, Path aside) implements Step {

    static final String KIND = "copied";

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString());
    }

    @Override
    public void perform() throws IOException {
        Path copy = aside.resolveSibling(aside.getFileName() + ".copy");
        Files.createLink(aside, path);
        Files.copy(aside, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void takeBack() throws IOException {
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String left() throws IOException {
        return Content.of(path);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (!Content.of(path).equals(left)) {
            throw new StaleException("`" + path + "` was changed since");
        }
        if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            throw new StaleException("the copy of `" + path + "` is no longer in the store");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        Files.createDirectories(Store.parent(path));
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String summary() {
        return "restores `" + Step.shown(path) + "`";
    }
}
