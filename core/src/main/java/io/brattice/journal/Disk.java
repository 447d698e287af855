package io.brattice.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Where the journal's bytes go. There is one for use; tests put one in its place that fails. */
interface Disk {

    /** Creates a file of that many zeros, durable with its length. Fails if there is one of this name. */
    Output create(Path file, long length) throws IOException;

    /** Opens a file to write on in it, from {@code position} to {@code length} filled with zeros, durable. */
    Output resume(Path file, long position, long length) throws IOException;

    /** A file being written. An interrupt of the calling thread does it no harm. */
    interface Output extends Closeable {
        void write(long position, byte[] bytes, int length) throws IOException;

        /** Makes what was written durable. What failed must not be tried again: the data may be gone and the retry succeed. */
        void force() throws IOException;

        /** Cuts the file off, and makes that durable. */
        void truncate(long length) throws IOException;
    }
}
