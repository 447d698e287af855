package io.brattice;

import org.jspecify.annotations.Nullable;

/** Turns a throwable into one plain line for reasons and logs. */
final class Problem {

    private static final int LONGEST = 300;

    private Problem() {}

    static String line(@Nullable Throwable error) {
        if (error == null) {
            return "no cause given";
        }
        String kind = error.getClass().getSimpleName();
        String message = message(error);
        return clean(message == null || message.isBlank() ? kind : kind + ": " + message);
    }

    /** A failure is somebody else's code too: one that cannot be read must not keep its call from being ended. */
    private static @Nullable String message(Throwable error) {
        try {
            return error.getMessage();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return "its message cannot be read";
        }
    }

    /** One line, no control characters, at most 300 characters. */
    static String clean(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE
                        ? ' '
                        : c)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
