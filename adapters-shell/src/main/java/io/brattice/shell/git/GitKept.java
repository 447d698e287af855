package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * All of a repository's state but its objects: branches, tags, reflogs, the index, the stash, what a merge or a rebase remembers,
 * its settings. It is copied first. Taking back puts back what the call changed of it, and only that, and only from how the call
 * left it; objects are never removed by the calls that keep this, so that the old state names things that are still there.
 *
 * <p>It is taken back as a whole or not at all. Where the process died before it could say what it left, all that is not as it was is put
 * back, locks of the git that died are gone with it, and what was there is on the shelf; but not while a git is still at work there.
 *
 * @param top the work tree
 * @param dir the data of this work tree
 * @param common the data that is shared by all work trees; the same for an ordinary repository
 * @param aside a folder on the call's shelf
 */
record GitKept(Git git, Path top, Path dir, Path common, Path aside) implements Step {

    static final String KIND = "git-kept";

    /** More than this is not kept. */
    private static final int MOST_FILES = 20_000;

    private static final long MOST_BYTES = 128L << 20;

    /** Where a file is made before it takes its place; what an undo that broke off left there is nothing. */
    private static final String FRESH = "brattice-fresh";

    private static final Set<String> LEFT_OUT =
            Set.of("objects", "hooks", "modules", "lfs", "annex", "rr-cache", "gc.pid", "gc.log", "branches", FRESH);

