package io.brattice.shell;

import io.brattice.files.World;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Sighting;
import io.brattice.files.undo.ModesKept;
import io.brattice.files.undo.TreeKept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is at the paths of a line, and what can be kept of it. Each path is gone through once for a plan.
 */
final class Survey {

    private final Ground ground;
    private final World world;
    private final Account account;
    private final Map<Path, Inventory> known = new HashMap<>();
    private Optional<NamesOfFiles> names = Optional.empty();

    Survey(Ground ground, World world, Account account) {
        this.ground = ground;
        this.world = world;
        this.account = account;
    }

    /** True when a thing can be renamed into the store: the file system is the same, and nothing is mounted below. */
    boolean isMovable(Path path) {
        return world.supposes()
                ? ground.secures()
                : ground.reaches(path)
                        && ground.isOpen(path)
                        && inventory(path).complete()
                        && inventory(path).oneDevice();
    }

    boolean isCopyable(Path path) {
        return ground.isCopyable(path, world);
    }

    boolean isRewritable(Path path) {
        return ground.isRewritable(path, world);
    }

    /** The names of a file but this one, and as many as are in the store; empty where not all of them are found. */
    Optional<List<Path>> otherNames(Path path) {
        try {
            Sighting file = Sighting.of(path);
            if (names.isEmpty()) {
                names = Optional.of(ground.names());
            }
            List<Path> all = names.get().of(file);
            account.seen.append(path).append(' ').append(all).append('\n');
            return all.size() < file.links()
                    ? Optional.empty()
                    : Optional.of(
                            all.stream().filter(name -> !name.equals(path)).toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How much is there. What is not looked at counts as one thing. */
    Inventory inventory(Path path) {
        return world.supposes()
                ? new Inventory(1, world.size(path), true, true, true, Plan.NOTHING_SEEN)
                : known.computeIfAbsent(path, this::looked);
    }

    private Inventory looked(Path path) {
        try {
            Inventory there = Inventory.of(path);
            account.seen.append(path).append(' ').append(there.digest().hex()).append('\n');
            return there.isNothing() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    ? new Inventory(1, 0, false, true, true, Plan.NOTHING_SEEN)
                    : there;
        } catch (IOException e) {
            return new Inventory(1, 0, false, true, true, Plan.NOTHING_SEEN);
        }
    }

    boolean isSmall(Path path) {
        if (world.supposes()) {
            return !world.worst()
                    || world.kind(path) == World.Kind.FILE
                            && !ground.workspace().equals(path);
        }
        try {
            return ModesKept.of(path, true).isPresent();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** True for a folder that can be copied whole. */
    boolean isCopyableTree(Path path) {
        if (!ground.secures() || world.kind(path) != World.Kind.FOLDER) {
            return false;
        }
        return world.supposes()
                ? !world.worst()
                : ground.reaches(path)
                        && !ground.store().orElse(path).startsWith(path)
                        && TreeKept.fits(inventory(path));
    }
}
