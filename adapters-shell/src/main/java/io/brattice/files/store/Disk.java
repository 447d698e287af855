package io.brattice.files.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** All that this package writes goes through here, one operation at a time. There is one for use; tests put one in its place that stops. */
interface Disk {

    /** Makes a folder that only its owner may enter. Fails if something is there. */
    void createFolder(Path folder) throws IOException;

    /** Makes a file that only its owner may read. Fails if something is there. */
    Output create(Path file) throws IOException;

    /** Renames in one step; what has the new name is replaced, unless it is a folder with something in it. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file a second name. Fails if something has it. */
    void link(Path name, Path existing) throws IOException;

    /** Removes one file, link or empty folder. */
    void delete(Path path) throws IOException;

    /** Lets the owner in, and lets him change what is in it. */
    void open(Path folder) throws IOException;

    void touch(Path file, Instant when) throws IOException;

    /** Brings one file, or the names in a folder, to the disk. */
    void force(Path path) throws IOException;

    /** Brings everything on a folder's file system to the disk; false where there is no way to ask for that. */
    boolean sync(Path folder) throws IOException;

    /** Makes a file that shares its blocks with another until one is written to; false where that cannot be had, and then nothing is there. */
    boolean share(Path from, Path to) throws IOException;

    /** A file being written, from its start on. */
    interface Output extends Closeable {
        void write(byte[] bytes, int from, int length) throws IOException;

        /** Leaves a hole. Something must be written behind it. */
        void skip(long length) throws IOException;
    }
}
