package io.brattice.files.store;

import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session made, what it moved, and what it took away that decides what others do.
 *
 * <p>Guarantees: a thing counts as made by the session only while it is the very thing that was noted: the same path, device and inode, and not
 * changed since, not even by a chmod. So what somebody else wrote, put there or gave another name is never the session's own. What was
 * moved into a folder of the session is not its own either.
 *
 * <p>Does not: remember more than some ten thousand things of each sort. What was forgotten counts as somebody else's.
 */
public final class Made {

    private static final int MOST = 50_000;
    private static final int MOST_BELOW = 20_000;

    /** One thing as it was noted. */
    private record Mark(long device, long inode, long changed) {
        boolean fits(Sighting now) {
            boolean same = device == now.device() && inode == now.inode();
            return switch (now.kind()) {
                case FOLDER -> same; // it changes with what is put into it, which is looked at by itself
                case FILE -> same && changed == now.changed() && now.links() == 1;
                case LINK -> same && changed == now.changed();
                case NOTHING, OTHER -> false;
            };
        }
    }

    /** Where something was moved from, and what it was. */
    private record Move(Path from, long device, long inode) {}

    private final Path file;
    private final Map<Path, Mark> made = bounded();
    private final Map<Path, Move> moved = bounded();
    private final Map<Path, Boolean> gone = bounded();
    private long position;

    Made(Path file) {
        this.file = file;
    }

    /** Of a session that made nothing, and notes nothing. */
    public static Made nothing() {
        return new Made(Path.of(""));
    }

    private static <V> Map<Path, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** True when everything at a path and below it was made by the session, and is as the session left it. */
    public synchronized boolean isOwn(Path root) {
        if (!made.containsKey(root)) {
            return false;
        }
        boolean[] own = {true};
        try {
            int[] seen = {0};
            walk(root, path -> {
                own[0] = seen[0]++ < MOST_BELOW && made.containsKey(path) && fits(path);
                return own[0];
            });
            return own[0];
        } catch (IOException e) {
            return false;
        }
    }

    /** What is right in a folder and was made by the session, with all below it, as the session left it. */
    public synchronized List<Path> ownIn(Path folder) {
        return made.keySet().stream()
                .filter(path -> folder.equals(path.getParent()) && isOwn(path))
                .toList();
    }

    private boolean fits(Path path) {
        try {
            @Nullable Mark mark = made.get(path);
            return mark != null && mark.fits(Sighting.of(path));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the session moved something from that is now at a path, above it or below it. */
    public synchronized Optional<Path> origin(Path path) {
        for (Map.Entry<Path, Move> each : moved.entrySet()) {
            Path to = each.getKey();
            if ((to.startsWith(path) || path.startsWith(to)) && isThere(to, each.getValue())) {
                return Optional.of(each.getValue().from());
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(Path to, Move move) {
        try {
            Sighting now = Sighting.of(to);
            return now.device() == move.device() && now.inode() == move.inode();
        } catch (IOException e) {
            return true; // rather said once too often
        }
    }

    /** Files that the session removed, moved away or changed, and that decide what other commands do. */
    public synchronized List<Path> gone() {
        return List.copyOf(gone.keySet());
    }

    /** The call made what is at a path and below it now, but for what it moved there. */
    public void made(Path root, Set<Path> others) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            walk(root, path -> {
                if (others.stream().noneMatch(path::startsWith)) {
                    Sighting now = Sighting.of(path);
                    lines.add("made " + now.device() + " " + now.inode() + " " + now.changed() + " " + uri(path));
                }
                return lines.size() < MOST_BELOW;
            });
        }
        note(lines);
    }

    /** The call moved something that it had not made. */
    public void moved(Path from, Path to) throws IOException {
        Sighting now = Sighting.of(to);
        note(List.of("moved " + now.device() + " " + now.inode() + " " + uri(from) + " " + uri(to)));
    }

    /** The call removed or changed a file that decides what other commands do. */
    public void gone(Path path) throws IOException {
        note(List.of("gone " + uri(path)));
    }

    private synchronized void note(List<String> lines) throws IOException {
        if (lines.isEmpty() || file.toString().isEmpty()) {
            return;
        }
        Files.createDirectories(Store.parent(file));
        Files.writeString(file, String.join("\n", lines) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        refresh();
    }

    /** Reads what was noted since, by this process or another. */
    synchronized void refresh() throws IOException {
        if (!Files.exists(file) || Files.size(file) <= position) {
            return;
        }
        byte[] bytes;
        try (RandomAccessFile notes = new RandomAccessFile(file.toFile(), "r")) {
            notes.seek(position);
            bytes = new byte[Math.toIntExact(notes.length() - position)];
            notes.readFully(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1; // the rest is being written
        text.substring(0, whole).lines().forEach(this::read);
        position += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
    }

    private void read(String line) {
        String[] parts = line.split(" ", -1);
        try {
            switch (parts[0]) {
                case "made" -> made.put(path(parts[4]), new Mark(number(parts[1]), number(parts[2]), number(parts[3])));
                case "moved" -> {
                    made.remove(path(parts[4]));
                    moved.put(path(parts[4]), new Move(path(parts[3]), number(parts[1]), number(parts[2])));
                }
                case "gone" -> gone.put(path(parts[1]), true);
                default -> throw new IllegalArgumentException(parts[0]);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // A broken line tells nothing: what it was about counts as somebody else's.
        }
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    private static String uri(Path path) {
        return path.toUri().getRawPath();
    }

    private static Path path(String text) {
        return Path.of(URI.create("file://" + text));
    }

    /** Looks at a path and everything below it while it is wished for. */
    private static void walk(Path root, Look look) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
                return look.at(folder) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes basic) throws IOException {
                return look.at(path) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
    }

    @FunctionalInterface
    private interface Look {
        boolean at(Path path) throws IOException;
    }
}
