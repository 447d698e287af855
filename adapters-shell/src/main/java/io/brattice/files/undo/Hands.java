package io.brattice.files.undo;

import io.brattice.files.store.Store;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * All that the steps do to the disk. Each method is one move after which the process may die, and nothing is done in any other way: a
 * test that stops after the n-th has seen every state there can be.
 *
 * <p>Only {@link #copy} and {@link #rewrite} may be found half done.
 */
interface Hands {

    /** Renames, on one file system and in one step; a file that is at the other name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file another name, where nothing may be. */
    void link(Path name, Path existing) throws IOException;

    /** Takes a name away: of what has another one, or is a copy of ours, or an empty folder. */
    void unlink(Path name) throws IOException;

    /** Makes one folder. */
    void makeFolder(Path folder) throws IOException;

    /** Copies one file or link with all that is to be known of it to where nothing is, or makes a folder like another one. */
    void copy(Path from, Path to) throws IOException;

    /** Writes the bytes of one file into another, which stays the same file with all its names, and dresses it like the first. */
    void rewrite(Path from, Path to) throws IOException;

    /** Gives a thing the mode, owner, extended attributes and time of another. */
    void dress(Path from, Path to) throws IOException;

    /** Sets the owner and then the mode: a change of owner may clear bits of the mode. */
    void permit(Path path, int uid, int gid, int mode) throws IOException;

    /** Sets the time of the last change. */
    void time(Path path, FileTime modified) throws IOException;

    /** Writes a small new file on a shelf, whole or not at all, durable on return. */
    void note(Path file, String text) throws IOException;

    /** The folders above a path, as far as they are missing. */
    default void makeFoldersAbove(Path path) throws IOException {
        Path folder = Store.parent(path);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            makeFoldersAbove(folder);
            makeFolder(folder);
        }
    }

    /**
     * Moves something to where nothing is, and never over what has come there in between. Broken off, both names may be there; then
     * {@link #unlink} of the first finishes it.
     */
    default void bring(Path from, Path to) throws IOException {
        makeFoldersAbove(to);
        if (!At.sameDevice(from, Store.parent(to))) {
            Path making = to.resolveSibling(".brattice-" + At.hash(from));
            if (At.exists(making)) {
                removeTree(making); // an attempt of ours that broke off: nobody else knows the name
            }
            copyTree(from, making);
            if (At.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            rename(making, to);
            removeTree(from);
        } else if (At.isFolder(from)) {
            if (At.exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            rename(from, to); // over an empty folder that came this very moment, and over nothing else
        } else {
            try {
                link(to, from);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (FileSystemException e) {
                // Some systems let nobody link the file of another user.
                if (At.exists(to)) {
                    throw e;
                }
                rename(from, to);
                return;
            }
            unlink(from);
        }
    }

    /** Moves something into the store, where nothing is replaced either: a number is put behind a name that is taken. */
    default void away(Path path, Path aside) throws IOException {
        Path fresh = aside;
        for (int number = 1; At.exists(fresh); number++) {
            fresh = aside.resolveSibling(aside.getFileName() + "." + number);
        }
        makeFoldersAbove(fresh);
        if (At.sameDevice(path, Store.parent(fresh))) {
            rename(path, fresh);
        } else {
            copyTree(path, fresh);
            removeTree(path);
        }
    }

    /** Copies a thing with all that is below it to where nothing is. */
    default void copyTree(Path from, Path to) throws IOException {
        copy(from, to);
        if (At.isFolder(from)) {
            List<Path> entries = At.entries(from);
            for (Path entry : entries) {
                copyTree(entry, to.resolve(from.relativize(entry).toString()));
            }
            dress(from, to); // once more, since what was put into it changed its time
        }
    }

    /** Takes away a thing with all that is below it: of something that has been copied. */
    default void removeTree(Path path) throws IOException {
        if (At.isFolder(path)) {
            for (Path entry : At.entries(path)) {
                removeTree(entry);
            }
        }
        unlink(path);
    }
}
