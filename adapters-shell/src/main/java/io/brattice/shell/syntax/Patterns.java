package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;

/** Finds tildes and pattern characters in the unquoted text of a word. */
final class Patterns {
    private final List<Part> parts;
    private final int flags;
    private final List<Part> found = new ArrayList<>();

    Patterns(List<Part> parts, int flags) {
        this.parts = parts;
        this.flags = flags;
    }

    List<Part> found() {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Literal literal) {
                text(literal.text(), i);
            } else {
                found.add(parts.get(i));
            }
        }
        return found;
    }

    private void text(String text, int index) {
        int from = 0;
        boolean last = index == parts.size() - 1;
        boolean assigns = index == 0 && (flags & (Words.TILDE | Words.VALUE)) == Words.TILDE && isAssignment(text);
        boolean value = (flags & Words.VALUE) != 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int to = i;
            Part part = null;
            if (c == '~' && (flags & Words.TILDE) != 0) {
                boolean first = i == 0 && index == 0;
                boolean behind = i > 0
                        && (text.charAt(i - 1) == ':' && (value || assigns) || text.charAt(i - 1) == '=' && assigns);
                if (first || behind) {
                    to = userEnd(text, i + 1, value || assigns);
                    if (to < text.length() || last) {
                        part = new Part.Tilde(text.substring(i + 1, to));
                    } else {
                        to = i;
                    }
                }
            } else if ((flags & Words.GLOBS) != 0) {
                if (c == '*' || c == '?') {
                    to = i + 1;
                    part = new Part.Glob(String.valueOf(c));
                } else if (c == '[') {
                    to = bracketEnd(text, i);
                    if (to > i) {
                        part = new Part.Glob(text.substring(i, to));
                    } else if (mayClose(index)) {
                        to = i + 1;
                        part = new Part.Glob("[");
                    } else {
                        to = i;
                    }
                }
            }
            if (part != null) {
                Words.literal(found, text.substring(from, i));
                found.add(part);
                from = to;
                i = to - 1;
            }
        }
        Words.literal(found, text.substring(from));
    }

    private static boolean isAssignment(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && Assignments.isTarget(text.substring(0, equals + 1));
    }

    private static int userEnd(String text, int from, boolean colon) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '/' && !(colon && text.charAt(i) == ':')) {
            i++;
        }
        return i;
    }

    /** True when a bracket that is open at the end of this text may be closed by something behind it. */
    private boolean mayClose(int index) {
        for (int i = index + 1; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Part.Literal literal
                    ? literal.text().indexOf(']') >= 0
                    : part.staticValue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Where the bracket expression at {@code from} ends, or {@code from} when it is none. */
    private static int bracketEnd(String text, int from) {
        int i = from + 1;
        if (i < text.length() && (text.charAt(i) == '!' || text.charAt(i) == '^')) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ']') {
                return i + 1;
            }
            if (c == '[' && i + 1 < text.length() && ":.=".indexOf(text.charAt(i + 1)) >= 0) {
                int close = text.indexOf(text.charAt(i + 1) + "]", i + 2);
                if (close > 0) {
                    i = close + 2;
                    continue;
                }
            }
            i++;
        }
        return from;
    }
}
