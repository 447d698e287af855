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
import java.util.Optional;

/**
 * Puts a tree back by a plan. What has to go is moved away and never destroyed; what comes is made ready next to it and then put in its place, where
 * nothing may have come to be meanwhile.
 */
final class TreeWork {

    /** What a test may let happen before each change of the disk. */
    interface Mishap {
        Mishap NONE = () -> {};

        void mayStrike() throws IOException;

        /** The one change that may be found half done. */
        default void pour(Path from, Path to) throws IOException {
            LocalHands.LOCAL.rewrite(from, to);
        }
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
        for (OtherNames.Found file : plan.rewritten()) {
            rewrite(file);
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
        boolean named = plan.hasOtherNames(now.at(name)) && moved.inode() == is.inode() && moved.links() > 1;
        boolean same = moved.inode() == is.inode() && moved.size() == is.size() && moved.modified() == is.modified();
        if (!same && !named) {
            Files.move(place, path);
            throw new IOException("`" + path + "` was changed while it was put back: take it back once more");
        }
        if (named) {
            mishap.mayStrike();
            Files.delete(place); // the file itself stays, and what it held was copied
        }
    }

    private void makeFolder(String name) throws IOException {
        if (!isFolder(now, name)) {
            mishap.mayStrike();
            Files.createDirectory(
                    way(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Writes the bytes back into a file that has other names outside the tree: through those they were changed as well. */
    private void rewrite(OtherNames.Found found) throws IOException {
        Path file = found.file().startsWith(root)
                ? way(root.relativize(found.file()).toString())
                : found.file();
        Sighting is = found.is().sighting();
        mishap.mayStrike();
        LocalHands.LOCAL.copy(file, away.resolve("was-" + number++));
        mishap.mayStrike();
        Path ready = away.resolve("ready-" + number++);
        blobs.restore(found.was().sighting().held(), ready);
        mishap.mayStrike();
        Path mark = Attempts.mark(away, OtherNames.id(found.was()));
        Sighting seen = Sighting.of(file);
        if (seen.inode() != is.inode() || seen.size() != is.size() || seen.modified() != is.modified()) {
            throw new IOException("`" + file + "` was changed while it was put back: take it back once more");
        }
        mishap.mayStrike();
        mishap.pour(ready, file);
        mishap.mayStrike();
        Facts.set(file, found.was());
        mishap.mayStrike();
        Facts.setTime(file, found.was().sighting().modified());
        mishap.mayStrike();
        Files.delete(mark);
        Files.delete(ready);
    }

    private void place(String name) throws IOException {
        if (plan.file(name).filter(file -> file.isAt(now.at(name))).isPresent()) {
            return; // what it holds was written back into it
        }
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
            mishap.mayStrike();
            Files.delete(ready);
        } catch (UnsupportedOperationException e) {
            Files.move(ready, path);
        }
    }

    private void prepare(String name, Path ready) throws IOException {
        Manifest.Entry was = before.at(name);
        String group = was.kind() == Kind.FILE ? before.twins(name).first() : name;
        Optional<OtherNames.Found> file = plan.file(name);
        String source = plan.source(name).orElse(made.getOrDefault(group, ""));
        mishap.mayStrike();
        if (file.isPresent()) {
            link(file.get().file(), ready, was.sighting());
            return;
        }
        if (!source.isEmpty()) {
            link(way(source), ready, was.sighting());
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

    private static void link(Path source, Path ready, Sighting was) throws IOException {
        Files.createLink(ready, source);
        Sighting linked = Sighting.of(ready);
        if (linked.size() != was.size() || linked.modified() != was.modified()) {
            throw new IOException(
                    "`" + source + "` was changed while its other names were put back: take it back once more");
        }
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
