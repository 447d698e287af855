package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Content;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file that the call writes into, or removes, and that cannot be exchanged for a copy: it has other names, which would no longer be of
 * the same file, or lies on another file system than the store. Its bytes are copied first, and written back into the very file.
 *
 * <p>Writing back is not one step. A mark on the shelf, made before it and taken away after, says that it was begun: an undo that broke off
 * is finished by the next one. On the file system of the store the file gets one more name there, so that it is found again when the call
 * takes away the name at the path.
 */
public final class Rewritten implements Step {

    static final String KIND = "rewritten";
    private static final String AND = " and ";

    /** How large a file may be that is kept so. */
    public static final long MOST_BYTES = 256L << 20;

    private final Path path;
    private final Path aside;
    private final String identity;
    private final Hands hands;

    Rewritten(Path path, Path aside, String identity, Hands hands) {
        this.path = path;
        this.aside = aside;
        this.identity = identity;
        this.hands = hands;
    }

    /**
     * With what was judged.
     *
     * @param path the file
     * @param aside where its bytes are copied to
     * @param identity its device and inode
     */
    public Rewritten(Path path, Path aside, String identity) {
        this(path, aside, identity, LocalHands.LOCAL);
    }

    /** For what is at the path now. */
    public static Rewritten of(Path path, Path aside) throws IOException {
        return new Rewritten(path, aside, Inventory.identity(path));
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
    public void keep() throws IOException {
        hands.copy(path, aside);
        Store.force(aside);
    }

    /** Another name of the file itself, on the shelf. */
    private Path name() {
        return At.beside(aside, ".file");
    }

    /** One for the file, whichever of its names is written by: the call may have had to do with several. */
    private Path mark() {
        return aside.resolveSibling("begun-" + identity.replace(':', '-'));
    }

    private Path replaced() {
        return At.beside(aside, ".replaced");
    }

    @Override
    public void perform() throws IOException, StaleException {
        if (!At.is(path, identity)) {
            throw new StaleException("`" + path + "` was exchanged for something else");
        }
        if (At.sameDevice(path, Store.parent(aside))) {
            try {
                hands.link(name(), path);
            } catch (FileSystemException e) {
                // Some systems let nobody link the file of another user. Then there is the copy.
            }
        }
    }

    @Override
    public void takeBack() throws IOException {
        if (At.exists(name())) {
            hands.unlink(name());
        }
    }

    @Override
    public List<Before> before(String left) throws IOException {
        return List.of(Before.kept(path, aside));
    }

    @Override
    public String left() throws IOException {
        return AsLeft.of(path) + AND + AsLeft.of(file());
    }

    /** Where the file itself is now: it may have lost its name at the path, and be written by another one. */
    private Path file() throws IOException {
        return At.is(path, identity) || !At.exists(name()) ? path : name();
    }

    /** The very file, or where that is lost one like it, is at the path and holds what it held. */
    private boolean isBack() throws IOException {
        boolean found = At.is(path, identity) || !At.exists(name());
        return found && !At.exists(mark()) && isLike();
    }

    private boolean isLike() throws IOException {
        Sighting now = Sighting.of(path);
        Sighting then = Sighting.of(aside);
        return now.kind() == then.kind()
                && now.mode() == then.mode()
                && now.uid() == then.uid()
                && now.gid() == then.gid()
                && now.modified() == then.modified()
                && Content.of(path).equals(Content.of(aside));
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (!At.exists(aside)) {
            throw new StaleException("the copy of `" + path + "` is no longer in the store");
        }
        if (left.equals(UNKNOWN) || At.exists(mark()) || isBack()) {
            return;
        }
        String[] noted = left.split(AND, 2);
        Sighting before = Sighting.of(aside);
        boolean found =
                At.is(path, identity) || (!At.exists(path) && At.exists(replaced())); // an undo may have broken off
        boolean same = found || AsLeft.is(path, noted[0], before);
        Path file = file();
        boolean untouched = !At.exists(file)
                || AsLeft.is(file, noted[noted.length - 1], before)
                || Content.of(file).equals(Content.of(aside));
        if (!same || !untouched) {
            throw new StaleException("`" + path + "` was changed since");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        if (!isBack()) {
            if (!At.is(path, identity) && !(At.exists(mark()) && At.exists(path))) {
                find();
            }
            if (!isLike() || At.exists(mark())) {
                write();
            }
        }
        takeBack();
    }

    /** Puts the file itself at its place, or a copy of it. */
    private void find() throws IOException {
        if (At.exists(path)) {
            hands.away(path, replaced());
        }
        hands.makeFoldersAbove(path);
        if (At.exists(name())) {
            hands.link(path, name());
        } else {
            Path copy = At.beside(aside, ".again");
            if (At.exists(copy)) {
                hands.unlink(copy); // of an attempt that broke off
            }
            hands.copy(aside, copy);
            hands.bring(copy, path);
        }
    }

    private void write() throws IOException {
        if (!At.exists(mark())) {
            Path kept = At.beside(aside, ".written"); // not as above: that one says that something else was at the path
            for (int number = 1; At.exists(kept); number++) {
                kept = At.beside(aside, ".written." + number);
            }
            hands.copy(path, kept);
            hands.note(mark(), path.toString());
        }
        hands.rewrite(aside, path);
        hands.unlink(mark());
    }

    @Override
    public String summary() {
        return "restores `" + Step.shown(path) + "`";
    }
}
