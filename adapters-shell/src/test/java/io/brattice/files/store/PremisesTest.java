package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PremisesTest {

    @TempDir
    Path folder;

    private String refusal(Path root) {
        return String.valueOf(
                assertThrows(IOException.class, () -> Store.in(root)).getMessage());
    }

    private Path made(String mode) throws IOException {
        Path root = Files.createDirectory(folder.resolve("store"));
        return Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void onlyTheOwnerMayEnterWhatIsMade() throws IOException {
        Store store = Store.in(folder.resolve("a/b/store"));
        store.keep("c", List.of(KeptFiles.of(store, "c", Files.writeString(folder.resolve("f"), "f"))));
        assertEquals("rwx------", mode(store.root()));
        for (Path each : List.of(store.shelf("c"), store.root().resolve("blobs"))) {
            assertEquals("rwx------", mode(each));
        }
        for (String each : List.of("lock", "usage", "version")) {
            assertEquals("rw-------", mode(store.root().resolve(each)));
        }
        assertEquals("rw-------", mode(store.shelf("c").resolve("manifest.json")));
    }

    @Test
    void openingAStoreWritesNothingIntoIt() throws IOException {
        Path root = made("rwx------");
        Store.in(root);
        Files.delete(root);
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), made("rwx------"));
        assertTrue(refusal(link).contains("is a link or no folder; name the folder itself"));
        assertTrue(refusal(Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("x")))
                .contains("link"));
        assertTrue(refusal(Files.writeString(folder.resolve("file"), "")).contains("no folder"));
        Store.in(Files.createSymbolicLink(folder.resolve("above"), folder).resolve("store"));
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws IOException {
        for (String mode : List.of("rwxrwx---", "rwx----w-", "rwxrwxrwx")) {
            Path root = made(mode);
            assertTrue(refusal(root).contains("others may write to the store"));
            Files.delete(root);
        }
    }

    @Test
    void aFolderThatOthersMayReadIsClosedWhereItIsAStoreOrEmpty() throws IOException {
        Path root = made("rwxr-xr-x");
        Store store = Store.in(root);
        assertEquals("rwx------", mode(root));
        store.keep("c", List.of());
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Store.in(root);
        assertEquals("rwx------", mode(root));
        Path other = Files.createDirectories(folder.resolve("home/documents")).getParent();
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(refusal(other).contains("it is not a store yet"));
        assertEquals("rwxr-xr-x", mode(other));
    }

    @Test
    void aFolderOfSomebodyElseIsRefused() throws IOException {
        Path root = made("rwx------");
        assumeTrue(Files.getAttribute(root, "unix:uid").equals(0), "skipped: only root gives folders away");
        Files.setAttribute(root, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
        String refusal = refusal(root);
        assertTrue(refusal.contains("belongs to user 12345, not to user 0; run as its owner"), refusal);
    }

    @Test
    void aFileSystemWithoutOwnersIsKnownByItsType() {
        for (String type : List.of("vfat", "exfat", "ntfs3", "cifs")) {
            assertTrue(Premises.isOwnerless(type));
        }
        for (String type : List.of("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "nfs4", "apfs")) {
            assertFalse(Premises.isOwnerless(type));
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefused() throws IOException {
        Path root = made("rwx------");
        Store store = Store.in(root);
        store.keep("c", List.of());
        assertEquals("1\n", Files.readString(root.resolve("version")));
        Store.in(root);
        Files.writeString(root.resolve("version"), "2\n");
        assertTrue(refusal(root).contains("another version of this library (2; this one writes 1); update it"));
        for (String text : List.of("", "one", "1 1")) {
            Files.writeString(root.resolve("version"), text);
            assertTrue(refusal(root).contains("does not say its version"));
        }
    }
}
