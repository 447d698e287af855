package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text being parsed and the place in it. Joins continued lines: a backslash before a newline is never seen by {@link #peek}. */
final class Source {
    static final int END = -1;

    final String text;
    final Budget budget;
    int pos;
    /** Where reading stops; lowered while a part whose extent is known is read. */
    int end;

    /** Scripts of substitutions by where they begin: bash measures an expansion before it reads it, and so do we. */
    final Map<Integer, Nested> nested = new HashMap<>();

    /** Here-documents by where their operator stands: read in a first pass, part of the tree in a second. */
    final Map<Integer, Body> bodies = new HashMap<>();

    List<Pending> pending = new ArrayList<>();
    /** True inside a substitution, whose closing parenthesis may stand right behind a here-document. */
    boolean closing;

    record Nested(Script script, int end) {}

    record Body(Redirection.Document document, int end) {}

    record Pending(int at, String delimiter, boolean literal, boolean tabs) {}

    Source(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
        this.end = text.length();
    }

    /** The next character, continued lines joined, or {@link #END}. */
    int peek() {
        while (pos < end) {
            char c = text.charAt(pos);
            if (c != '\\' || pos + 1 >= end || text.charAt(pos + 1) != '\n') {
                return c;
            }
            pos += 2;
        }
        return END;
    }

    /** The character that follows {@link #peek}. */
    int peekSecond() {
        return after(1);
    }

    /** The nth character behind {@link #peek}. */
    int after(int count) {
        peek();
        int at = pos;
        for (int left = count; ; left--) {
            while (at + 1 < end && text.charAt(at) == '\\' && text.charAt(at + 1) == '\n') {
                at += 2;
            }
            if (at >= end) {
                return END;
            }
            if (left == 0) {
                return text.charAt(at);
            }
            at++;
        }
    }

    /** The next character without joining lines, for quotes in which nothing is special. */
    int raw() {
        return pos < end ? text.charAt(pos) : END;
    }

    void skip(int count) {
        for (int i = 0; i < count; i++) {
            peek();
            pos++;
        }
    }

    /** Blanks and a comment: what may stand between two tokens of one line. */
    void blanks() {
        while (true) {
            int c = peek();
            if (c == ' ' || c == '\t') {
                pos++;
            } else if (c == '#') {
                int line = text.indexOf('\n', pos);
                pos = line < 0 || line > end ? end : line;
                return;
            } else {
                return;
            }
        }
    }

    SyntaxException error(String what) {
        return error(what, Math.min(pos, text.length()));
    }

    SyntaxException error(String what, int at) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new SyntaxException(what + ", at line " + line + " column " + (text.codePointCount(start, at) + 1));
    }

    /** What stands at the place, for a message. */
    SyntaxException unexpected() {
        int c = peek();
        if (c == END) {
            return error("the command line ends too early");
        }
        if (c == '\n') {
            return error("the line ends too early");
        }
        int to = pos + 1;
        while (to < end && to - pos < 20 && !Letters.isBreak(text.charAt(to)) && !Letters.isBreak((char) c)) {
            to++;
        }
        return error("`" + printable(text.substring(pos, to)) + "` is not expected here");
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return shown.toString();
    }
}
