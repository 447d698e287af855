package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
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
 * Modes, owners and groups of a thing, and of what is below it, noted before the call changes them.
 *
 * @param path the thing
 * @param notes one line each: mode, owner, group, and the name below the path
 */
public record ModesKept(Path path, List<String> notes) implements Step {

    static final String KIND = "modes";

    /** How many things are noted at most. */
    public static final int MOST = 2_000;

    public ModesKept {
        notes = List.copyOf(notes);
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
            Path place = place(each);
            now.add(Files.exists(place, LinkOption.NOFOLLOW_LINKS) ? note(place) : "gone");
        }
        return String.join("\n", now);
    }

    private Path place(String note) {
        String name = note.split(" ", 4)[3];
        return name.isEmpty() ? path : path.resolve(name);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (!left().equals(left)) {
            throw new StaleException("the modes at `" + path + "` were changed since");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        for (String each : notes) {
            Path place = place(each);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(place)) {
                continue;
            }
            String[] parts = each.split(" ", 4);
            if (!note(place).equals(parts[0] + " " + parts[1] + " " + parts[2])) {
                // The owner first: a change of owner may clear bits of the mode.
                Files.setAttribute(place, "unix:uid", Integer.valueOf(parts[1]), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(place, "unix:gid", Integer.valueOf(parts[2]), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(place, "unix:mode", Integer.parseInt(parts[0], 8));
            }
        }
    }

    @Override
    public String summary() {
        return "sets the mode of `" + Step.shown(path) + "`" + (notes.size() > 1 ? " and what is below it" : "")
                + " back";
    }
}
