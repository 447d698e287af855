package io.brattice.files.store;

/** What the parts of a store are called. */
final class Names {

    /** Held by all who keep or restore something, and by one alone who removes something. */
    static final String LOCK = "lock";

    static final String VERSION = "version";
    static final String USAGE = "usage";
    static final String BLOBS = "blobs";
    static final String DAMAGED = "damaged";

    /** What is to be removed: nobody looks there any more. */
    static final String DOOMED = "doomed";

    /** Below the blobs: what is being written. Also the beginning of the names of other such files. */
    static final String FRESH = "new";

    /** On a shelf: all of it is there, and durable, once this is. */
    static final String MANIFEST = "manifest.json";

    /** On a shelf: the beginning of the names of lists of blobs that it needs. */
    static final String REFERENCES = "blobs";

    /** On a shelf: its call was taken back. */
    static final String DONE = "done";

    private Names() {}
}
