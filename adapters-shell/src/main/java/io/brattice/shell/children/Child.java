package io.brattice.shell.children;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A command that its session started and left running, as it was when it was looked at.
 *
 * @param id how the session calls it
 * @param command the line
 * @param since when it was started
 * @param exit its exit status; empty while it runs; 124 when its time was up, 130 when it was stopped, 128 and the signal when it died of one
 * @param output the last lines of what it wrote, outputs and error outputs as they came
 */
public record Child(String id, String command, Instant since, OptionalInt exit, String output) {

    public Child {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(exit, "exit");
        Objects.requireNonNull(output, "output");
    }

    /** True for one that has not ended. */
    public boolean running() {
        return exit.isEmpty();
    }
}
