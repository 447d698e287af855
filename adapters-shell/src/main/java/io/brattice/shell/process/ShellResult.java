package io.brattice.shell.process;

import java.util.Objects;

/**
 * What a command answered. A command that fails is a result, not an error: it may have done part of its work.
 *
 * @param exit its exit status; 124 when its time was up, 130 when it was cancelled; 128 and the signal when it died of one
 * @param stdout what it wrote, undecodable bytes replaced
 * @param stderr the same for its error output
 * @param truncated true when it wrote more than the limit: a line in the text says how much is missing and where
 * @param ending how it came to its end
 * @param left how many processes it left running when it ended by itself; they were ended then
 */
public record ShellResult(int exit, String stdout, String stderr, boolean truncated, Ending ending, int left) {

    /** How a command came to its end. */
    public enum Ending {
        /** By itself, or by a signal that is not ours. */
        ITSELF,
        /** Its time was up: it was killed. */
        TIME_IS_UP,
        /** It was cancelled: it was killed. */
        CANCELLED
    }

    public ShellResult {
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
        Objects.requireNonNull(ending, "ending");
    }

    /** A command that came to its end by itself and left nothing running. */
    public ShellResult(int exit, String stdout, String stderr, boolean truncated) {
        this(exit, stdout, stderr, truncated, Ending.ITSELF, 0);
    }

    /** True when its time was up. Its exit status alone does not tell: a command may answer 124 by itself. */
    public boolean timedOut() {
        return ending == Ending.TIME_IS_UP;
    }
}