    /** Git only adds to these, or remembers in them what was last: that they were added to since is no reason to put nothing back. */
    private static final Pattern ADDED_TO = Pattern.compile("(^|/)(logs/|(ORIG_HEAD|FETCH_HEAD|COMMIT_EDITMSG)$)");

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                dir.resolve("HEAD").toString(),
                "top",
                top.toString(),
                "dir",
                dir.toString(),
                "common",
                common.toString(),
                "aside",
                aside.toString());
    }

    /** What keeps a repository and what keeps its files stand or fall together. */
    static String group(Path dir) {
        return "git " + dir;
    }

    @Override
    public String group() {
        return group(dir);
    }

    @Override
    public void keep() throws IOException {
        refuseLocked(manifest());
        Files.createDirectory(aside);
        Map<String, String> before = manifest();
        for (String name : before.keySet()) {
            Path copy = copy(name);
            Files.createDirectories(parent(copy));
            Files.copy(common.resolve(name), copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        write("before", before);
    }

    @Override
    public String left() throws IOException {
        Map<String, String> after = manifest();
        Files.deleteIfExists(aside.resolve("after"));
        return write("after", after);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.isRegularFile(aside.resolve("before"))) {
            throw new StaleException("what was kept of the repository `" + top + "` is no longer in the store");
        }
        Map<String, String> now = manifest();
        boolean unknown = left.equals(UNKNOWN);
        if (unknown && GitAlive.in(top, dir, common)) {
            throw new StaleException("a git is still at work in `" + top + "`: wait for it, or end it");
        }
        if (!unknown) {
            try {
                refuseLocked(now);
            } catch (IOException locked) {
                throw new StaleException(String.valueOf(locked.getMessage()));
            }
        }
        Map<String, String> before = read("before");
        Map<String, String> after = unknown ? now : read("after");
        if (!unknown && !digest(after).equals(left)) {
            throw new StaleException("what was kept of the repository `" + top + "` was changed in the store");
        }
        for (String name : changed(before, after)) {
            boolean back = same(before, now, name);
            if (!back && !same(after, now, name) && !ADDED_TO.matcher(name).find()) {
                throw new StaleException("`" + name + "` of the repository `" + top + "` was changed since");
            }
            if (before.containsKey(name) && !Files.exists(copy(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new StaleException("the copy of `" + name + "` is no longer in the store");
            }
            if (!freed.contains(common.resolve("objects"))) {
                refuseMissingObject(
                        name, before); // or a part of the call that is taken back before this one brings them back
            }
        }
    }

    /** Somebody else may have cleaned up what only the old state held. */
    private void refuseMissingObject(String name, Map<String, String> before) throws IOException, StaleException {
        if (!before.containsKey(name) || !(name.startsWith("refs/") || name.equals("HEAD"))) {
            return;
        }
        String held = Files.readString(copy(name)).strip();
        if (!held.startsWith("ref: ")) {
            ShellResult answer = git.tell(List.of("cat-file", "-e", held));
            if (answer.exit() != 0) {
                throw new StaleException("what `" + name + "` was is no longer among the objects of `" + top + "`");
            }
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        if (left.equals(UNKNOWN)) {
            return List.of();
        }
        Map<String, String> before = read("before");
        Map<String, String> after = read("after");
        Map<String, String> now = manifest();
        return changed(before, after).stream()
                .filter(name -> !same(before, now, name) && !same(after, now, name))
                .map(name -> "`" + name + "` of the repository `" + top + "` was added to since")
                .toList();
    }

    @Override
    public void undo(String left) throws IOException {
        Map<String, String> before = read("before");
        Map<String, String> now = manifest();
        Map<String, String> after = left.equals(UNKNOWN) ? now : read("after");
        Set<String> names = changed(before, after);
        names.removeIf(name -> same(before, now, name) || !same(after, now, name));
        int number = 0;
        for (String name : names) {
            Path path = common.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                while (Files.exists(aside.resolve("gone-" + number), LinkOption.NOFOLLOW_LINKS)) {
                    number++; // what an undo that broke off has moved away stays
                }
                Files.move(path, aside.resolve("gone-" + number));
                removeEmptied(path);
            }
        }
        Path fresh = common.resolve(FRESH);
        for (String name : names) {
            if (before.containsKey(name)) {
                Path path = common.resolve(name);
                Files.createDirectories(parent(path));
                Files.copy(
                        copy(name),
                        fresh,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Folders of branches that the call made: an empty one hides that there is none. */
    private void removeEmptied(Path path) throws IOException {
        Path up = parent(path);
        while (!up.equals(common) && !Files.isDirectory(aside.resolve("copies").resolve(common.relativize(up)))) {
            try (var held = Files.newDirectoryStream(up)) {
                if (held.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(up);
            up = parent(up);
        }
    }

    @Override
    public Resource resource() {
        return new Resource("git:" + Resource.file(top).uri()).part("state");
    }

    @Override
    public String summary() {
        return "puts back branches, index and stash of `" + Step.shown(top) + "`";
    }

    /** A lock is a file beside the one that is about to be written. What another work tree locks for itself is its own affair. */
    private void refuseLocked(Map<String, String> now) throws IOException {
        String own = common.relativize(dir).toString();
        for (String name : now.keySet()) {
            boolean ours = !name.startsWith("worktrees/") || name.startsWith(own + "/");
            if (name.endsWith(".lock") && ours) {
                throw new IOException("another git is at work in `" + top + "`: `" + name + "` is there");
            }
        }
    }

    private static boolean same(Map<String, String> one, Map<String, String> other, String name) {
        return String.valueOf(one.get(name)).equals(String.valueOf(other.get(name)));
    }

    private Path copy(String name) {
        return aside.resolve("copies").resolve(name);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> changed = names(before, after);
        changed.removeIf(name -> same(before, after, name));
        return changed;
    }

    private static Set<String> names(Map<String, String> one, Map<String, String> other) {
        Set<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    /** Every file by its name and what it holds. Git may refresh what its index remembers about times: that does not count. */
    private Map<String, String> manifest() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path file : files(common)) {
            String name = common.relativize(file).toString();
            found.put(
                    name,
                    Files.isSymbolicLink(file)
                            ? "-> " + Files.readSymbolicLink(file)
                            : Digest.of(Files.readAllBytes(file)).hex());
        }
        String index = common.relativize(dir.resolve("index")).toString();
        if (found.containsKey(index)) {
            found.put(
                    index,
                    Digest.of(git.must("ls-files", "-z", "--stage", "-v", "--full-name", ":/"))
                            .hex());
        }
        return found;
    }

    /** The state of a repository but for its objects, as text that is equal where the state is. */
    static String state(Git git, Path dir) throws IOException {
        return digest(new GitKept(git, dir, dir, dir, dir).manifest());
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

    private static List<Path> files(Path dir) throws IOException {
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

    private String write(String name, Map<String, String> manifest) throws IOException {
        StringBuilder text = new StringBuilder();
        manifest.forEach(
                (file, held) -> text.append(file).append('\0').append(held).append('\0'));
        Files.writeString(aside.resolve(name), text);
        return digest(manifest);
    }

    private static String digest(Map<String, String> manifest) {
        return Digest.of(manifest.toString()).hex();
    }

    private Map<String, String> read(String name) throws IOException {
        String[] parts = Files.readString(aside.resolve(name)).split("\0", -1);
        Map<String, String> manifest = new TreeMap<>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            manifest.put(parts[i], parts[i + 1]);
        }
        return manifest;
    }
}
