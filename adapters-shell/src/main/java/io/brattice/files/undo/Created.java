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
 * Something that the call brings into being where nothing was. Taking it back moves it into the store: nothing is deleted.
 *
 * @param path where it comes to be
 * @param aside where taking it back puts it
 */
public record Created(Path path, Path aside) implements Step {

    static final String KIND = "created";

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString());
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
        freed.add(path);
    }

    @Override
    public void undo(String left) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public String summary() {
        return "moves `" + Step.shown(path) + "` out of the way";
    }
}
