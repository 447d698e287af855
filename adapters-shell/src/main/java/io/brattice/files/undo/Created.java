package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Content;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that the call brings into being where nothing was. Taking it back moves it into the store: nothing is deleted.
 *
 * <p>Of a folder everything that is still as the call left it is moved away. What somebody else put into it or changed stays, with
 * the folders that hold it. Where the process died before it could write down what it left, all that is there is moved.
 */
public final class Created implements Step {

    static final String KIND = "created";
    private static final String NOTHING = "nothing";
    private static final String LISTED = "listed ";

    private final Path path;
    private final Path aside;
    private final Hands hands;

    Created(Path path, Path aside, Hands hands) {
        this.path = path;
        this.aside = aside;
        this.hands = hands;
    }

    /**
     * For what is yet to be.
     *
     * @param path where it comes to be
     * @param aside where taking it back puts it
     */
    public Created(Path path, Path aside) {
        this(path, aside, LocalHands.LOCAL);
    }

    Path path() {
        return path;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString());
    }

    @Override
    public String left() throws IOException {
        Path file = At.beside(aside, ".roll");
        if (!At.isFolder(path) || !At.isFolder(Store.parent(aside)) || At.exists(file)) {
            return Content.of(path);
        }
        Roll roll = Roll.withHashes(path);
        if (!roll.complete()) {
            return Content.of(path);
        }
        hands.note(file, roll.text());
        return LISTED + Digest.of(roll.text()).hex();
    }

    @Override
    public List<Before> before(String left) {
        return List.of(Before.nothing(path));
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        boolean whole = true;
        if (At.exists(path) && !left.equals(UNKNOWN)) {
            Parting parting = parting(left);
            if (parting.mine.isEmpty()) {
                throw new StaleException("`" + path + "` was changed since");
            }
            whole = parting.others.isEmpty();
        }
        if (whole) {
            freed.add(path);
        }
    }

    /** Which of the things below the path, by their names below it, are the call's, the topmost of them; and which are not. */
    private record Parting(List<String> mine, List<String> others) {}

    private Parting parting(String left) throws IOException, StaleException {
        Parting parting = new Parting(new ArrayList<>(), new ArrayList<>());
        if (left.startsWith(LISTED)) {
            if (part(list(left), "", parting)) {
                parting.mine.add("");
            }
        } else if (!left.equals(NOTHING) && Content.of(path).equals(left)) {
            parting.mine.add("");
        }
        return parting;
    }

    private Roll list(String left) throws IOException, StaleException {
        Path file = At.beside(aside, ".roll");
        if (At.exists(file)) {
            Roll roll = Roll.read(file);
            if (left.equals(LISTED + Digest.of(roll.text()).hex())) {
                return roll;
            }
        }
        throw new StaleException("the list of what was made at `" + path + "` is no longer in the store");
    }

    /** True when a thing is as the call left it, with all that is below it. */
    private boolean part(Roll roll, String name, Parting parting) throws IOException {
        Path place = path.resolve(name);
        Sighting now = Sighting.of(place);
        boolean same = roll.hasLike(name, place, now);
        if (now.kind() == Sighting.Kind.FOLDER && roll.at(name).isPresent()) {
            List<String> mine = new ArrayList<>();
            for (Path entry : At.entries(place)) {
                String inner = path.relativize(entry).toString();
                if (part(roll, inner, parting)) {
                    mine.add(inner);
                } else {
                    same = false;
                }
            }
            if (!same) {
                parting.mine.addAll(mine);
                if (!roll.hasLike(name, place, now)) {
                    parting.others.add(name);
                }
            }
        } else if (!same) {
            parting.others.add(name);
        }
        return same;
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        if (!At.exists(path) || left.equals(UNKNOWN)) {
            return List.of();
        }
        try {
            return Roll.few(parting(left).others.stream()
                    .map(name -> "`" + path.resolve(name) + "` is not as the call left it")
                    .toList());
        } catch (StaleException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void undo(String left) throws IOException {
        if (!At.exists(path)) {
            return;
        }
        if (left.equals(UNKNOWN)) {
            hands.away(path, aside);
            return;
        }
        try {
            for (String name : parting(left).mine) {
                hands.away(path.resolve(name), aside.resolve(name));
            }
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String summary() {
        return "moves `" + Step.shown(path) + "` out of the way";
    }
}
