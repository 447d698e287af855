package io.brattice.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is on the machine: looked at, never touched. Every look is bounded, and one that fails tells the worst.
 *
 * <p>Paths are absolute. {@code ..} means what the operating system makes of it: it is resolved after links, by {@link #real}.
 */
public interface World {

    /** What is at a path, its last name not followed. */
    enum Kind {
        NOTHING,
        FILE,
        FOLDER,
        LINK,
        /** A device, a pipe, a socket. */
        OTHER,
        /** It could not be looked at. */
        UNKNOWN;

        /** True when something is there, or may be. */
        public boolean exists() {
            return this != NOTHING;
        }
    }

    /** What is at a path. */
    Kind kind(Path path);

    /** What a path leads to once links are followed; NOTHING for a dangling one. */
    Kind followed(Path path);

    /**
     * The path with every link on the way resolved, and names spelled as they are on the disk, but its last name as given: what
     * {@code rm} and {@code mv} touch. The part that does not exist is kept as it is. Empty when it cannot be told.
     */
    Optional<Path> real(Path path);

    /** The same with the last name followed too: what a redirection writes to. */
    Optional<Path> target(Path path);

    /** The names in a folder, in no order; empty when it cannot be told, or there are more than some ten thousand. */
    Optional<List<String>> names(Path folder);

    /** What a text file holds; empty when it is not there, not text, or longer than {@code most} bytes. */
    Optional<String> text(Path file, int most);

    /** The size of a file in bytes; 0 when it cannot be told. */
    long size(Path file);

    /** True when this world supposes things that were not looked at; then nothing may be started to look closer. */
    boolean supposes();

    /** True when the worst is to be supposed of what is not here: that it exists, is the only copy, and is in no repository. */
    boolean worst();

    /** True when commands run as root: then nothing has more rights. False where that is not known. */
    default boolean isRoots() {
        return false;
    }

    /**
     * True when an earlier call of the session is supposed to have made what is at a path, where nothing was. A world that supposes nothing does
     * not know.
     */
    default boolean isMade(Path path) {
        return false;
    }

    /** How many nanoseconds were spent looking so far, on this thread. */
    long nanos();
}
