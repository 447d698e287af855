package io.brattice.files.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The folder of a store: that it is one, of this user, closed to others, and of a version that is understood. */
final class Premises {

    static final int VERSION = 1;

    private static final Path SELF = Path.of("/proc/self");
    private static final int OTHERS_WRITE = 0022;
    private static final int OTHERS = 0077;

    /** File systems whose files belong to whoever mounted them, and have the modes that he chose. */
    private static final Set<String> OWNERLESS =
            Set.of("vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3", "smbfs", "hfs", "iso9660");

    private static final String ELSEWHERE = "name a folder of your own on a local disk";

    private Premises() {}

    /** Makes the folder where it is missing, and refuses one that others could reach into. */
    static Path enter(Path folder, Disk disk) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path above = Store.parent(folder.toAbsolutePath());
            makeAbove(above, disk);
            try {
                disk.createFolder(folder);
                disk.force(above);
            } catch (FileAlreadyExistsException e) {
                // Somebody else opens the same store at this moment.
            } catch (UnsupportedOperationException e) {
                throw ownerless(folder);
            }
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("the store `" + folder + "` is a link or no folder; name the folder itself");
        }
        Path root = folder.toRealPath();
        if (isOwnerless(Files.getFileStore(root).type())) {
            throw ownerless(folder);
        }
        checkOwner(root);
        checkVersion(root);
        return root;
    }

    /** Durable, as what will be in them is. */
    private static void makeAbove(Path folder, Disk disk) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path above = Store.parent(folder);
            makeAbove(above, disk);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // Somebody else made it at this moment, or it is no folder, which will show.
            }
            disk.force(above);
        }
    }

    static boolean isOwnerless(String type) {
        return OWNERLESS.contains(type);
    }

    private static IOException ownerless(Path folder) {
        return new IOException("the store `" + folder + "` is on a file system without owners and modes; " + ELSEWHERE);
    }

    private static void checkOwner(Path root) throws IOException {
        Map<String, Object> facts = Files.readAttributes(root, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.exists(SELF) ? Files.getAttribute(SELF, "unix:uid") : facts.get("uid");
        if (!Objects.equals(self, facts.get("uid"))) {
            throw new IOException("the store `" + root + "` belongs to user " + facts.get("uid") + ", not to user "
                    + self + "; run as its owner, or " + ELSEWHERE);
        }
        int mode = facts.get("mode") instanceof Integer bits ? bits : 0777;
        if ((mode & OTHERS_WRITE) != 0) {
            throw new IOException("others may write to the store `" + root
                    + "`; see what is in it, then `chmod 700` it, or " + ELSEWHERE);
        }
        if ((mode & OTHERS) != 0) {
            if (!isEmpty(root) && !Files.exists(root.resolve(Names.VERSION))) {
                throw new IOException("others may read the folder `" + root
                        + "`, and it is not a store yet; `chmod 700` it" + " if it is to be one, or " + ELSEWHERE);
            }
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            if (!Files.getPosixFilePermissions(root).equals(PosixFilePermissions.fromString("rwx------"))) {
                throw ownerless(root);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }

    private static void checkVersion(Path root) throws IOException {
        Path file = root.resolve(Names.VERSION);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.equals(Integer.toString(VERSION))) {
            boolean number = text.matches("[0-9]{1,9}");
            throw new IOException("the store `" + root + "` "
                    + (number
                            ? "was written by another version of this library (" + text + "; this one writes " + VERSION
                                    + "); update it"
                            : "does not say its version in `" + Names.VERSION + "`; look what happened to it")
                    + ", or name another folder");
        }
    }

    /** Says the version, durably, before anything is kept. The caller holds the store. */
    static void stamp(Path root, Disk disk) throws IOException {
        Path file = root.resolve(Names.VERSION);
        if (Files.exists(file)) {
            return;
        }
        Path fresh = root.resolve(Names.FRESH + "-" + Names.VERSION + "-" + Long.toHexString(System.nanoTime()));
        byte[] text = (VERSION + "\n").getBytes(StandardCharsets.US_ASCII);
        try (Disk.Output out = disk.create(fresh)) {
            out.write(text, 0, text.length);
        }
        disk.force(fresh);
        disk.rename(fresh, file);
    }
}
