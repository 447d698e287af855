package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file or link that the call overwrites or removes in place. The call works on a copy, and the original goes to the store:
 * so it comes back as the very file that it was. What the call made of the copy goes to the store in its place.
 */
public final class Copied implements Step {

    static final String KIND = "copied";

    private final Path path;
    private final Path aside;
    private final String identity;
    private final Hands hands;

    Copied(Path path, Path aside, String identity, Hands hands) {
        this.path = path;
        this.aside = aside;
        this.identity = identity;
        this.hands = hands;
    }

    /**
     * With what was judged.
     *
     * @param path the file
     * @param aside the original in the store, on the same file system
     * @param identity its device and inode; empty where they were not noted
     */
    public Copied(Path path, Path aside, String identity) {
        this(path, aside, identity, LocalHands.LOCAL);
    }

    /** For what is at the path now. */
    public static Copied of(Path path, Path aside) throws IOException {
        return new Copied(path, aside, Inventory.identity(path));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString(), "identity", identity);
    }

    @Override
    public long bytes() throws IOException {
        return Sighting.of(path).size();
    }

    @Override
    public void perform() throws IOException, StaleException {
        Path copy = At.beside(aside, ".copy");
        hands.link(aside, path);
        if (!At.is(aside, identity)) {
            hands.unlink(aside); // only the second name
            throw new StaleException("`" + path + "` was exchanged for something else");
        }
        try {
            hands.copy(aside, copy);
            hands.rename(copy, path);
        } catch (IOException e) {
            hands.unlink(aside); // the original is still where it was
            throw e;
        }
    }

    @Override
    public void takeBack() throws IOException {
        hands.rename(aside, path);
    }

    @Override
    public String left() throws IOException {
        return AsLeft.of(path);
    }

    /** The copy has not taken the place of the original, or the original has its place back. */
    private boolean isOriginal() throws IOException {
        return At.is(path, identity) || At.is(path, At.identity(aside));
    }

    @Override
    public List<Before> before(String left) throws IOException {
        return List.of(Before.kept(path, aside));
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (isOriginal()) {
            return;
        }
        boolean brokeOff = !At.exists(path) && At.exists(replaced());
        if (!At.exists(aside)) {
            throw new StaleException("the copy of `" + path + "` is no longer in the store");
        }
        if (!left.equals(UNKNOWN) && !brokeOff && !AsLeft.is(path, left, Sighting.of(aside))) {
            throw new StaleException("`" + path + "` was changed since");
        }
    }

    private Path replaced() {
        return At.beside(aside, ".replaced");
    }

    @Override
    public void undo(String left) throws IOException {
        if (!At.exists(aside)) {
            return;
        }
        if (isOriginal()) {
            hands.unlink(aside); // a second name of the same file: renaming the one to the other would do nothing
            return;
        }
        if (At.exists(path)) {
            hands.away(path, replaced());
        }
        hands.bring(aside, path);
    }

    @Override
    public String summary() {
        return "restores `" + Step.shown(path) + "`";
    }
}
