package io.brattice.console.undo;

import io.brattice.files.store.Before;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one place is different from what the first call found there.
 *
 * @param path where it was
 * @param now where it is: elsewhere, once it was renamed
 * @param before what the first call found
 * @param after what is there now
 * @param touched the paths that calls came to: its own, and in a folder that they made others
 */
record Change(Path path, Path now, Before before, Sighting after, Map<Path, Touched> touched) {

    /**
     * What is known of one path that calls came to.
     *
     * @param calls which ones, the oldest first
     * @param since what somebody else changed afterwards; empty when nobody did
     */
    record Touched(List<String> calls, String since) {
        Touched {
            calls = List.copyOf(calls);
        }
    }

    Change {
        touched = Collections.unmodifiableMap(new TreeMap<>(touched));
    }

    /** The calls that came to it. */
    List<String> calls() {
        return touched.values().stream()
                .flatMap(each -> each.calls().stream())
                .distinct()
                .toList();
    }

    /** What somebody else changed afterwards; empty when nobody did. */
    String since() {
        return touched.values().stream()
                .map(Touched::since)
                .filter(since -> !since.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** How it is different, in the order in which people are told. */
    enum Kind {
        CHANGED("changed"),
        CREATED("created"),
        DELETED("deleted"),
        RENAMED("renamed"),
        MODE("mode"),
        /** Something was there that is not in the store any more. */
        LOST("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** How many things in a folder are told of one by one. */
    private static final int MOST_OPENED = 200;

    /** Empty when it is as it was. */
    Optional<Kind> kind() throws IOException {
        if (before.was().isEmpty()) {
            return Optional.of(Kind.LOST);
        }
        Sighting was = before.was().get();
        boolean renamed = before.renamed().isPresent();
        boolean nothingBefore = was.kind() == Sighting.Kind.NOTHING && !renamed;
        if (after.kind() == Sighting.Kind.NOTHING) {
            return nothingBefore ? Optional.empty() : Optional.of(Kind.DELETED);
        }
        if (nothingBefore) {
            return Optional.of(Kind.CREATED);
        }
        if (!now.equals(path)) {
            return Optional.of(Kind.RENAMED);
        }
        if (was.kind() != after.kind() || !Contents.isSame(before, now, after)) {
            return Optional.of(Kind.CHANGED);
        }
        boolean sameMode = was.mode() == after.mode() && was.uid() == after.uid() && was.gid() == after.gid();
        return sameMode ? Optional.empty() : Optional.of(Kind.MODE);
    }

    /**
     * A folder that came to be is told of by what is in it, where that is not too much; so is one that was taken away and made anew. Anything
     * else stands for itself.
     */
    List<Change> opened() throws IOException {
        Sighting was = before.was().orElse(Sighting.NOTHING);
        boolean made = was.kind() == Sighting.Kind.NOTHING && before.renamed().isEmpty();
        boolean anew = was.kind() == Sighting.Kind.FOLDER && before.kept().isPresent();
        if (after.kind() != Sighting.Kind.FOLDER || !(made || anew)) {
            return List.of(this);
        }
        Set<Path> names = new TreeSet<>(names(now));
        if (anew) {
            names.addAll(names(before.kept().orElseThrow()));
        }
        if (names.size() > MOST_OPENED || names.isEmpty()) {
            return List.of(this);
        }
        List<Change> all = new ArrayList<>();
        for (Path name : names) {
            Path place = path.resolve(name);
            Before found = anew && Files.exists(before.kept().orElseThrow().resolve(name), LinkOption.NOFOLLOW_LINKS)
                    ? Before.kept(place, before.kept().orElseThrow().resolve(name))
                    : Before.nothing(place);
            all.add(new Change(
                    place, now.resolve(name), found, Sighting.of(now.resolve(name)), touchedAt(now.resolve(name))));
        }
        return all;
    }

    /** What came to this very path, or to what is above or below it in the folder; else what made the folder. */
    private Map<Path, Touched> touchedAt(Path inside) {
        Map<Path, Touched> found = new TreeMap<>();
        touched.forEach((path, each) -> {
            if (!path.equals(now) && (inside.startsWith(path) || path.startsWith(inside))) {
                found.put(path, each);
            }
        });
        return found.isEmpty()
                ? touched.entrySet().stream()
                        .filter(each -> each.getKey().equals(now))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : found;
    }

    /** Everything in a folder but folders that hold something: those are told of by what they hold. */
    private static List<Path> names(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (names.size() > MOST_OPENED) {
                    break;
                }
                if (!each.equals(folder) && !holdsSomething(each)) {
                    names.add(folder.relativize(each));
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException("`" + folder + "` cannot be read: " + e.getMessage(), e);
        }
        return names;
    }

    private static boolean holdsSomething(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> in = Files.list(path)) {
            return in.findAny().isPresent();
        }
    }
}
