package io.brattice.shell.containment;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What cells are made of, in a folder of this process for its owner alone: no cell shows it. Made again when somebody tidied it away.
 */
final class Supplies {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Path folder;

    private Supplies(Path folder) {
        this.folder = folder;
    }

    static Supplies ofThisProcess() throws IOException {
        Path folder = Files.createTempDirectory("brattice-cells").toRealPath();
        folder.toFile().deleteOnExit();
        return new Supplies(folder);
    }

    Path folder() {
        return folder;
    }

    /** An empty folder to show instead of another. */
    Path empty() throws IOException {
        return made("empty");
    }

    /** An empty folder over which each cell mounts something of its own. */
    Path stage() throws IOException {
        return made("stage");
    }

    /** An empty file to show instead of another. */
    Path blank() throws IOException {
        return written("blank", new byte[0]);
    }

    /** A path at which nothing is. */
    Path unused() throws IOException {
        Path refused = made("refused");
        return refused.resolve(Long.toString(COUNT.incrementAndGet()));
    }

    /** A file with this text, to show instead of another. */
    Path text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? blank() : written("text-" + digest(bytes), bytes);
    }

    /** A file with these bytes. The same name always has the same bytes. */
    Path written(String name, byte[] bytes) throws IOException {
        remade();
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            file.toFile().deleteOnExit();
            Path draft = folder.resolve(name + "." + COUNT.incrementAndGet());
            Files.write(draft, bytes, StandardOpenOption.CREATE_NEW);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE); // nobody sees half of it
        }
        return file;
    }

    private static String digest(byte[] bytes) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256; run on another", e);
        }
    }

    private Path made(String name) throws IOException {
        remade();
        Path made = folder.resolve(name);
        if (!Files.isDirectory(made)) {
            made.toFile().deleteOnExit();
            create(made);
        }
        return made;
    }

    private void remade() throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder);
        }
    }

    private static void create(Path made) throws IOException {
        try {
            Files.createDirectory(
                    made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException another) {
            if (!Files.isDirectory(made)) {
                throw another;
            }
        }
    }
}
