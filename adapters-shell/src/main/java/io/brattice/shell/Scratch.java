package io.brattice.shell;

import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.Emerged;
import io.brattice.files.undo.TreeKept;
import io.brattice.shell.process.ProcessMark;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one contained line sees as {@code /tmp}: filled before with what the line shares, emptied after it of what is new or was
 * changed, which goes to the real {@code /tmp}. It lies there itself, so that nothing need be copied on the way back.
 *
 * <p>Nothing that is not shared is replaced. Only plain files and folders of such come out; programs that run with the rights of their
 * owner do not.
 */
final class Scratch implements Closeable {

    private static final int MOST_THINGS = 20_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final int ANYBODYS = 01777;
    private static final String PASSING = ".brattice-cell-";
    private static final String COUNTERS = "hsperfdata_";
    private static final String LASTING = ".brattice-child-";

    private final Sharing sharing;
    private final Path around;
    private final Path folder;
    private final Map<Path, Sighting> brought = new HashMap<>();
    private final List<String> stayed = new ArrayList<>();

    private Scratch(Sharing sharing, Path around, Path folder) {
        this.sharing = sharing;
        this.around = around;
        this.folder = folder;
    }

    /** A folder of its own with what is shared in it. Nobody else gets there. */
    static Scratch of(Sharing sharing) throws IOException {
        return of(sharing, PASSING);
    }

    /** The same for a line that stays: nothing of it is brought out. */
    static Scratch lasting(Sharing sharing) throws IOException {
        return of(sharing, LASTING);
    }

    /** Takes away those of this user's processes that ended before they could do so themselves; what cannot be taken away stays. */
    static void sweep() {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(Sharing.TEMPORARY, ".brattice-{cell,child}-*")) {
            for (Path each : old) {
                if (isLeft(each)) {
                    remove(each);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another process takes away the same, or it was made so that it cannot be: the next one tries again.
        }
    }

    private static boolean isLeft(Path path) throws IOException {
        String name = path.getFileName().toString();
        int begin = (name.startsWith(PASSING) ? PASSING : LASTING).length();
        int end = name.lastIndexOf('-');
        return end > begin
                && new ProcessMark(name.substring(begin, end)).isGone()
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static Scratch of(Sharing sharing, String name) throws IOException {
        String mark = ProcessMark.ofThisProcess().map(ProcessMark::text).orElse("unknown");
        Path around = Files.createTempDirectory(
                Sharing.TEMPORARY,
                name + mark + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path folder = Files.createDirectory(around.resolve("tmp"));
        Files.setAttribute(folder, "unix:mode", ANYBODYS); // some programs look
        Scratch scratch = new Scratch(sharing, around, folder);
        try {
            for (Path file : Stream.concat(sharing.files().stream(), sharing.shown().stream())
                    .toList()) {
                Path twin = scratch.twin(file);
                Files.copy(file, twin, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                scratch.brought.put(twin, Sighting.of(twin));
            }
            return scratch;
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
    }

    Path folder() {
        return folder;
    }

    private Path twin(Path path) {
        return folder.resolve(path.getFileName().toString());
    }

    /** What was made or changed in the cell and stays there, one line each: known once it was emptied. */
    List<String> stayed() {
        return stayed;
    }

    /** Brings back what was changed, and brings out what is new. */
    void empty(Emerged emerged) throws IOException {
        for (Path file : sharing.files()) {
            Path twin = twin(file);
            Sighting now = Sighting.of(twin);
            if (now.kind() == Sighting.Kind.NOTHING) {
                Files.deleteIfExists(file); // a copy: what was there is in the store
            } else if (!now.equals(brought.get(twin))) {
                if (isPlain(twin)) {
                    Files.move(twin, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    stayed.add("what became of `" + file + "` is no plain file");
                }
            }
        }
        List<Path> made = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.sorted().toList()) {
                String name = each.getFileName().toString();
                Path place = Sharing.TEMPORARY.resolve(name);
                if (name.startsWith(COUNTERS)) {
                    continue; // each JVM makes it, and takes no notice when it is gone
                }
                if (isShared(place)) {
                    if (sharing.shown().contains(place) && !Sighting.of(each).equals(brought.get(each))) {
                        stayed.add("`" + place + "` was changed");
                    }
                } else if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) || !isPlain(each)) {
                    stayed.add("`" + place + "` was made");
                } else {
                    made.add(each);
                }
            }
        }
        emerged.bring(made);
    }

    private boolean isShared(Path place) {
        return sharing.files().contains(place)
                || sharing.shown().contains(place)
                || sharing.folders().contains(place)
                || sharing.workspace().startsWith(place);
    }

    private static boolean isPlain(Path path) throws IOException {
        Inventory there = Inventory.of(path);
        boolean fits = TreeKept.fits(there) && there.things() <= MOST_THINGS && there.bytes() <= MOST_BYTES;
        boolean[] plain = {fits || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                boolean rights =
                        Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode
                                && (mode & 06000) != 0;
                plain[0] &= (basic.isRegularFile() || basic.isSymbolicLink()) && !rights;
                return plain[0] ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return plain[0] && !Files.isSymbolicLink(path);
    }

    /** Takes the folder away, with what stayed in it. */
    @Override
    public void close() throws IOException {
        remove(around);
    }

    /** Takes away a folder of ours, if it is there. */
    static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes basic) throws IOException {
                Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, @Nullable IOException e) throws IOException {
                Files.delete(at);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The step of a call that brings things out; there is one where the line was judged to run contained. */
    static Emerged step(List<Step> steps) {
        return steps.stream()
                .filter(Emerged.class::isInstance)
                .map(Emerged.class::cast)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("a contained line has a step for what it makes elsewhere"));
    }
}
