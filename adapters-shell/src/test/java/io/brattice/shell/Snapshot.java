package io.brattice.shell;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that is below a folder, byte for byte, but for what is skipped. */
record Snapshot(Map<Path, Thing> things) {

    /**
     * One file, folder or link.
     *
     * @param content a digest, or where a link leads; empty for a folder
     * @param time of a file; empty for others, which change with what is in them
     * @param twin another path of the same file, if there is one before it
     */
    record Thing(String mode, String content, String time, String twin) {}

    static Snapshot of(Path root, Set<Path> skipped) throws IOException {
        Map<Path, Thing> things = new TreeMap<>();
        Map<Object, Path> twins = new HashMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes known) throws IOException {
                if (skipped.contains(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                things.put(folder, thing(folder, known, twins));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes known) throws IOException {
                things.put(file, thing(file, known, twins));
                return FileVisitResult.CONTINUE;
            }
        });
        return new Snapshot(things);
    }

    private static Thing thing(Path path, BasicFileAttributes known, Map<Object, Path> twins) throws IOException {
        Map<String, Object> more = Files.readAttributes(path, "unix:mode,uid,gid,ino", LinkOption.NOFOLLOW_LINKS);
        String mode = Integer.toOctalString((Integer) more.getOrDefault("mode", 0)) + " " + more.get("uid") + ":"
                + more.get("gid");
        if (known.isDirectory()) {
            return new Thing(mode, "", "", "");
        }
        if (known.isSymbolicLink()) {
            return new Thing(mode, "-> " + Files.readSymbolicLink(path), "", "");
        }
        String content =
                known.isRegularFile() ? Digest.of(Files.readAllBytes(path)).hex() : "";
        @Nullable Path first = twins.putIfAbsent(String.valueOf(more.get("ino")), path);
        String twin = first == null ? "" : first.toString();
        return new Thing(mode, content, known.lastModifiedTime().toString(), twin);
    }

    boolean has(Path path) {
        return things.containsKey(path);
    }

    /** The paths at which something is different, times of files included; which names are of one file is not. */
    Set<Path> changes(Snapshot later) {
        Set<Path> all = new TreeSet<>(things.keySet());
        all.addAll(later.things.keySet());
        all.removeIf(path -> plain(path).equals(later.plain(path)));
        return all;
    }

    private String plain(Path path) {
        Thing thing = things.get(path);
        return thing == null ? "nothing" : thing.mode() + " " + thing.content() + " " + thing.time();
    }

    /** A path, and the others of the same file. */
    Set<Path> twins(Path path) {
        Set<Path> all = new TreeSet<>(Set.of(path));
        things.forEach((other, thing) -> {
            Thing mine = things.getOrDefault(path, thing);
            boolean same = !mine.twin().isEmpty() && mine.twin().equals(thing.twin())
                    || thing.twin().equals(path.toString())
                    || mine.twin().equals(other.toString());
            if (same && things.containsKey(path)) {
                all.add(other);
            }
        });
        return all;
    }

    /** The same without some paths. */
    Snapshot without(Predicate<Path> some) {
        Map<Path, Thing> fewer = new TreeMap<>(things);
        fewer.keySet().removeIf(some);
        return new Snapshot(fewer);
    }

    /** The same without the times of files. */
    Snapshot timeless() {
        Map<Path, Thing> same = new TreeMap<>(things);
        same.replaceAll((path, thing) -> new Thing(thing.mode(), thing.content(), "", thing.twin()));
        return new Snapshot(same);
    }

    /** What is different, for people. */
    String difference(Snapshot later) {
        Set<Path> all = new TreeSet<>(things.keySet());
        all.addAll(later.things.keySet());
        StringBuilder text = new StringBuilder();
        for (Path path : all) {
            Thing before = things.get(path);
            Thing after = later.things.get(path);
            if (before == null || !before.equals(after)) {
                text.append(path)
                        .append(": ")
                        .append(before)
                        .append(" => ")
                        .append(after)
                        .append('\n');
            }
        }
        return text.toString();
    }
}
