package io.brattice.shell.git;

import io.brattice.StaleException;
import io.brattice.action.Resource;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;

/**
 * The objects of a repository, for a call that may remove some. Each file of them gets a second name on the shelf, which costs no room and
 * is safe because git never writes such a file again; once the call is over, only those that it removed keep it. Taking back puts these
 * back. On another file system than the store, nothing is kept.
 *
 * @param common the data of the repository
 * @param aside a folder on the call's shelf
 */
record GitObjectsKept(Path common, Path aside) implements Step {

    static final String KIND = "git-objects";

    private static final int MOST_FILES = 100_000;

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind", KIND, "path", objects().toString(), "common", common.toString(), "aside", aside.toString());
    }

    private Path objects() {
        return common.resolve("objects");
    }

    /** What is done with a file of objects and its second name. */
    @FunctionalInterface
    private interface Act {
        void on(Path file, Path second) throws IOException;
    }

    private int each(Path from, Act act) throws IOException {
        int[] count = {0};
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                if (++count[0] > MOST_FILES) {
                    throw new IOException("the repository has too many objects to keep them");
                }
                Path name = from.relativize(file);
                if (basic.isRegularFile()) {
                    act.on(objects().resolve(name), aside.resolve(name));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return count[0];
    }

    @Override
    public void keep() throws IOException {
        Files.createDirectories(aside);
        each(objects(), (file, second) -> {
            Files.createDirectories(Store.parent(second));
            Files.createLink(second, file);
        });
    }

    @Override
    public String left() throws IOException {
        dropDoubles();
        return "kept";
    }

    /** What is where it was needs no second name. */
    private void dropDoubles() throws IOException {
        each(aside, (file, second) -> {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(file, second)) {
                Files.delete(second);
            }
        });
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Files.isDirectory(aside)) {
            throw new StaleException("what was kept of the objects of `" + common + "` is no longer in the store");
        }
        if (!Files.isDirectory(objects())) {
            throw new StaleException("the repository `" + common + "` is no longer there");
        }
        freed.add(objects());
    }

    @Override
    public void undo(String left) throws IOException {
        dropDoubles();
        each(aside, (file, second) -> {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(Store.parent(file));
                Files.move(second, file);
            }
        });
    }

    @Override
    public Resource resource() {
        return new Resource("git:" + Resource.file(common).uri()).part("objects");
    }

    @Override
    public String summary() {
        return "puts back the objects of `" + Step.shown(common) + "` that it removed";
    }
}
