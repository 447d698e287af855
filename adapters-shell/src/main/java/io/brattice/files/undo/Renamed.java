package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that the call renames to where nothing is, or nothing any more. */
public record Renamed(Path from, Path to) implements Step {

    static final String KIND = "renamed";

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", from.toString(), "to", to.toString());
    }

    @Override
    public String left() throws IOException {
        return Content.of(to);
    }

    @Override
    public Optional<Path> stayed() {
        return Files.exists(to, LinkOption.NOFOLLOW_LINKS) ? Optional.empty() : Optional.of(from);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(from);
        Store.refuseLinkedParent(to);
        if (!Content.of(to).equals(left)) {
            throw new StaleException("`" + to + "` was changed since");
        }
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return; // it was not renamed: the command that would have done so did not run
        }
        if (!freed.contains(from) && Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            throw new StaleException("something new is at `" + from + "`: move it away first");
        }
        freed.add(to);
    }

    @Override
    public void undo(String left) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(to, from);
        }
    }

    @Override
    public String summary() {
        return "renames `" + Step.shown(to) + "` back to `" + Step.shown(from) + "`";
    }
}
