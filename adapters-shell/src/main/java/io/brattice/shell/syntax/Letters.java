package io.brattice.shell.syntax;

/** What bash's lexer asks about single characters. */
final class Letters {
    private static final boolean[] PLAIN = new boolean[128];
    private static final boolean[] BREAK = new boolean[128];

    static {
        for (int c = 0; c < 128; c++) {
            PLAIN[c] = "\"'\\$`{}*?[~;&|<>() \t\n".indexOf(c) < 0;
        }
        for (int c = 0; c < 128; c++) {
            BREAK[c] = " \t\n;&|<>()".indexOf(c) >= 0;
        }
    }

    private Letters() {}

    /** Stands for itself in the middle of an unquoted word. */
    static boolean isPlain(int c) {
        return c >= 128 || c >= 0 && PLAIN[c];
    }

    /** Ends an unquoted word. */
    static boolean isBreak(int c) {
        return c < 128 && (c < 0 || BREAK[c]);
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isName(int c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isName(String text) {
        if (text.isEmpty() || !isNameStart(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isName(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
