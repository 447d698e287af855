package io.brattice.files.store;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * Where things that were moved aside or copied live: a folder that only its owner may enter, with one shelf per call.
 *
 * <p>Nothing is ever removed from it by this library. It must lie outside every workspace, and the gate should be told to
 * protect it.
 */
public final class Store {

    private final Path root;
    private final Blobs blobs;

    private Store(Path root) {
        this.root = root;
        this.blobs = new Blobs(root.resolve("blobs"));
    }

    /** Opens a store, making the folder if it does not exist. */
    public static Store in(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Path parent = parent(folder.toAbsolutePath());
            Files.createDirectories(parent);
            try {
                create(folder, parent);
            } catch (FileAlreadyExistsException e) {
                // Somebody else opens the same store at this moment.
            }
        }
        return new Store(folder.toRealPath());
    }

    private static void create(Path folder, Path parent) throws IOException {
        if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /** The folder itself, after links. */
    public Path root() {
        return root;
    }

    /** What is kept by content. */
    public Blobs blobs() {
        return blobs;
    }

    /** Brings all that was written to the store to the disk, at once. */
    public void sync() throws IOException {
        force(root);
    }

    /** The shelf of a call, which need not exist yet. The name gives nothing to whoever chose the call's id. */
    public Path shelf(String call) {
        return root.resolve(Digest.of("call:" + call).hex());
    }

    /** True when a rename between the store and the path is possible: both are on one device. */
    public boolean reaches(Path path) throws IOException {
        return Files.getAttribute(root, "unix:dev")
                .equals(Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Makes the shelf of a call, writes down on it what the steps are, and keeps what they would overwrite. Durable when it
     * returns.
     *
     * @return the notes of the steps: what {@link Restoration} needs
     * @throws FileAlreadyExistsException when the call has a shelf already
     */
    public Arguments keep(String call, List<? extends Step> steps) throws IOException {
        Arguments notes = Arguments.of("steps", steps.stream().map(Step::note).toList());
        Path shelf = Files.createDirectory(shelf(call));
        Path manifest = shelf.resolve("manifest.json");
        Files.write(manifest, notes.canonical(), StandardOpenOption.CREATE_NEW);
        force(manifest);
        for (Step step : steps) {
            step.keep();
        }
        force(shelf);
        force(root);
        return notes;
    }

    /** Forces a file, or the entries of a folder, to the disk. Links are skipped: they are forced with their folder. */
    public static void force(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** True for what lies in a folder of git's own data: what is written there may be run by git, of whoever calls it next. */
    public static boolean holdsGitData(Path path) {
        for (Path name : path) {
            if (isGit(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Some disks take no notice of case, of characters that are not seen, or know a folder by a short name as well. */
    private static boolean isGit(String name) {
        StringBuilder seen = new StringBuilder();
        name.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(seen::appendCodePoint);
        String plain = seen.toString();
        return plain.equalsIgnoreCase(".git") || plain.equalsIgnoreCase("git~1");
    }

    /** Refuses where a link has come to be on the way to a path: what is put back would go somewhere else. */
    public static void refuseLinkedParent(Path path) throws IOException, StaleException {
        Path up = path.getParent();
        while (up != null && !Files.exists(up, LinkOption.NOFOLLOW_LINKS)) {
            up = up.getParent();
        }
        if (up != null && !(Files.isDirectory(up) && up.toRealPath().equals(up))) {
            throw new StaleException("the way to `" + path + "` leads somewhere else now");
        }
    }

    /** The folder that a path is in. */
    public static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "the root folder has no parent");
    }
}
