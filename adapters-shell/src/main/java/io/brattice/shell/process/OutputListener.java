package io.brattice.shell.process;

/** Hears what a command writes while it runs. */
@FunctionalInterface
public interface OutputListener {

    /** Hears nothing. */
    OutputListener NONE = (error, text) -> {};

    /**
     * Told from the thread that reads the output: never two at once for one command, each output in its order and whole, also
     * what the result leaves out. While this runs the command may have to wait. One that throws is not told anything more; the
     * command goes on.
     *
     * @param error true for the error output
     * @param text decoded as UTF-8, undecodable bytes replaced; no character is split between two calls
     */
    void output(boolean error, String text);
}
