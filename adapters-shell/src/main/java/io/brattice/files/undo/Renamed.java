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
import java.util.Optional;
import java.util.Set;

/** Something that the call renames to where nothing is, or nothing any more. */
public final class Renamed implements Step {

    static final String KIND = "renamed";

    private final Path from;
    private final Path to;
    private final String identity;
    private final Hands hands;

    Renamed(Path from, Path to, String identity, Hands hands) {
        this.from = from;
        this.to = to;
        this.identity = identity;
        this.hands = hands;
    }

    /**
     * With what was judged.
     *
     * @param identity device and inode, which a rename keeps; empty where they were not noted, or a move would not keep them
     */
    public Renamed(Path from, Path to, String identity) {
        this(from, to, identity, LocalHands.LOCAL);
    }

    /** For what is at the path now. */
    public static Renamed of(Path from, Path to) throws IOException {
        Path up = Store.parent(to);
        while (!At.exists(up)) {
            up = Store.parent(up);
        }
        return new Renamed(from, to, At.sameDevice(from, up) ? Inventory.identity(from) : "");
    }

    /** Where it goes. */
    public Path to() {
        return to;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", from.toString(), "to", to.toString(), "identity", identity);
    }

    /** What it holds alone: modes may be changed through other names of the same files, and be changed back before this is looked at. */
    @Override
    public String left() throws IOException {
        return Content.held(to);
    }

    /** Earlier releases noted modes and owners as well. */
    private static boolean isAsLeft(Path path, String left) throws IOException {
        return Content.isHeld(path, left) || Content.of(path).equals(left);
    }

    /** It has its old name: the thing itself, or what came back as a copy when a later call was taken back, and was renamed by an undo that died. */
    private boolean isBack(String left) throws IOException {
        if (At.is(from, identity)) {
            return true;
        }
        boolean copy = !left.equals(UNKNOWN) && At.exists(from) && isAsLeft(from, left);
        return copy && (!At.exists(to) || At.is(to, At.identity(from)));
    }

    @Override
    public Optional<Path> stayed() throws IOException {
        boolean there = identity.isEmpty() ? !At.exists(to) : At.is(from, identity);
        return there ? Optional.of(from) : Optional.empty();
    }

    @Override
    public List<Before> before(String left) throws IOException {
        boolean done = At.exists(to) || !(left.equals(UNKNOWN) || left.equals("nothing"));
        return done ? List.of(Before.renamed(from, to)) : List.of();
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(from);
        Store.refuseLinkedParent(to);
        if (isBack(left)) {
            if (At.is(to, At.identity(from))) {
                freed.add(to); // an undo broke off between the two names
            }
            return; // else it was not renamed, or is back
        }
        boolean there = isThere(left);
        if (!left.equals(UNKNOWN) && !isAsLeft(to, left) && !isOneOfSeveral()) {
            throw new StaleException("`" + to + "` was changed since");
        }
        if (!there) {
            if (At.exists(to) && !identity.isEmpty()) {
                throw new StaleException("`" + to + "` is not what was moved there");
            }
            return; // the command that would have renamed it did not run
        }
        if (!freed.contains(from) && At.exists(from)) {
            throw new StaleException("something new is at `" + from + "`: move it away first");
        }
        freed.add(to);
    }

    /** The very file, which has other names: through those it may be changed by right, and what it holds goes back with it. */
    private boolean isOneOfSeveral() throws IOException {
        Sighting now = Sighting.of(to);
        return At.is(to, identity) && now.kind() == Sighting.Kind.FILE && now.links() > 1;
    }

    /** What was moved, or what is just like it: where it came back as a copy, it is another inode. */
    private boolean isThere(String left) throws IOException {
        return At.exists(to)
                && (identity.isEmpty() || At.is(to, identity) || (!left.equals(UNKNOWN) && isAsLeft(to, left)));
    }

    @Override
    public void undo(String left) throws IOException {
        if (!isThere(left)) {
            return;
        }
        if (isBack(left)) {
            hands.unlink(to); // one file under both names: an undo broke off between them
        } else {
            hands.bring(to, from);
        }
    }

    @Override
    public String summary() {
        return "renames `" + Step.shown(to) + "` back to `" + Step.shown(from) + "`";
    }
}
