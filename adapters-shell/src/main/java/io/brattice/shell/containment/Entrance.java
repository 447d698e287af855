package io.brattice.shell.containment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A way into a cell, for one command that is run once.
 *
 * @param command enters and becomes the contained command: its outputs, its exit status
 * @param refusal made, where nothing contained can reach, when the cell could not be entered
 */
public record Entrance(List<String> command, Path refusal) {

    /** The exit status of a command that could not enter. A contained command may answer the same: {@link #wasRefused} tells. */
    public static final int REFUSED = 125;

    public Entrance {
        command = List.copyOf(command);
        Objects.requireNonNull(refusal, "refusal");
    }

    /**
     * True when the cell could not be entered, and so the command has not run; known once {@link #command} has ended. Nothing that runs
     * inside can make this true. After a kill from outside it is false, even if there was no time to enter.
     */
    public boolean wasRefused() {
        boolean refused = Files.exists(refusal);
        if (refused) {
            refusal.toFile().deleteOnExit();
        }
        return refused;
    }
}
