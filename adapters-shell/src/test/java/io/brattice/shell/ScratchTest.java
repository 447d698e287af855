package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders that contained lines see as the one for temporary things. */
class ScratchTest {

    @TempDir
    Path folder;

    private final List<Path> strays = new ArrayList<>();

    @AfterEach
    void clean() throws IOException {
        for (Path stray : strays) {
            Scratch.remove(stray);
            Files.deleteIfExists(stray);
        }
    }

    private Path stray(String name) {
        Path path = Sharing.TEMPORARY.resolve(name + "-test" + System.nanoTime());
        strays.add(path);
        return path;
    }

    @Test
    void anybodyMayWriteIntoItAndNobodyElseGetsThere() throws IOException {
        try (Scratch scratch = Scratch.of(Sharing.supposed(folder))) {
            Path around = scratch.folder().getParent();
            assertEquals(01777, (int) Files.getAttribute(scratch.folder(), "unix:mode") & 07777);
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(around)));
            strays.add(around);
        }
        assertFalse(Files.exists(strays.get(0)));
    }

    @Test
    void whatAProcessLeftThatIsGoneIsSweptAndNothingElse() throws IOException {
        String own = ProcessMark.ofThisProcess().map(ProcessMark::text).orElse("");
        Assumptions.assumeFalse(own.isEmpty(), "nothing tells processes apart here");
        String gone = own + "1"; // one that had this number, and began later
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("precious"), "x");
        Path left = Files.createDirectory(stray(".brattice-cell-" + gone));
        Files.createDirectories(left.resolve("tmp/deep"));
        Files.createSymbolicLink(left.resolve("tmp/deep/link"), mine);
        Files.setPosixFilePermissions(left.resolve("tmp/deep"), PosixFilePermissions.fromString("---------"));
        Path child = Files.createDirectory(stray(".brattice-child-" + gone));
        Path alive = Files.createDirectory(stray(".brattice-cell-" + own));
        Path unmarked = Files.createDirectory(stray(".brattice-cell-"));
        Path link = Files.createSymbolicLink(stray(".brattice-cell-" + gone), mine);
        Scratch.sweep();
        assertFalse(Files.exists(left) || Files.exists(child));
        assertTrue(Files.exists(alive) && Files.exists(unmarked));
        assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS) && Files.exists(mine.resolve("precious")));
    }
}
