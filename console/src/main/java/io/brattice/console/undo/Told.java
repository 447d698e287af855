package io.brattice.console.undo;

import java.io.IOException;
import picocli.CommandLine;

/** Runs a command, and tells in one line why it could not. */
final class Told {

    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int MISUNDERSTOOD = 2;
    static final int SOMETHING_LEFT = 3;
    static final int UNREADABLE = 4;

    private Told() {}

    interface Work {
        int run() throws IOException, UnknownId;
    }

    static int by(CommandLine command, Work work) {
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
