package io.brattice.files.undo;

import io.brattice.files.tree.Content;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import io.brattice.files.tree.Sighting.Kind;
import io.brattice.files.tree.UserAttributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a kept folder that have names outside of it: in the store, since an earlier call removed one, or anywhere else. What the call
 * writes into such a file is seen by those names too, so that its bytes are written back into the very file, and its names are made of it again.
 *
 * <p>Each gets one more name on the shelf, so that it is found whatever the call did to its names in the folder. Where there are too many of them
 * for that, or the system lets nobody link the file of another user, it is found where it still has its name.
 */
final class OtherNames {

    /** More than these are not another name for a removed file but a cache of packages, and would all be read anew. */
    private static final int MOST = 256;

    private static final String HELD = "held-";

    /**
     * A file with names elsewhere, found again.
     *
     * @param file one of its names, on the shelf where it has one there
     * @param was what it was before the call
     * @param is what it is now
     * @param left true where it is as the call, or an undo that broke off, left it
     */
    record Found(Path file, Manifest.Entry was, Manifest.Entry is, boolean left) {

        /** True when it is, or can be made, what it was. */
        boolean serves() {
            return left || isAsBefore();
        }

        boolean isAsBefore() {
            return is.isLike(was);
        }

        boolean isAt(Manifest.Entry entry) {
            return isSame(entry, was);
        }
    }

    private final Manifest before;
    private final Map<String, Found> found = new TreeMap<>();

    private OtherNames(Manifest before) {
        this.before = before;
    }

    /**
     * Looks where they are.
     *
     * @param after what the call left in the folder, where that is known
     * @param noted what was noted of those that had no name in the folder any more, by {@link #left}
     * @param begun those that an attempt which broke off was writing into
     */
    static OtherNames of(
            Manifest before,
            Optional<Manifest> after,
            Manifest now,
            Path aside,
            Map<String, String> noted,
            Set<String> begun)
            throws IOException {
        OtherNames names = new OtherNames(before);
        List<String> all = names(before);
        if (all.isEmpty()) {
            return names;
        }
        Map<String, Manifest.Entry> there = byFile(now);
        Map<String, Manifest.Entry> then = after.isPresent() ? byFile(after.get()) : Map.of();
        for (String name : all) {
            Manifest.Entry was = before.at(name);
            String id = id(was);
            Optional<Path> file = file(before, now, aside, name);
            if (file.isPresent()) {
                Manifest.Entry is = there.containsKey(id) ? there.get(id) : entry(file.get());
                boolean left = after.isEmpty()
                        || begun.contains(id)
                        || (then.containsKey(id)
                                ? is.isLike(then.get(id))
                                : told(file.get()).equals(noted.get(id)));
                names.found.put(name, new Found(file.get(), was, is, left));
            }
        }
        return names;
    }

    /** Of each such file the first of its names in the folder. */
    private static List<String> names(Manifest tree) {
        List<String> names = new ArrayList<>();
        tree.entries().forEach((name, entry) -> {
            boolean several = entry.kind() == Kind.FILE && entry.sighting().links() > 1;
            if (several
                    && tree.twins(name).first().equals(name)
                    && entry.sighting().links() > tree.twins(name).size()) {
                names.add(name);
            }
        });
        return names;
    }

    private static Map<String, Manifest.Entry> byFile(Manifest tree) {
        Map<String, Manifest.Entry> all = new HashMap<>();
        for (Manifest.Entry entry : tree.entries().values()) {
            if (entry.kind() == Kind.FILE && entry.sighting().links() > 1) {
                all.put(id(entry), entry);
            }
        }
        return all;
    }

    private static Optional<Path> file(Manifest before, Manifest now, Path aside, String name) throws IOException {
        Path held = held(aside, before.at(name));
        if (isSame(new Manifest.Entry(Sighting.of(held), Map.of()), before.at(name))) {
            return Optional.of(held);
        }
        return before.twins(name).stream()
                .filter(twin -> isSame(now.at(twin), before.at(twin)))
                .findFirst()
                .map(before.root()::resolve);
    }

