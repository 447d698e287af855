package io.brattice.files;

import io.brattice.files.World.Kind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the earlier calls of a session are supposed to have left on the disk, for a {@link SupposedWorld}.
 *
 * <p>Paths are absolute and taken as they are, without {@code .} and {@code ..}. It stays small, whatever a session does: the
 * older half of ten thousand paths is forgotten, and texts are remembered only as far as they fit into a few megabytes. What
 * was forgotten is as the world below says. Not thread-safe; dropped with its session.
 */
public final class Aftermath {

    private static final int MOST_PATHS = 10_000;
    private static final int LONGEST_TEXT = 64 << 10;
    private static final int MOST_TEXT = 4 << 20;

    /**
     * What is at one path.
     *
     * @param moved true when it came from another one
     */
    record Left(Kind kind, Optional<String> text, boolean moved) {}

    private record Entry(Path path, Left left, long number) {}

    /** By path with a slash at its end, so that what is below a folder comes right after it. */
    private final NavigableMap<String, Entry> known = new TreeMap<>();

    private int characters;
    private long entries;

    /** Nothing has happened yet. */
    public Aftermath() {}

    /** Something was made or written here; its text where it is known. What is below a folder stays as it was. */
    public void made(Path path, Kind kind, Optional<String> text) {
        boolean fits = text.isPresent()
                && text.get().length() <= LONGEST_TEXT
                && characters + text.get().length() <= MOST_TEXT;
        boolean moved = at(path.normalize())
                .filter(left -> left.kind().exists() && left.moved())
                .isPresent();
        put(path.normalize(), new Left(kind, fits ? text : Optional.empty(), moved));
    }

    /** Nothing is here any more, nor below it. */
    public void removed(Path path) {
        Path gone = path.normalize();
        below(gone).forEach(entry -> forget(entry.path()));
        put(gone, new Left(Kind.NOTHING, Optional.empty(), false));
    }

    /** What is known to be at one place, or below it, is now at another. */
    public void moved(Path from, Path to, Kind kind) {
        Path old = from.normalize();
        Path fresh = to.normalize();
        Left top = at(old).filter(left -> left.kind().exists()).orElse(new Left(kind, Optional.empty(), true));
        List<Entry> below = below(old);
        removed(old);
        removed(fresh);
        put(fresh, elsewhere(top));
        below.forEach(entry -> put(fresh.resolve(old.relativize(entry.path())), elsewhere(entry.left())));
    }

    private static Left elsewhere(Left left) {
        return new Left(left.kind(), left.text(), true);
    }

    Optional<Left> at(Path path) {
        return Optional.ofNullable(known.get(key(path))).map(Entry::left);
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** True when something is known to be in a folder. */
    boolean holds(Path folder) {
        return under(folder).stream().anyMatch(entry -> entry.left().kind().exists());
    }

    /** The names known to be in a folder, or known to be there no longer. */
    Map<String, Kind> in(Path folder) {
        Map<String, Kind> names = new LinkedHashMap<>();
        for (Entry entry : under(folder)) {
            boolean direct = entry.path().getNameCount() == folder.getNameCount() + 1;
            String name = entry.path().getName(folder.getNameCount()).toString();
            if (direct) {
                names.put(name, entry.left().kind());
            } else if (entry.left().kind().exists()) {
                names.merge(name, Kind.FOLDER, (old, folderNow) -> old.exists() ? old : folderNow);
            }
        }
        return names;
    }

    private Collection<Entry> under(Path folder) {
        String key = key(folder);
        // The character after the slash: the end of everything that begins with the key.
        String end = key.substring(0, key.length() - 1) + (char) ('/' + 1);
        return known.subMap(key, false, end, false).values();
    }

    private List<Entry> below(Path folder) {
        return List.copyOf(under(folder));
    }

    private static String key(Path path) {
        String text = path.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    private void put(Path path, Left left) {
        forget(path);
        if (known.size() >= MOST_PATHS) {
            List<Entry> old = known.values().stream()
                    .sorted(Comparator.comparingLong(Entry::number))
                    .limit(MOST_PATHS / 2)
                    .toList();
            old.forEach(entry -> forget(entry.path()));
        }
        known.put(key(path), new Entry(path, left, entries++));
        characters += left.text().map(String::length).orElse(0);
    }

    private void forget(Path path) {
        Entry old = known.remove(key(path));
        if (old != null) {
            characters -= old.left().text().map(String::length).orElse(0);
        }
    }
}
