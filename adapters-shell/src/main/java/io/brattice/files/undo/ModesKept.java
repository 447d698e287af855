package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Modes, owners and groups of a thing, and of what is below it, noted before the call changes them. Each is set back for itself: what
 * somebody else set since stays, and is named.
 */
public final class ModesKept implements Step {

    static final String KIND = "modes";
    private static final String GONE = "gone";

    /** How many things are noted at most. */
    public static final int MOST = 2_000;

    private final Path path;
    private final List<String> notes;
    private final Hands hands;

    ModesKept(Path path, List<String> notes, Hands hands) {
        this.path = path;
        this.notes = List.copyOf(notes);
        this.hands = hands;
    }

    /**
     * With what was noted.
     *
     * @param path the thing
     * @param notes one line each: mode, owner, group, and the name below the path
     */
    public ModesKept(Path path, List<String> notes) {
        this(path, notes, LocalHands.LOCAL);
    }

    /** For one thing, or for a whole tree; empty when there are more than {@link #MOST}, or links or other file systems among them. */
    public static Optional<ModesKept> of(Path path, boolean tree) throws IOException {
        List<String> notes = new ArrayList<>();
        try (Stream<Path> all = tree ? Files.walk(path) : Stream.of(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (notes.size() >= MOST) {
                    return Optional.empty();
                }
                if (!Files.isSymbolicLink(each)) { // the mode of a link means nothing, and chmod -R skips it
                    notes.add(note(each) + " " + path.relativize(each));
                }
            }
        }
        return Optional.of(new ModesKept(path, notes));
    }

    private static String note(Path path) throws IOException {
        Map<String, Object> known = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        int mode = known.get("mode") instanceof Integer bits ? bits & 07777 : 0;
        return Integer.toOctalString(mode) + " " + known.get("uid") + " " + known.get("gid");
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "notes", notes);
    }

    /** What the modes are now, in the order in which they were noted; what is gone counts as gone. */
    @Override
    public String left() throws IOException {
        List<String> now = new ArrayList<>();
        for (String each : notes) {
            now.add(now(each));
        }
        return String.join("\n", now);
    }

    private String now(String note) throws IOException {
        Path place = place(note);
        return isThere(place) ? note(place) : GONE;
    }

    private Path place(String note) {
        String name = note.split(" ", 4)[3];
        return name.isEmpty() ? path : path.resolve(name);
    }

    /** What is set back, and what is not since somebody else set it; what is as it was, or gone, is neither. */
    private record Parting(List<String> mine, List<String> others) {}

    private Parting parting(String left) throws IOException {
        Parting parting = new Parting(new ArrayList<>(), new ArrayList<>());
        String[] then = left.split("\n", -1);
        for (int i = 0; i < notes.size(); i++) {
            String note = notes.get(i);
            String now = now(note);
            boolean settled = now.equals(GONE) || note.startsWith(now + " ");
            boolean known = !left.equals(UNKNOWN) && i < then.length;
            if (!settled) {
                (known && !then[i].equals(now) ? parting.others : parting.mine).add(note);
            }
        }
        return parting;
    }

    /** False also where a link has come to be at a place or on the way to it: nothing that was noted is behind it. */
    private boolean isThere(Path place) {
        for (Path up = place; up != null && up.startsWith(path); up = up.getParent()) {
            if (Files.isSymbolicLink(up)) {
                return false;
            }
        }
        return At.exists(place);
    }

    @Override
    public List<Before> before(String left) throws IOException {
        List<Before> found = new ArrayList<>();
        for (String each : notes) {
            Path place = place(each);
            String[] parts = each.split(" ", 4);
            Sighting now = isThere(place) ? Sighting.of(place) : Sighting.NOTHING;
            if (now.kind() != Sighting.Kind.NOTHING) {
                Sighting was = new Sighting(
                        now.kind(),
                        Integer.parseInt(parts[0], 8),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        now.size(),
                        now.modified(),
                        now.changed(),
                        now.device(),
                        now.inode(),
                        now.links(),
                        now.held());
                found.add(Before.seen(place, was, Optional.empty()));
            }
        }
        return found;
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        Parting parting = parting(left);
        if (parting.mine.isEmpty() && !parting.others.isEmpty()) {
            throw new StaleException("the modes at `" + path + "` were changed since");
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        return Roll.few(parting(left).others.stream()
                .map(note -> "the mode of `" + place(note) + "` was changed since")
                .toList());
    }

    @Override
    public void undo(String left) throws IOException {
        for (String each : parting(left).mine) {
            String[] parts = each.split(" ", 4);
            hands.permit(
                    place(each), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[0], 8));
        }
    }

    @Override
    public String summary() {
        return "sets the mode of `" + Step.shown(path) + "`" + (notes.size() > 1 ? " and what is below it" : "")
                + " back";
    }
}
