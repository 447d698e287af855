package io.brattice.shell;

import io.brattice.shell.ShellState.Value;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bash's arithmetic, as far as it is sums of numbers and variables: enough to count in a loop. Bash evaluates what a variable holds as
 * an expression again, and a subscript in it as a word: so anything else is asked whether it may run code.
 */
final class Arithmetic {

    private static final int LONGEST = 1000;

    private final String text;
    private final Function<String, Value> variables;
    private int at;

    private Arithmetic(String text, Function<String, Value> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** The value; empty for everything that is not modelled. */
    static Optional<Long> value(String text, Function<String, Value> variables) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.isBlank()) {
            return Optional.of(0L);
        }
        Arithmetic reading = new Arithmetic(text, variables);
        @Nullable Long value = reading.sum();
        reading.blanks();
        return value == null || reading.at < text.length() ? Optional.empty() : Optional.of(value);
    }

    /** True when evaluating it could run a command: a subscript, a substitution, or a variable that may hold one. */
    static boolean mayRunCode(String text, Function<String, Value> variables) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' || c == '$' || c == '`') {
                return true;
            }
            boolean begins = isNameStart(c) && (i == 0 || !isNamePart(text.charAt(i - 1)));
            if (begins) {
                int end = i;
                while (end < text.length() && isNamePart(text.charAt(end))) {
                    end++;
                }
                Value held = variables.apply(text.substring(i, end));
                boolean harmless = held.elements().isEmpty() || held.numeric();
                if (!harmless) {
                    return true;
                }
                i = end - 1;
            }
        }
        return false;
    }

    private @Nullable Long sum() {
        @Nullable Long left = product();
        while (left != null) {
            blanks();
            if (!next('+') && !next('-')) {
                return left;
            }
            char sign = text.charAt(at - 1);
            if (at < text.length() && (text.charAt(at) == sign || text.charAt(at) == '=')) {
                return null;
            }
            @Nullable Long right = product();
            left = right == null ? null : Long.valueOf(sign == '+' ? left + right : left - right);
        }
        return null;
    }

    private @Nullable Long product() {
        @Nullable Long left = atom();
        while (left != null) {
            blanks();
            if (at >= text.length() || "*/%".indexOf(text.charAt(at)) < 0) {
                return left;
            }
            char operator = text.charAt(at++);
            if (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '=')) {
                return null;
            }
            @Nullable Long right = atom();
            if (right == null || (operator != '*' && right == 0)) {
                return null;
            }
            left = operator == '*' ? left * right : operator == '/' ? left / right : left % right;
        }
        return null;
    }

    private @Nullable Long atom() {
        blanks();
        if (next('(')) {
            @Nullable Long inner = sum();
            blanks();
            return inner != null && next(')') ? inner : null;
        }
        if (next('-')) {
            @Nullable Long inner = at < text.length() && text.charAt(at) == '-' ? null : atom();
            return inner == null ? null : Long.valueOf(-inner);
        }
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            return null;
        }
        String word = text.substring(start, at);
        if (!isNameStart(word.charAt(0))) {
            return number(word);
        }
        Value value = variables.apply(word);
        if (value.elements().isEmpty()) {
            return 0L;
        }
        return value.numeric() && value.scalar().known() ? number(value.scalar().text()) : null;
    }

    private static @Nullable Long number(String word) {
        boolean decimal = word.equals("0") || (word.charAt(0) != '0' && word.length() <= 18);
        try {
            return decimal ? Long.valueOf(word) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\n')) {
            at++;
        }
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }
}
