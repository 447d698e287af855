package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A whole folder, copied first: for a command of which it is known where it writes, and not what. Taking it back moves away what is new,
 * and puts back what was changed or removed; what is as it was is not touched.
 *
 * @param path the folder
 * @param aside the copy, in the store
 */
public record TreeKept(Path path, Path aside) implements Step {

    static final String KIND = "tree";

    /** How many things are copied at most. */
    private static final int MOST_THINGS = 20_000;

    /** How many bytes are copied at most. */
    private static final long MOST_BYTES = 256L << 20;

    /** True when a folder is small and plain enough to be copied before a command. */
    public static boolean fits(Inventory folder) {
        return folder.complete()
                && folder.oneDevice()
                && folder.ordinary()
                && folder.things() <= MOST_THINGS
                && folder.bytes() <= MOST_BYTES;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", path.toString(), "aside", aside.toString());
    }

    @Override
    public void keep() throws IOException {
        Files.createDirectory(aside);
        Path copy = kept();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
                Files.createDirectory(in(copy, folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                Files.copy(file, in(copy, file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                copyFacts(folder, in(copy, folder));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path in(Path root, Path original) {
        return root.resolve(path.relativize(original));
    }

    private Path kept() {
        return aside.resolve("kept");
    }

    private static void copyFacts(Path from, Path to) throws IOException {
        Map<String, Object> facts =
                Files.readAttributes(from, "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        for (String name : List.of("uid", "gid")) {
            if (!Objects.equals(facts.get(name), Files.getAttribute(to, "unix:" + name, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(to, "unix:" + name, facts.get(name), LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.setAttribute(to, "unix:mode", facts.get("mode") instanceof Integer bits ? bits & 07777 : 0);
        Files.setAttribute(to, "unix:lastModifiedTime", facts.get("lastModifiedTime"));
    }

    /** Name, kind, mode, owner, size and time of everything in a folder. */
    private static Map<String, String> entries(Path root) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes basic) throws IOException {
                return note(folder, basic);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                return note(file, basic);
            }

            private FileVisitResult note(Path path, BasicFileAttributes basic) throws IOException {
                Map<String, Object> facts = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
                String held = basic.isSymbolicLink()
                        ? " -> " + Files.readSymbolicLink(path)
                        : basic.isDirectory()
                                ? ""
                                : " " + basic.size() + " "
                                        + basic.lastModifiedTime().toMillis();
                entries.put(
                        root.relativize(path).toString(),
                        facts.get("mode") + " " + facts.get("uid") + " " + facts.get("gid") + held);
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }

    @Override
    public String left() throws IOException {
        return Digest.of(entries(path).toString()).hex();
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        if (!Files.isDirectory(kept())) {
            throw new StaleException("the copy of `" + path + "` is no longer in the store");
        }
        if (!left().equals(left)) {
            throw new StaleException("`" + path + "`, or something in it, was changed since");
        }
    }

    @Override
    public void undo(String left) throws IOException {
        Map<String, String> before = entries(kept());
        Map<String, String> now = entries(path);
        Path away = Files.createDirectories(aside.resolve("away"));
        int number = 0;
        // The deepest first, so that a folder that is new is empty when it is its turn.
        for (String name : new TreeSet<>(now.keySet()).descendingSet()) {
            String then = before.get(name);
            boolean folder = Files.isDirectory(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
            boolean same = then != null && (then.equals(now.get(name)) || (folder && isFolder(kept().resolve(name))));
            if (!same) {
                moveAway(path.resolve(name), away.resolve(Integer.toString(number++)), folder);
            }
        }
        for (String name : before.keySet()) {
            Path original = path.resolve(name);
            if (isFolder(kept().resolve(name))) {
                Files.createDirectories(original);
            } else if (!Files.exists(original, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(
                        kept().resolve(name), original, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        List<String> folders = new ArrayList<>(new TreeSet<>(before.keySet()).descendingSet());
        for (String name : folders) {
            if (isFolder(kept().resolve(name))) {
                copyFacts(kept().resolve(name), path.resolve(name));
            }
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void moveAway(Path path, Path to, boolean folder) throws IOException {
        if (!folder) {
            Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public String summary() {
        return "puts `" + Step.shown(path) + "` back as it was";
    }
}
