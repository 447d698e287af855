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
import java.util.Optional;
import java.util.Set;

/**
 * Something that is removed by renaming it into the store, so that the removal is the backup.
 *
 * <p>What lies in the store is put back only while nobody wrote into it, and only to where nothing is.
 */
public final class MovedAside implements Step {

    static final String KIND = "moved-aside";
    private static final String MOVED = "moved";

    private final Path path;
    private final Path aside;
    private final String identity;
    private final Hands hands;

    MovedAside(Path path, Path aside, String identity, Hands hands) {
        this.path = path;
        this.aside = aside;
        this.identity = identity;
        this.hands = hands;
    }

    /**
     * With what was judged.
     *
     * @param path where it is, its parent resolved
     * @param aside where it goes, on the same file system
     * @param identity device and inode: anything else that was moved by accident is put back at once
     */
    public MovedAside(Path path, Path aside, String identity) {
        this(path, aside, identity, LocalHands.LOCAL);
    }

    /** For what is at the path now. */
    public static MovedAside of(Path path, Path aside) throws IOException {
        return new MovedAside(path, aside, Inventory.identity(path));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString(), "identity", identity);
    }

    @Override
    public long bytes() throws IOException {
        return Inventory.of(path).bytes();
    }

    @Override
    public void perform() throws IOException, StaleException {
        hands.rename(path, aside);
        if (!At.is(aside, identity)) {
            hands.bring(aside, path);
            throw new StaleException("`" + path + "` was exchanged for something else");
        }
    }

    @Override
    public void takeBack() throws IOException {
        undo(MOVED);
    }

    /** Writes down beside what was moved what it is: a later look tells whether somebody wrote into it. */
    @Override
    public String left() throws IOException {
        if (!At.exists(aside)) {
            return "untouched";
        }
        Path roll = At.beside(aside, ".roll");
        if (!At.exists(roll)) {
            Roll seen = Roll.of(aside);
            if (seen.complete()) {
                hands.note(roll, seen.text());
            }
        }
        return MOVED;
    }

    @Override
    public Optional<Path> stayed() throws IOException {
        return At.is(path, identity) || !At.exists(aside) ? Optional.of(path) : Optional.empty();
    }

    @Override
    public List<Before> before(String left) throws IOException {
        boolean moved = left.equals(MOVED) || (left.equals(UNKNOWN) && At.exists(aside));
        return moved ? List.of(Before.kept(path, aside)) : List.of();
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (At.is(path, identity)) {
            return; // it was never moved, or is back
        }
        if (!At.exists(aside)) {
            if (left.equals(MOVED)) {
                throw new StaleException("what was moved aside from `" + path + "` is no longer in the store");
            }
            return;
        }
        Store.refuseLinkedParent(path);
        if (!At.is(aside, identity)) {
            throw new StaleException("what is in the store for `" + path + "` is something else");
        }
        if (isWrittenInto()) {
            throw new StaleException("what was moved aside from `" + path + "` was changed in the store");
        }
        if (!freed.contains(path) && At.exists(path)) {
            throw new StaleException("something new is at `" + path + "`: move it away first");
        }
    }

    /** Of what has names elsewhere too, the content may change by right. */
    private boolean isWrittenInto() throws IOException {
        Path file = At.beside(aside, ".roll");
        if (!At.exists(file)) {
            return false; // the process died before it could be written
        }
        Roll then = Roll.read(file);
        Roll seen = Roll.of(aside);
        if (!seen.things().keySet().equals(then.things().keySet())) {
            return true;
        }
        for (Map.Entry<String, Sighting> each : seen.things().entrySet()) {
            Sighting now = each.getValue();
            Sighting before = then.at(each.getKey()).orElse(Sighting.NOTHING);
            boolean same = now.kind() == before.kind() && now.inode() == before.inode();
            if (now.kind() == Sighting.Kind.FILE && before.links() <= 1) {
                same &= now.size() == before.size()
                        && now.modified() == before.modified()
                        && now.mode() == before.mode();
            }
            if (!same) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void undo(String left) throws IOException {
        if (!At.exists(aside)) {
            return;
        }
        if (At.is(path, identity) && At.is(aside, identity)) {
            hands.unlink(aside); // one thing under two names: an undo broke off between them
        } else if (!At.is(path, identity)) {
            hands.bring(aside, path);
        }
    }

    @Override
    public String summary() {
        return "puts back `" + Step.shown(path) + "`";
    }
}
