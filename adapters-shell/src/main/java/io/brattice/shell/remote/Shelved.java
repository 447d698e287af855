package io.brattice.shell.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders on a shelf that hold what only their owner may see. */
final class Shelved {

    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Shelved() {}

    /** An empty file, in place of one that an attempt before left. */
    static Path file(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(file, FILE);
    }

    static Path folder(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? folder : Files.createDirectory(folder, FOLDER);
    }

    /** The first of {@code name-0}, {@code name-1} … that is not there. */
    static Path next(Path folder, String name) {
        int number = 0;
        while (Files.exists(folder.resolve(name + "-" + number), LinkOption.NOFOLLOW_LINKS)) {
            number++;
        }
        return folder.resolve(name + "-" + number);
    }
}
