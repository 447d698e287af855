package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

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
        refuseLocked(look());
        Files.createDirectory(aside);
        GitState before = look();
        for (Path file : GitState.files(common)) {
            Path copy = copy(common.relativize(file).toString());
            Files.createDirectories(parent(copy));
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        Files.writeString(aside.resolve(BEFORE), before.text());
    }

    @Override
    public String left() throws IOException {
        GitState after = look();
        Files.deleteIfExists(aside.resolve(AFTER));
        Files.writeString(aside.resolve(AFTER), after.text());
        return after.digest();
    }

    private GitState look() throws IOException {
        return GitState.of(git, dir, common);
    }

    private GitState read(String name) throws IOException {
        return GitState.read(Files.readString(aside.resolve(name)));
    }

    private GitReturn way(String left, GitState now) throws IOException {
        return new GitReturn(
                read(BEFORE),
                left.equals(UNKNOWN) ? now : read(AFTER),
                now,
                GitState.packed(copy(GitState.PACKED_REFS)),
                GitState.packed(common.resolve(GitState.PACKED_REFS)));
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.isRegularFile(aside.resolve(BEFORE))) {
            throw new StaleException("what was kept of the repository `" + top + "` is no longer in the store");
        }
        GitState now = look();
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
            if (!read(AFTER).digest().equals(left)) {
                throw new StaleException("what was kept of the repository `" + top + "` was changed in the store");
            }
        }
        GitReturn way = way(left, now);
        for (String name : way.changedSince()) {
            throw new StaleException("`" + name + "` of the repository `" + top + "` was changed since");
        }
        for (String name : way.inTheWay()) {
            throw new StaleException("`" + name + "` of the repository `" + top + "` is in the way: rename it first");
        }
        for (String name : way.copies()) {
            if (!Files.exists(copy(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new StaleException("the copy of `" + name + "` is no longer in the store");
            }
        }
        if (!freed.contains(
                common.resolve("objects"))) { // else a part that is taken back before this one brings them back
            refuseMissingObjects(way);
        }
    }

    /** Somebody else may have cleaned up what only the old state held. */
    private void refuseMissingObjects(GitReturn way) throws IOException, StaleException {
        Map<String, String> wanted = new HashMap<>();
        for (Map.Entry<String, Optional<String>> each : way.back().entrySet()) {
            Path copy = copy(each.getKey());
            String held = each.getValue().isPresent()
                    ? each.getValue().get()
                    : Files.readString(copy).strip();
            if (!held.startsWith("ref: ")) {
                wanted.put(held, "what `" + each.getKey() + "` was");
            }
        }
        String index = common.relativize(dir.resolve("index")).toString();
        if (way.put().containsKey(index)) {
            Set<String> there = git.staged(dir.resolve("index")).keySet();
            git.staged(copy(index)).forEach((object, name) -> {
                if (!there.contains(object)) {
                    wanted.putIfAbsent(object, "what was staged of `" + name + "`");
                }
            });
        }
        for (String missing : new GitObjects(git).missing(wanted.keySet())) {
            throw new StaleException(wanted.get(missing) + " is no longer among the objects of `" + top + "`");
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        return way(left, look()).addedTo().stream()
                .map(name -> "`" + name + "` of the repository `" + top + "` was added to since")
                .toList();
    }

    /** In an order in which every branch is, at every moment, what the call left or what it was: so that an undo that broke off is done again. */
    @Override
    public void undo(String left) throws IOException {
        GitReturn way = way(left, look());
        for (String name : way.made()) {
            moveAway(name);
        }
        for (String name : way.packed()) {
            git.must("update-ref", "--no-deref", "-d", name);
        }
        for (Map.Entry<String, Optional<String>> each : way.put().entrySet()) {
            put(each.getKey(), each.getValue());
        }
        if (way.packs()) {
            if (way.copies().contains(GitState.PACKED_REFS)) {
                put(GitState.PACKED_REFS, Optional.empty());
            } else {
                moveAway(GitState.PACKED_REFS);
            }
        }
        for (String name : way.covering()) {
            moveAway(name);
        }
    }

    private Path gone() {
        int number = 0;
        while (Files.exists(aside.resolve("gone-" + number), LinkOption.NOFOLLOW_LINKS)) {
            number++; // what an undo that broke off has moved away stays
        }
        return aside.resolve("gone-" + number);
    }

    private void moveAway(String name) throws IOException {
        Path path = common.resolve(name);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(path, gone());
            removeEmptied(path);
        }
    }

    private void put(String name, Optional<String> value) throws IOException {
        Path path = common.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            removeEmpty(path);
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(path, gone(), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
        Files.createDirectories(parent(path));
        Path fresh = common.resolve(GitState.FRESH);
        if (value.isPresent()) {
            Files.writeString(fresh, value.get() + "\n");
        } else {
            Files.copy(
                    copy(name),
                    fresh,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Git leaves folders of branches behind in which none is any more. */
    private static void removeEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path each : inside) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    removeEmpty(each);
                }
            }
        }
        Files.delete(folder);
    }

    /** Folders of branches that the call made: an empty one hides that there is none. */
    private void removeEmptied(Path path) throws IOException {
        Path up = parent(path);
        Path refs = common.resolve("refs"); // without it this is no repository
        while (!refs.startsWith(up)
                && !Files.isDirectory(aside.resolve("copies").resolve(common.relativize(up)))) {
            try (DirectoryStream<Path> held = Files.newDirectoryStream(up)) {
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
    private void refuseLocked(GitState now) throws IOException {
        String own = common.relativize(dir).toString();
        for (String name : now.names()) {
            boolean ours = !name.startsWith("worktrees/") || name.startsWith(own + "/");
            if (name.endsWith(".lock") && ours) {
                throw new IOException("another git is at work in `" + top + "`: `" + name + "` is there");
            }
        }
    }

    private Path copy(String name) {
        return aside.resolve("copies").resolve(name);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
