package io.brattice.files.undo;

import io.brattice.action.Digest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything below a path, by name below it, as it was seen. The path itself has the empty name.
 *
 * @param complete false when there was more than {@link #MOST_THINGS}, or something that could not be looked at
 */
record Roll(Map<String, Sighting> things, boolean complete) {

    private static final int MOST_THINGS = 200_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int FIELDS = 12;

    /** Without the bytes of files. */
    static Roll of(Path root) throws IOException {
        return of(root, 0);
    }

    /** With the hashes of files, as far as they are together no larger than some 64 MB. */
    static Roll withHashes(Path root) throws IOException {
        return of(root, MOST_BYTES);
    }

    private static Roll of(Path root, long bytes) throws IOException {
        Map<String, Sighting> things = new TreeMap<>();
        boolean[] complete = {true};
        long[] left = {bytes};
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
                return add(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                return add(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                complete[0] = false;
                return FileVisitResult.TERMINATE;
            }

            private FileVisitResult add(Path path) throws IOException {
                Sighting seen = Sighting.of(path);
                if (seen.kind() == Sighting.Kind.FILE && seen.size() <= left[0]) {
                    left[0] -= seen.size();
                    seen = seen.holding(hash(path));
                }
                things.put(root.relativize(path).toString(), seen);
                complete[0] = things.size() <= MOST_THINGS;
                return complete[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return new Roll(things, complete[0]);
    }

    static String hash(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file)).hex();
    }

    /** What was seen under a name. */
    Optional<Sighting> at(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /** True when what is at a path now is what was seen under the name, or looks so to anybody. */
    boolean hasLike(String name, Path path, Sighting now) throws IOException {
        Sighting then = things.getOrDefault(name, Sighting.NOTHING);
        boolean read = now.kind() == Sighting.Kind.FILE
                && then.kind() == Sighting.Kind.FILE
                && !now.isUntouchedSince(then)
                && !then.held().isEmpty()
                && now.size() == then.size();
        return (read ? now.holding(hash(path)) : now).isLike(then);
    }

    /** One line each. */
    String text() {
        StringBuilder lines = new StringBuilder();
        things.forEach((name, seen) -> lines.append(String.join(
                        "\t",
                        seen.kind().name(),
                        Integer.toOctalString(seen.mode()),
                        Integer.toString(seen.uid()),
                        Integer.toString(seen.gid()),
                        Long.toString(seen.size()),
                        Long.toString(seen.modified()),
                        Long.toString(seen.changed()),
                        Long.toString(seen.device()),
                        Long.toString(seen.inode()),
                        Integer.toString(seen.links()),
                        escaped(seen.held()),
                        escaped(name)))
                .append('\n'));
        return lines.toString();
    }

    /** A roll that was written down. */
    static Roll read(Path file) throws IOException {
        Map<String, Sighting> things = new TreeMap<>();
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            String[] field = line.split("\t", FIELDS);
            if (field.length == FIELDS) {
                things.put(
                        plain(field[11]),
                        new Sighting(
                                Sighting.Kind.valueOf(field[0]),
                                Integer.parseInt(field[1], 8),
                                Integer.parseInt(field[2]),
                                Integer.parseInt(field[3]),
                                Long.parseLong(field[4]),
                                Long.parseLong(field[5]),
                                Long.parseLong(field[6]),
                                Long.parseLong(field[7]),
                                Long.parseLong(field[8]),
                                Integer.parseInt(field[9]),
                                plain(field[10])));
            }
        }
        return new Roll(things, true);
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\n", "%0A").replace("\t", "%09");
    }

    private static String plain(String text) {
        return text.replace("%09", "\t").replace("%0A", "\n").replace("%25", "%");
    }

    /** At most a few lines, and how many more there are. */
    static List<String> few(List<String> lines) {
        int most = 5;
        if (lines.size() <= most) {
            return List.copyOf(lines);
        }
        List<String> few = new ArrayList<>(lines.subList(0, most));
        few.add("and " + (lines.size() - most) + " more");
        return few;
    }
}
