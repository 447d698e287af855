package io.brattice.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a plain command into its words, as bash would: static quotes and backslashes, a leading {@code ~/}, nothing else.
 *
 * <p>Whatever bash could read differently (expansions, lists, redirections, globs, comments, control characters, a quoted
 * command name) is {@link Opaque}.
 */
final class Words {

    private static final int LONGEST = 1 << 16;
    private static final String PLAIN = "_-./,:@%+=";

    private final String line;
    private final String home;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private Words(String line, String home) {
        this.line = line;
        this.home = home;
    }

    /** The words, at least one. */
    static List<String> of(String line, String home) {
        if (line.length() > LONGEST) {
            throw new Opaque("it is longer than 65536 characters");
        }
        line.codePoints().forEach(Words::refuseHidden);
        Words words = new Words(line, home);
        words.split();
        if (words.words.isEmpty()) {
            throw new Opaque("it has no words");
        }
        return List.copyOf(words.words);
    }

    private void split() {
        while (at < line.length()) {
            char c = line.charAt(at);
            switch (c) {
                case ' ' -> end();
                case '\'' -> single();
                case '"' -> doubled();
                case '\\' -> escaped();
                case '~' -> tilde();
                default -> plain(c);
            }
            at++;
        }
        end();
    }

    private void plain(char c) {
        boolean letter = Character.isLetterOrDigit(c) || c > 0x9f;
        if (!letter && PLAIN.indexOf(c) < 0) {
            throw new Opaque("it has an unquoted " + c);
        }
        if (c == '=' && words.isEmpty()) {
            throw new Opaque("it begins with an assignment");
        }
        inWord = true;
        word.append(c);
    }

    private void single() {
        refuseInName();
        int close = line.indexOf('\'', at + 1);
        if (close < 0) {
            throw new Opaque("a quote is not closed");
        }
        inWord = true;
        word.append(line, at + 1, close);
        at = close;
    }

    private void doubled() {
        refuseInName();
        inWord = true;
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            char c = line.charAt(at);
            if (c == '$' || c == '`') {
                throw new Opaque("it has an expansion");
            }
            if (c == '\\') {
                at++;
                if (at >= line.length() || "\"\\$`".indexOf(line.charAt(at)) < 0) {
                    throw new Opaque("it has a backslash in quotes");
                }
                c = line.charAt(at);
            }
            word.append(c);
        }
        if (at >= line.length()) {
            throw new Opaque("a quote is not closed");
        }
    }

    private void escaped() {
        refuseInName();
        at++;
        if (at >= line.length()) {
            throw new Opaque("it ends with a backslash");
        }
        inWord = true;
        word.appendCodePoint(line.codePointAt(at));
        at += Character.charCount(line.codePointAt(at)) - 1;
    }

    private void tilde() {
        if (inWord && word.indexOf("=") < 0 && word.indexOf(":") < 0) {
            word.append('~');
            return;
        }
        boolean alone = at + 1 >= line.length() || line.charAt(at + 1) == ' ' || line.charAt(at + 1) == '/';
        if (inWord || !alone || words.isEmpty()) {
            throw new Opaque("it has a ~ that is not one's own home folder");
        }
        inWord = true;
        word.append(home);
    }

    private void refuseInName() {
        if (words.isEmpty()) {
            throw new Opaque("its name is quoted");
        }
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private static void refuseHidden(int c) {
        boolean hidden = switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
        if (c == '\n') {
            throw new Opaque("it has several lines");
        }
        if (hidden) {
            throw new Opaque("it has a control or an invisible character");
        }
    }
}
