package io.brattice.shell.program;

/** Code for what a row cannot say: an operand that is a little language, a command inside a command. */
@FunctionalInterface
interface Reader {

    /**
     * Tells what the call does, beside what the row's options and acts tell. Not called when the call only prints help, or could
     * not be read. Whether it only rehearses is {@link Reading#rehearses}.
     */
    void read(Reading reading, Invocation call, Acts acts);

    /**
     * True when it tells at most that files are looked at, whatever the operands. Then it also hears calls with a word that may turn
     * out to be an option; see {@link Reading#uncertain}.
     */
    default boolean mild() {
        return false;
    }
}
