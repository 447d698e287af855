package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Content;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something on another file system than the store that the call removes: copied first, with all that is below it. What comes back is a copy,
 * with the bytes, modes, owners, times and user extended attributes of the original, but not with its hard links.
 */
public final class Duplicated implements Step {

    static final String KIND = "duplicated";

    private static final int MOST_THINGS = 20_000;
    private static final long MOST_BYTES = 256L << 20;

    private final Path path;
    private final Path aside;
    private final Hands hands;

    Duplicated(Path path, Path aside, Hands hands) {
        this.path = path;
        this.aside = aside;
        this.hands = hands;
    }

    /**
     * For what is there.
     *
     * @param path what is removed
     * @param aside where it is copied to
     */
    public Duplicated(Path path, Path aside) {
        this(path, aside, LocalHands.LOCAL);
    }

    /** True when a thing is small and plain enough to be copied before a command. */
    public static boolean fits(Inventory there) {
        return there.complete()
                && there.oneDevice()
                && there.ordinary()
                && there.things() <= MOST_THINGS
                && there.bytes() <= MOST_BYTES;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString());
    }

    @Override
    public long bytes() throws IOException {
        return Inventory.of(path).bytes();
    }

    @Override
    public void keep() throws IOException {
        hands.copyTree(path, aside);
    }

    /**
     * Removes what was copied.
     *
     * @throws StaleException when it is not what was copied any more; then nothing has been removed
     */
    public void remove() throws IOException, StaleException {
        if (!At.exists(aside)) {
            throw new IOException("`" + path + "` could not be copied first, and was left as it is");
        }
        if (!isBack()) {
            throw new StaleException("`" + path + "` was changed since it was copied");
        }
        hands.removeTree(path);
    }

    @Override
    public List<Before> before(String left) throws IOException {
        return List.of(Before.kept(path, aside));
    }

    @Override
    public String left() throws IOException {
        return Content.of(path);
    }

    /** True when all is there as it was: the call did not come to remove it, or it is back. */
    private boolean isBack() throws IOException {
        if (!At.exists(path)) {
            return false;
        }
        Map<String, Sighting> now = Roll.of(path).things();
        Roll then = Roll.of(aside);
        if (!now.keySet().equals(then.things().keySet())) {
            return false;
        }
        for (Map.Entry<String, Sighting> each : now.entrySet()) {
            Sighting kept = then.at(each.getKey()).orElse(Sighting.NOTHING);
            if (each.getValue().modified() != kept.modified() && each.getValue().kind() != Sighting.Kind.LINK) {
                return false;
            }
        }
        return Content.of(path).equals(Content.of(aside));
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (!At.exists(aside)) {
            throw new StaleException("the copy of `" + path + "` is no longer in the store");
        }
        boolean free = !At.exists(path) || freed.contains(path);
        if (!free && !left.equals(UNKNOWN) && !isBack() && !Content.of(path).equals(left)) {
            throw new StaleException("something new is at `" + path + "`: move it away first");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        if (isBack()) {
            return;
        }
        if (At.exists(path)) {
            hands.away(path, At.beside(aside, ".replaced")); // what was left of it
        }
        Path making = path.resolveSibling(".brattice-" + At.hash(aside));
        if (At.exists(making)) {
            hands.removeTree(making); // an attempt of ours that broke off: nobody else knows the name
        }
        hands.makeFoldersAbove(path);
        hands.copyTree(aside, making);
        hands.rename(making, path);
    }

    @Override
    public String summary() {
        return "puts back a copy of `" + Step.shown(path) + "`";
    }
}
