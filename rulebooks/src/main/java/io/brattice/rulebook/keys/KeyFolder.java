package io.brattice.rulebook.keys;

import io.brattice.approval.PersonKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of the person at this machine: {@code NAME.key.pem}, which only they can read and which a passphrase opens, and
 * {@code NAME.pub.pem}, which everybody may have.
 *
 * <p>Does not: keep a process of the same user from reading the files. The passphrase is what it lacks.
 */
public final class KeyFolder {

    /** A shorter passphrase is not taken. */
    public static final int SHORTEST = 12;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final String SECRET = ".key.pem";
    private static final String PUBLIC = ".pub.pem";
    private static final int LONGEST = 1 << 16;
    private static final byte[] TRIAL = "brattice key trial\n".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Keys in this folder. Nothing is read or made yet. */
    public static KeyFolder in(Path folder) {
        return new KeyFolder(folder);
    }

    /** Where the keys of this user are: {@code brattice/keys} in {@code XDG_CONFIG_HOME}, else in {@code ~/.config}. */
    public static Path ofUser(Map<String, String> variables, Path home) {
        Path config = Path.of(variables.getOrDefault("XDG_CONFIG_HOME", ""));
        return (config.isAbsolute() ? config : home.resolve(".config"))
                .resolve("brattice")
                .resolve("keys");
    }

    /** A key that lies here. */
    public record Kept(String name, PersonKey key, Path secret) {}

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /**
     * Makes a pair of keys and keeps it under this name, which must be free.
     *
     * @param passphrase at least 12 characters; cleared by the caller
     */
    public Kept make(String name, char[] passphrase) throws IOException {
        checked(name);
        if (passphrase.length < SHORTEST) {
            throw new IOException(
                    "a passphrase of " + passphrase.length + " characters; choose one of at least " + SHORTEST);
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
            PersonKey key = PersonKey.of(pair.getPublic());
            createFolder();
            if (Files.exists(folder.resolve(name + PUBLIC))) { // before its other half is made
                throw new FileAlreadyExistsException(name + PUBLIC);
            }
            Path secret = folder.resolve(name + SECRET);
            create(
                    secret,
                    "rw-------",
                    Pem.write(EncryptedKey.LABEL, EncryptedKey.encrypt(pair.getPrivate(), passphrase)));
            create(folder.resolve(name + PUBLIC), "rw-r--r--", PublicKeys.pem(key));
            return new Kept(name, key, secret);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("there is a key `" + name + "` in `" + folder + "` already; choose another name", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot make the key: " + e.getMessage(), e);
        }
    }

    /** What lies here, by name. */
    public List<Kept> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SECRET)) {
                    kept.add(get(name.substring(0, name.length() - SECRET.length())));
                }
            }
        }
        return kept;
    }

    /** The key of this name. */
    public Kept get(String name) throws IOException {
        checked(name);
        try {
            return new Kept(name, PublicKeys.read(text(folder.resolve(name + PUBLIC))), folder.resolve(name + SECRET));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no `" + name + PUBLIC + "` in `" + folder
                            + "`; make a key with `brattice keys new`, or its public half with `openssl pkey -pubout`",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IOException("`" + folder.resolve(name + PUBLIC) + "`: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a key, and tries that its two halves belong together.
     *
     * @throws IOException if it is not there, others may read it, the passphrase is another one, or its halves do not fit
     */
    public PrivateKey open(Kept kept, char[] passphrase) throws IOException {
        refuseIfOthersMayRead(kept.secret());
        PrivateKey secret;
        try {
            secret = EncryptedKey.decrypt(Pem.read(EncryptedKey.LABEL, text(kept.secret())), passphrase);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no `" + kept.secret() + "`; make a key with `brattice keys new`", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("`" + kept.secret() + "`: " + e.getMessage(), e);
        }
        if (!kept.key().hasSigned(TRIAL, PersonKey.sign(TRIAL, secret))) {
            throw new IOException("`" + kept.secret() + "` is not the other half of `" + kept.name() + PUBLIC
                    + "`; put back the file that belongs to it");
        }
        return secret;
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (!hasModes(file)) {
            return;
        }
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no `" + file + "`; make a key with `brattice keys new`", e);
        }
        if (!PosixFilePermissions.fromString("rw-------").containsAll(mode)) {
            throw new IOException("`" + file + "` may be read by others (" + PosixFilePermissions.toString(mode)
                    + "); run `chmod 600` on it, and think about whether it must be revoked");
        }
    }

    private void createFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    private static void create(Path file, String mode, String text) throws IOException {
        Files.createFile(file, mode(file, mode));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST || !Files.isRegularFile(file)) {
            throw new IOException("`" + file + "` is no key file; pass the file as it was made");
        }
        return Files.readString(file);
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void checked(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException(
                    "a key is named by at most 64 letters, digits and `._@-`, beginning with a letter or digit");
        }
    }
}
