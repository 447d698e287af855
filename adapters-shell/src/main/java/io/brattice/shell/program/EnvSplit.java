package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Splits a text as {@code env -S} does, which is not as a shell does. Source: {@code build_argv} of GNU coreutils 9.1. */
final class EnvSplit {

    private static final String BLANKS = " \t\n\u000b\f\r";

    private final String text;
    private final Map<String, Term> environment;
    private final List<Term> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean apart = true;
    private boolean single;
    private boolean twice;

    private EnvSplit(String text, Map<String, Term> environment) {
        this.text = text;
        this.environment = environment;
    }

    /** The words; empty when the text is refused, or a variable in it is not known. */
    static Optional<List<Term>> words(String text, Map<String, Term> environment) {
        EnvSplit split = new EnvSplit(text, environment);
        return split.all() ? Optional.of(split.words) : Optional.empty();
    }

    private boolean all() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\'' && !twice) {
                single = !single;
                begin();
                i++;
            } else if (c == '"' && !single) {
                twice = !twice;
                begin();
                i++;
            } else if (BLANKS.indexOf(c) >= 0 && !single && !twice) {
                part();
                i++;
            } else if (c == '#' && apart && !single && !twice) {
                break;
            } else if (c == '\\' && (!single || next == '\\' || next == '\'')) {
                if (next == 'c' && !twice) {
                    break;
                }
                if (next == '_' && !twice) {
                    part();
                } else if (!escaped(next)) {
                    return false;
                }
                i += 2;
            } else if (c == '$' && !single) {
                int end = text.indexOf('}', i);
                Term value = next == '{' && end > 0 ? environment.get(text.substring(i + 2, end)) : null;
                if (value == null || !value.known()) {
                    return false;
                }
                begin();
                word.append(value.text());
                i = end + 1;
            } else {
                begin();
                word.append(c);
                i++;
            }
        }
        part();
        return !single && !twice;
    }

    private boolean escaped(char c) {
        char meant = switch (c) {
            case '"', '#', '$', '\'', '\\' -> c;
            case '_' -> ' ';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> 0;
        };
        if (meant == 0) {
            return false;
        }
        begin();
        word.append(meant);
        return true;
    }

    private void begin() {
        apart = false;
    }

    private void part() {
        if (!apart) {
            words.add(Term.of(word.toString()));
            word.setLength(0);
        }
        apart = true;
    }
}
