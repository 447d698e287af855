package io.brattice.shell.git;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What there is of a repository but for its objects: every file by its name and what it holds, and every branch and tag that has no file, since it
 * is packed together with others. Git may refresh what its index remembers about times: that does not count.
 *
 * @param held digests and targets of links, by name below the data of the repository
 */
record GitState(Map<String, String> held) {

    /** Where branches and tags are packed. */
    static final String PACKED_REFS = "packed-refs";

    /** More than this is not kept. */
    private static final int MOST_FILES = 20_000;

    private static final long MOST_BYTES = 128L << 20;

    /** Stands before what a branch or tag is that has no file. */
    private static final String PACKED = "packed ";

    /** Git makes it of the branches and tags, wherever they are stored. */
    static final String DERIVED = "info/refs";

    /** Where a file is made before it takes its place; what an undo that broke off left there is nothing. */
    static final String FRESH = "brattice-fresh";

    private static final Set<String> LEFT_OUT =
            Set.of("objects", "hooks", "modules", "lfs", "annex", "rr-cache", "gc.pid", "gc.log", "branches", FRESH);

    /**
     * Looks.
     *
     * @param dir the data of the work tree whose index it is
     * @param common the data that is shared by all work trees
     */
    static GitState of(Git git, Path dir, Path common) throws IOException {
        Map<String, String> held = new TreeMap<>();
        packed(common.resolve(PACKED_REFS)).forEach((name, value) -> held.put(name, PACKED + asFile(value)));
        for (Path file : files(common)) {
            String name = common.relativize(file).toString();
            held.put(
                    name,
                    Files.isSymbolicLink(file)
                            ? "-> " + Files.readSymbolicLink(file)
                            : Digest.of(Files.readAllBytes(file)).hex());
        }
        String index = common.relativize(dir.resolve("index")).toString();
        if (held.containsKey(index)) {
            held.put(
                    index,
                    Digest.of(git.must("ls-files", "-z", "--stage", "-v", "--full-name", ":/"))
                            .hex());
        }
        return new GitState(held);
    }

    private static String asFile(String value) {
        return Digest.of(value + "\n").hex();
    }

    /** What a file of packed branches and tags says they are; none where there is no such file. */
    static Map<String, String> packed(Path file) throws IOException {
        Map<String, String> packed = new TreeMap<>();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                int space = line.indexOf(' ');
                boolean told = space > 0 && !line.startsWith("#") && !line.startsWith("^");
                if (told) { // else it tells of the file, or of the tag before it
                    String name = line.substring(space + 1);
                    packed.put(
                            new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                            line.substring(0, space));
                }
            }
        }
        return packed;
    }

    /** True when all of it can be kept. */
    static boolean keeps(Path dir) {
        try {
            long bytes = 0;
            for (Path file : files(dir)) {
                bytes += Files.isSymbolicLink(file) ? 0 : Files.size(file);
            }
            return bytes <= MOST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Every file. */
    static List<Path> files(Path dir) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) {
                boolean out = dir.equals(folder.getParent()) && LEFT_OUT.contains(String.valueOf(folder.getFileName()));
                return out ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                boolean out = dir.equals(file.getParent()) && LEFT_OUT.contains(String.valueOf(file.getFileName()));
                if (!out && !basic.isOther()) {
                    files.add(file);
                }
                if (files.size() > MOST_FILES) {
                    throw new IOException("the repository has too many branches to keep them");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    Set<String> names() {
        return held.keySet();
    }

    boolean has(String name) {
        return held.containsKey(name);
    }

    /** The same told by files alone, however branches are stored. */
    GitState files() {
        Map<String, String> files = new TreeMap<>(held);
        files.values().removeIf(what -> what.startsWith(PACKED));
        return new GitState(files);
    }

    /** The same told by what it means: it does not matter which branches and tags are packed. */
    GitState meaning() {
        Map<String, String> meaning = new TreeMap<>(held);
        meaning.keySet().removeAll(Set.of(PACKED_REFS, DERIVED));
        meaning.replaceAll((name, what) -> what.startsWith(PACKED) ? what.substring(PACKED.length()) : what);
        return new GitState(meaning);
    }

    boolean isSame(GitState other, String name) {
        return String.valueOf(held.get(name)).equals(String.valueOf(other.held.get(name)));
    }

    /** The names of what is not the same in another state. */
    Set<String> changed(GitState other) {
        Set<String> changed = new TreeSet<>(held.keySet());
        changed.addAll(other.held.keySet());
        changed.removeIf(name -> isSame(other, name));
        return changed;
    }

    /** Text that is equal where the state is. */
    String digest() {
        return Digest.of(held.toString()).hex();
    }

    /** Text that {@link #read} reads. */
    String text() {
        StringBuilder text = new StringBuilder();
        held.forEach((name, what) -> text.append(name).append('\0').append(what).append('\0'));
        return text.toString();
    }

    static GitState read(String text) {
        String[] parts = text.split("\0", -1);
        Map<String, String> held = new TreeMap<>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            held.put(parts[i], parts[i + 1]);
        }
        return new GitState(held);
    }
}
