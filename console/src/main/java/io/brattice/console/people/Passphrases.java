package io.brattice.console.people;

import java.io.Console;
import java.io.IOException;
import java.util.Arrays;

/** Where passphrases come from: a person who types them, unseen. From no argument, variable, file or pipe. */
interface Passphrases {

    /** What was typed; the caller clears it. */
    char[] read(String prompt) throws IOException;

    /** The terminal of this process. */
    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21; from 22 on isTerminal tells
    static Passphrases ofTerminal() {
        return prompt -> {
            Console console = System.console();
            if (console == null || !isTerminal(console)) {
                throw nobody();
            }
            char[] typed = console.readPassword("%s > ", prompt);
            if (typed == null) {
                throw new IOException("no passphrase was typed; nothing was done");
            }
            return typed;
        };
    }

    /** A new one, typed twice. */
    default char[] readTwice(String prompt) throws IOException {
        char[] once = read(prompt);
        char[] again = read("the same again");
        boolean same = Arrays.equals(once, again);
        Arrays.fill(again, ' ');
        if (!same) {
            Arrays.fill(once, ' ');
            throw new IOException("these were two different passphrases; nothing was done");
        }
        return once;
    }

    private static IOException nobody() {
        return new IOException("a passphrase is typed at a terminal, and there is none; it is read from nowhere else");
    }

    /** {@code Console.isTerminal}, which came with JDK 22; before that a console always was one. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
