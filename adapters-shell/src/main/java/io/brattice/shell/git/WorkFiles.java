package io.brattice.shell.git;

import io.brattice.action.Digest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was seen in a work tree: every file, link and folder by its name from the top, which itself has none. What git keeps for itself is
 * none of it, nor is what lies in another repository.
 */
record WorkFiles(NavigableMap<String, Sighting> entries) {

    /**
     * Looks.
     *
     * @param out folders that are left out, by their names
     * @param except what is looked at all the same, if it is there
     */
    static WorkFiles of(Path top, Set<String> out, Collection<String> except) throws IOException {
        NavigableMap<String, Sighting> entries = new TreeMap<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
                String name = top.relativize(folder).toString();
                boolean another = !name.isEmpty() && Files.exists(folder.resolve(".git"));
                if (name.equals(".git") || another || out.contains(name)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                entries.put(name, Sighting.of(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                String name = top.relativize(file).toString();
                if (!name.equals(".git") && !basic.isOther()) {
                    entries.put(name, Sighting.of(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (String name : except) {
            Sighting seen = now(top, name);
            if (seen.kind() != Sighting.Kind.NOTHING) {
                entries.putIfAbsent(name, seen);
            }
        }
        return new WorkFiles(entries);
    }

    /** What is at a name now. Behind a link, or below a file, there is nothing of this tree. */
    static Sighting now(Path top, String name) throws IOException {
        Path path = top.resolve(name);
        for (Path up = path.getParent(); up != null && !up.equals(top) && up.startsWith(top); up = up.getParent()) {
            if (!Files.isDirectory(up, LinkOption.NOFOLLOW_LINKS)) {
                return Sighting.NOTHING;
            }
        }
        return Sighting.of(path);
    }

    Sighting at(String name) {
        return entries.getOrDefault(name, Sighting.NOTHING);
    }

    /** The bytes of a file that is there now, told by their SHA-256. */
    static String bytes(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file)).hex();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        entries.forEach((name, seen) -> {
            text.append(name).append('\0').append(seen.kind());
            for (long fact : new long[] {
                seen.mode(),
                seen.uid(),
                seen.gid(),
                seen.size(),
                seen.modified(),
                seen.changed(),
                seen.device(),
                seen.inode(),
                seen.links()
            }) {
                text.append(' ').append(fact);
            }
            text.append(' ').append(seen.held()).append('\0');
        });
        return text.toString();
    }

    static WorkFiles read(String text) {
        NavigableMap<String, Sighting> entries = new TreeMap<>();
        String[] parts = text.split("\0", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            String[] f = parts[i + 1].split(" ", 11);
            entries.put(
                    parts[i],
                    new Sighting(
                            Sighting.Kind.valueOf(f[0]),
                            Integer.parseInt(f[1]),
                            Integer.parseInt(f[2]),
                            Integer.parseInt(f[3]),
                            Long.parseLong(f[4]),
                            Long.parseLong(f[5]),
                            Long.parseLong(f[6]),
                            Long.parseLong(f[7]),
                            Long.parseLong(f[8]),
                            Integer.parseInt(f[9]),
                            f[10]));
        }
        return new WorkFiles(entries);
    }

    /** The names at which something may have been done between two looks. */
    Map<String, Sighting> changedSince(WorkFiles before) {
        Map<String, Sighting> changed = new TreeMap<>();
        entries.forEach((name, seen) -> {
            if (differ(before.at(name), seen)) {
                changed.put(name, seen);
            }
        });
        before.entries.keySet().stream()
                .filter(name -> !entries.containsKey(name))
                .forEach(name -> changed.put(name, Sighting.NOTHING));
        return changed;
    }

    /** A file that was written anew differs, whatever is in it: its time does. */
    private static boolean differ(Sighting one, Sighting other) {
        return one.kind() == Sighting.Kind.FILE ? !other.isUntouchedSince(one) : !other.isLike(one);
    }
}
