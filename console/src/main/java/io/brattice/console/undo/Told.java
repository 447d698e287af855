package io.brattice.console.undo;

import java.io.IOException;
import picocli.CommandLine;

/** Runs a command, and tells in one line why it could not. */
public final class Told {

    /** All that was asked for. */
    public static final int DONE = 0;

    /** Nothing was done. */
    public static final int NOT_DONE = 1;

    /** The command line was not understood. */
    public static final int MISUNDERSTOOD = 2;

    /** Not all that was asked for. */
    public static final int SOMETHING_LEFT = 3;

    /** Something cannot be read or written. */
    public static final int UNREADABLE = 4;

    private Told() {}

    /** What a command does, and its exit code. */
    public interface Work {
        /** Does it. */
        int run() throws IOException, UnknownId;
    }

    /** The exit code of this work. */
    public static int by(CommandLine command, Work work) {
        try {
            return work.run();
        } catch (UnknownId e) {
            command.getErr().println("brattice: " + e.getMessage());
            return MISUNDERSTOOD;
        } catch (IOException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return UNREADABLE;
        } finally {
            command.getOut().flush();
        }
    }
}
