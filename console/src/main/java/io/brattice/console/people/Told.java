package io.brattice.console.people;

import java.io.IOException;
import picocli.CommandLine;

/** Runs a command, and tells in one line why it could not. */
final class Told {

    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int MISUNDERSTOOD = 2;
    static final int NOT_TAKEN = 3;
    static final int UNREADABLE = 4;

    private Told() {}

    interface Work {
        int run() throws IOException, Refusal;
    }

    /** Why nothing was done, for whom to tell. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        Refusal(int code, String why) {
            super(why);
            this.code = code;
        }
    }

    static int by(CommandLine command, Work work) {
        try {
            return work.run();
        } catch (Refusal e) {
            command.getErr().println("brattice: " + e.getMessage());
            return e.code;
        } catch (IOException e) {
            command.getErr().println("brattice: " + e.getMessage());
            return UNREADABLE;
        } finally {
            command.getOut().flush();
        }
    }
}