    private static Manifest.Entry entry(Path file) throws IOException {
        return new Manifest.Entry(Sighting.of(file).holding(Content.hash(file)), UserAttributes.of(file));
    }

    private static Path held(Path aside, Manifest.Entry entry) {
        return aside.resolve(HELD + id(entry));
    }

    static String id(Manifest.Entry entry) {
        return entry.sighting().device() + "-" + entry.sighting().inode();
    }

    private static boolean isSame(Manifest.Entry one, Manifest.Entry other) {
        return one.kind() == Kind.FILE && other.kind() == Kind.FILE && id(one).equals(id(other));
    }

    /** Gives each its name on the shelf. */
    static void hold(Manifest before, Path aside, TreeWork.Mishap mishap) throws IOException {
        List<String> names = names(before);
        if (names.size() > MOST) {
            return;
        }
        for (String name : names) {
            Path held = held(aside, before.at(name));
            mishap.mayStrike();
            try {
                Files.createLink(held, before.root().resolve(name));
                if (!isSame(new Manifest.Entry(Sighting.of(held), Map.of()), before.at(name))) {
                    Files.delete(held); // it was exchanged since it was looked at
                }
            } catch (FileAlreadyExistsException e) {
                // It has one already.
            } catch (FileSystemException e) {
                // Some systems let nobody link the file of another user.
            }
        }
    }

    /** Takes the names on the shelf away again: nobody is to wonder where a file has one more. */
    static void release(Manifest before, Path aside, TreeWork.Mishap mishap) throws IOException {
        for (String name : names(before)) {
            Path held = held(aside, before.at(name));
            if (At.exists(held)) {
                mishap.mayStrike();
                Files.delete(held);
            }
        }
    }

    /** What those hold, and are, that have no name in the folder any more; by file. */
    static Map<String, String> left(Manifest before, Manifest after, Path aside) throws IOException {
        Map<String, String> left = new TreeMap<>();
        Map<String, Manifest.Entry> there = byFile(after);
        for (String name : names(before)) {
            Path held = held(aside, before.at(name));
            String id = id(before.at(name));
            if (!there.containsKey(id) && At.exists(held)) {
                left.put(id, told(held));
            }
        }
        return left;
    }

    private static String told(Path file) throws IOException {
        Sighting seen = Sighting.of(file);
        return Content.of(file) + " " + seen.modified();
    }

    /** A note of some lines, as {@link #read} reads it. */
    static byte[] text(Map<String, String> left) {
        StringBuilder text = new StringBuilder();
        left.forEach((id, told) -> text.append(id).append('\t').append(told).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> read(Path note) throws IOException {
        Map<String, String> left = new TreeMap<>();
        if (Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)) {
            for (String line : Files.readAllLines(note)) {
                int tab = Math.max(line.indexOf('\t'), 0);
                left.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return left;
    }

    /** The file that a name was of, where it has names elsewhere and is, or can be made, what it was. */
    Optional<Found> of(String name) {
        Manifest.Entry was = before.at(name);
        if (was.kind() != Kind.FILE || found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.get(before.twins(name).first())).filter(Found::serves);
    }

    /** True for such a file, wherever it is now, whose bytes are on the shelf or as they were. */
    boolean serves(Manifest.Entry entry) {
        return found.values().stream().anyMatch(each -> each.serves() && each.isAt(entry));
    }

    /** Those whose bytes, or what else there is to them, are to be written back. */
    List<Found> changed() {
        return found.values().stream()
                .filter(each -> each.serves() && !each.isAsBefore())
                .toList();
    }

    /** True where a name was of such a file, and the call made it one of another. */
    boolean isExchanged(String name, Manifest after) {
        return of(name).filter(each -> !each.isAt(after.at(name))).isPresent();
    }

    /** True where a name is of such a file still, as the call left it: what the file holds may be what an undo that broke off wrote back. */
    boolean isLeft(Manifest.Entry is, Manifest.Entry after) {
        return isSame(is, after) && serves(is);
    }
}
