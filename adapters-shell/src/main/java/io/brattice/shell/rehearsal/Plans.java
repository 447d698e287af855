package io.brattice.shell.rehearsal;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;

/** The folder where plans wait between being shown and being applied: nobody else may look into it, and no plan stays long. */
record Plans(Path folder) {

    private static final Duration KEPT = Duration.ofDays(1);

    /** A folder for something that stays. */
    Path lasting(String name) throws IOException {
        make();
        return Files.createDirectories(folder.resolve(name)).toRealPath();
    }

    /** A place for a plan that is being made. */
    Path fresh() throws IOException {
        make();
        forgetOld();
        return Files.createTempFile(
                folder,
                "new",
                ".plan",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void make() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    void keep(Path fresh, Digest fingerprint) throws IOException {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, of(fingerprint), StandardCopyOption.REPLACE_EXISTING);
    }

    Path of(Digest fingerprint) {
        return folder.resolve(fingerprint.hex() + ".plan");
    }

    private void forgetOld() throws IOException {
        Instant old = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.plan")) {
            for (Path plan : all) {
                if (Files.getLastModifiedTime(plan).toInstant().isBefore(old)) {
                    Files.deleteIfExists(plan);
                }
            }
        }
    }
}
