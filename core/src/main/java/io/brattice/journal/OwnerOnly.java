package io.brattice.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Folders and files that only their owner can read: modes 0700 and 0600.
 *
 * <p>Where the file system has no POSIX modes, as on Windows, they get what their folder hands down.
 */
final class OwnerOnly {
    private static final FileAttribute<?>[] NONE = {};

    private OwnerOnly() {}

    /** Creates the folder, and those above it, where they are missing; durable on return. */
    static void createFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path above = absolute.getParent();
        if (above != null) {
            createFolder(above);
        }
        try {
            Files.createDirectory(absolute, mode(absolute, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
        if (above != null) {
            forceFolder(above);
        }
    }

    /** Creates an empty file. */
    static void createFile(Path file) throws IOException {
        Files.createFile(file, mode(file, "rw-------"));
    }

    /**
     * Creates a file with this content, durable, in a folder that is made where it is missing: whole under another name first, so that
     * nobody ever reads half of it. The first that stands is the one that counts.
     *
     * @throws FileAlreadyExistsException if there is one by then
     */
    static void createWhole(Path file, byte[] content) throws IOException {
        Path folder = file.resolveSibling("").toAbsolutePath();
        createFolder(folder);
        Path whole = written(file, content);
        try {
            Files.createLink(file, whole);
        } catch (UnsupportedOperationException e) {
            Files.move(whole, file);
        } finally {
            Files.deleteIfExists(whole);
        }
        forceFolder(folder);
    }

    /** Puts a file with this content in the place of the one before, in one step and durable. */
    static void replaceWhole(Path file, byte[] content) throws IOException {
        Files.move(written(file, content), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.resolveSibling("").toAbsolutePath());
    }

    private static Path written(Path file, byte[] content) throws IOException {
        String random = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        Path whole = file.resolveSibling(file.getFileName() + "." + random);
        createFile(whole);
        try (Disk.Output output = new LocalDisk().resume(whole, 0, 0)) {
            output.write(0, content, content.length);
            output.truncate(content.length);
        }
        return whole;
    }

    /** Makes the names in a folder durable. Windows cannot open a folder, and needs no such thing. */
    static void forceFolder(Path folder) throws IOException {
        if (hasModes(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : NONE;
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
