package io.brattice.files;

import io.brattice.StaleException;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Inventory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something new in the making, on the shelf of the call or beside the place where it will appear complete and in one step. A name that
 * only this call knows; closing takes away what did not get to its place.
 */
final class Fresh implements AutoCloseable {

    private final Path place;
    private final Path making;

    private Fresh(Path place, Path making) {
        this.place = place;
        this.making = making;
    }

    /** Makes the missing folders above the place. */
    static Fresh at(Path place, Ground ground) throws IOException {
        Path folder = Store.parent(place);
        Files.createDirectories(folder);
        // On the shelf, what is half made when the process dies is in nobody's way.
        boolean shelved = Files.isDirectory(ground.shelf(), LinkOption.NOFOLLOW_LINKS) && ground.reaches(folder);
        return new Fresh(
                place,
                shelved
                        ? ground.shelf().resolve("making")
                        : folder.resolve(".brattice-" + ground.shelf().getFileName()));
    }

    /** Where it is made. */
    Path making() {
        return making;
    }

    void write(byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(making, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    /** Copies a file, or a folder with all that is in it; links as links, without special modes. */
    void copy(Path from) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes known) throws IOException {
                Files.createDirectory(to(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes known) throws IOException {
                Files.copy(file, to(file), LinkOption.NOFOLLOW_LINKS);
                return known.isSymbolicLink() ? FileVisitResult.CONTINUE : permit(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                return permit(folder); // last, since it may not be writable
            }

            private FileVisitResult permit(Path thing) throws IOException {
                Files.setPosixFilePermissions(to(thing), Files.getPosixFilePermissions(thing));
                return FileVisitResult.CONTINUE;
            }

            private Path to(Path thing) {
                return making.resolve(from.relativize(thing).toString());
            }
        });
    }

    /** Takes the place of the file that is there, with its permissions and owner. */
    void replace() throws IOException {
        Map<String, Object> old = Files.readAttributes(place, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        for (Map.Entry<String, Object> owner : old.entrySet()) {
            String name = "unix:" + owner.getKey();
            if (!owner.getValue().equals(Files.getAttribute(making, name, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(making, name, owner.getValue(), LinkOption.NOFOLLOW_LINKS);
            }
        }
        Files.setPosixFilePermissions(making, Files.getPosixFilePermissions(place, LinkOption.NOFOLLOW_LINKS));
        Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes its place, and never that of something which has come there in between. */
    void appear() throws IOException, StaleException {
        if (Files.isDirectory(making, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw come();
            }
            Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            Files.createLink(place, making);
        } catch (FileAlreadyExistsException e) {
            throw come();
        }
    }

    /** Moves something here, if it is still the one that was judged. */
    void bring(Path from, String identity) throws IOException, StaleException {
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw come();
            }
            Files.move(from, place, StandardCopyOption.ATOMIC_MOVE);
            if (!Inventory.identity(place).equals(identity)) {
                Files.move(place, from);
                throw exchanged(from);
            }
            return;
        }
        try {
            Files.createLink(place, from); // it is never without a name where an undo looks for it
        } catch (FileAlreadyExistsException e) {
            throw come();
        }
        if (!Inventory.identity(place).equals(identity)) {
            Files.delete(place);
            throw exchanged(from);
        }
        Files.move(from, making, StandardCopyOption.ATOMIC_MOVE);
        if (!Inventory.identity(making).equals(identity)) {
            Files.move(making, from); // what has come there this very moment is not ours
        }
    }

    private static StaleException exchanged(Path from) {
        return new StaleException(Shown.path(from) + " was exchanged for something else");
    }

    private StaleException come() {
        return new StaleException(Shown.path(place) + " is not what was judged: something has come there");
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(making, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(making, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes known) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
