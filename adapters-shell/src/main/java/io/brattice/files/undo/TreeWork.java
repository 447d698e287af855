package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Blobs;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import io.brattice.files.tree.Sighting.Kind;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a tree back by a plan. What has to go is moved away and never destroyed; what comes is made ready next to it and then put in its place, where
 * nothing may have come to be meanwhile.
 */
final class TreeWork {

    /** What a test may let happen before each change of the disk. */
    interface Mishap {
        Mishap NONE = () -> {};

        void mayStrike() throws IOException;
    }

    private final Path root;
    private final Manifest before;
    private final Manifest now;
    private final TreePlan plan;
    private final Path away;
    private final Blobs blobs;
    private final Mishap mishap;

    /** The first name that was put back of each file that had several. */
    private final Map<String, String> made = new HashMap<>();

    private int number;

    /** @param away an empty folder on the same file system, for what is moved away */
    TreeWork(Manifest before, Manifest now, TreePlan plan, Path away, Blobs blobs, Mishap mishap) {
        this.root = before.root();
        this.before = before;
        this.now = now;
        this.plan = plan;
        this.away = away;
        this.blobs = blobs;
        this.mishap = mishap;
    }

    void run() throws IOException {
        for (String name : plan.restored()) {
            if (isFolder(before, name) && isFolder(now, name)) {
                open(name);
            }
        }
        for (String name : plan.restored().descendingSet()) {
            boolean folder = isFolder(now, name) && !isFolder(before, name);
            if (folder) {
                removeEmpty(name);
            } else if (!isReplacedInOne(name) && !isFolder(now, name)) {
                moveAway(name);
            }
        }
        for (String name : plan.restored()) {
            switch (before.at(name).kind()) {
                case FOLDER -> makeFolder(name);
                case FILE, LINK -> place(name);
                case NOTHING, OTHER -> {}
            }
        }
        for (String name : plan.restored().descendingSet()) {
            if (isFolder(before, name)) {
                mishap.mayStrike();
                Facts.set(root.resolve(name), before.at(name));
            }
        }
        for (String name : plan.times().descendingSet()) {
            mishap.mayStrike();
            Facts.setTime(root.resolve(name), before.at(name).sighting().modified());
        }
    }

    private static boolean isFolder(Manifest manifest, String name) {
        return manifest.at(name).kind() == Kind.FOLDER;
    }

    /** Where no folder is in it, the old goes when the new is ready, so that the name is without anything for a moment only. */
    private boolean isReplacedInOne(String name) {
        Kind kind = before.at(name).kind();
        return kind == Kind.FILE || kind == Kind.LINK;
    }

    /** A folder that its owner may not write in cannot be worked in. */
    private void open(String name) throws IOException {
        int mode = now.at(name).sighting().mode();
        if ((mode & 0700) != 0700) {
            mishap.mayStrike();
            Files.setAttribute(root.resolve(name), "unix:mode", mode | 0700, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void removeEmpty(String name) throws IOException {
        mishap.mayStrike();
        Path path = way(name);
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            throw new IOException(
                    "something came to be in `" + path + "` while it was removed: take it back once more", e);
        }
    }

    private void moveAway(String name) throws IOException {
        Sighting is = now.at(name).sighting();
        if (is.kind() == Kind.NOTHING) {
            return;
        }
        mishap.mayStrike();
        Path path = way(name);
        Path place = away.resolve("was-" + number++);
        Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
        Sighting moved = Sighting.of(place);
        if (moved.inode() != is.inode() || moved.size() != is.size() || moved.modified() != is.modified()) {
            Files.move(place, path);
            throw new IOException("`" + path + "` was changed while it was put back: take it back once more");
        }
    }

    private void makeFolder(String name) throws IOException {
        if (!isFolder(now, name)) {
            mishap.mayStrike();
            Files.createDirectory(
                    way(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private void place(String name) throws IOException {
        Path ready = away.resolve("ready-" + number++);
        prepare(name, ready);
        Path path = way(name);
        if (isFolder(now, name)) {
            arrive(ready, path);
            return;
        }
        moveAway(name);
        arrive(ready, path);
    }

    /** Never over something that has come to be there. */
    private void arrive(Path ready, Path path) throws IOException {
        mishap.mayStrike();
        try {
            Files.createLink(path, ready);
            Files.delete(ready);
        } catch (UnsupportedOperationException e) {
            Files.move(ready, path);
        }
    }

    private void prepare(String name, Path ready) throws IOException {
        Manifest.Entry was = before.at(name);
        String group = was.kind() == Kind.FILE ? before.twins(name).first() : name;
        String source = plan.source(name).orElse(made.getOrDefault(group, ""));
        mishap.mayStrike();
        if (!source.isEmpty()) {
            Files.createLink(ready, way(source));
            Sighting linked = Sighting.of(ready);
            if (linked.size() != was.sighting().size()
                    || linked.modified() != was.sighting().modified()) {
                throw new IOException("`" + root.resolve(source)
                        + "` was changed while its other names were put back: take it back once more");
            }
            return;
        }
        if (was.kind() == Kind.LINK) {
            Files.createSymbolicLink(ready, Path.of(was.sighting().held()));
        } else {
            blobs.restore(was.sighting().held(), ready);
        }
        mishap.mayStrike();
        Facts.set(ready, was);
        Facts.setTime(ready, was.sighting().modified());
        made.put(group, name);
    }

    /** The path of a name, if no link has come to be on the way to it. */
    private Path way(String name) throws IOException {
        Path path = root.resolve(name);
        try {
            Store.refuseLinkedParent(path);
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
        return path;
    }
}
