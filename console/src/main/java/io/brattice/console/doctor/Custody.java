package io.brattice.console.doctor;

import io.brattice.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether what gates and tools remember is where it should be. Only looks: makes and changes nothing.
 *
 * @param state the folder of the journal, the ledger and the store
 * @param there whether it is there
 * @param flaws who can get at what is in it that should not, one line each
 * @param workspace the folder whose files are to be kept
 * @param store where they are to be kept
 * @param moves whether they get there by a rename
 */
record Custody(Path state, boolean there, List<String> flaws, Path workspace, Path store, boolean moves) {

    private static final int OTHERS_WRITE = 0022;
    private static final int OTHERS = 0077;
    private static final String UNTOLD = "to whom it is open cannot be told on this system";
    private static final Path SELF = Path.of("/proc/self");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;

    Custody {
        flaws = List.copyOf(flaws);
    }

    static Custody of(StateFolder state, Path workspace) {
        Path root = state.root();
        boolean there = Files.exists(root);
        List<String> flaws = new ArrayList<>();
        boolean moves = false;
        if (!state.root().getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return new Custody(root, there, List.of(UNTOLD), workspace, state.store(), false);
        }
        try {
            if (there) {
                look(root, flaws);
            }
            Path from = existing(workspace).toRealPath();
            Path to = existing(state.store()).toRealPath();
            List<String> mounts = mounts();
            moves = device(from).equals(device(to)) && mount(from, mounts).equals(mount(to, mounts));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            flaws.add("it cannot be looked at: " + e.getMessage());
        }
        return new Custody(root, there, flaws, workspace, state.store(), moves);
    }

    private static void look(Path root, List<String> flaws) throws IOException {
        if (!Files.isDirectory(root)) {
            flaws.add("it is no folder: move it away");
            return;
        }
        Object self = Files.exists(SELF) ? Files.getAttribute(SELF, "unix:uid") : Files.getAttribute(root, "unix:uid");
        if (!Objects.equals(self, Files.getAttribute(root, "unix:uid"))) {
            flaws.add("it belongs to somebody else: run as its owner, or name a folder of your own");
        }
        int mode = mode(root);
        if ((mode & OTHERS_WRITE) != 0) {
            flaws.add("others may write to it: see what is in it, then `chmod 700` it");
        } else if ((mode & OTHERS) != 0) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
                for (Path each : all) {
                    if ((mode(each) & OTHERS) != 0) {
                        flaws.add("others may look into `" + each.getFileName() + "`: `chmod 700` the folder");
                    }
                }
            }
        }
    }

    private static int mode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer bits ? bits : OTHERS;
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    private static List<String> mounts() throws IOException {
        if (!Files.isReadable(MOUNTS)) {
            return List.of(); // then the device decides alone
        }
        try (Stream<String> lines = Files.lines(MOUNTS)) {
            return lines.toList();
        } catch (UncheckedIOException e) {
            throw new IOException("`" + MOUNTS + "` cannot be read", e);
        }
    }

    /**
     * Where the mount begins that a path is in: a rename fails between two mounts of one device too.
     *
     * @param mounts as {@code /proc/self/mountinfo} lists them
     */
    static Path mount(Path real, List<String> mounts) {
        Path deepest = Path.of("/");
        for (String line : mounts) {
            String[] columns = line.split(" ", -1);
            // Blanks are written as \040; such a mount is not told apart, and the device decides.
            Path point = Path.of(columns.length > MOUNT_POINT ? columns[MOUNT_POINT] : "/");
            if (real.startsWith(point) && point.getNameCount() > deepest.getNameCount()) {
                deepest = point;
            }
        }
        return deepest;
    }

    /** It, or the folder in which it would be made. */
    private static Path existing(Path path) {
        Path there = path.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
