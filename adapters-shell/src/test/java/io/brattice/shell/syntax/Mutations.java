package io.brattice.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts near the border of what bash accepts: real ones with a token or a character changed. */
final class Mutations {
    private static final String LETTERS = "\"'`$(){}[]<>|&;!#~*?=\\ \n\ta1-:@,+/%^._éx\r";
    private static final String[] TOKENS = {
        ";",
        "&",
        "|",
        "&&",
        "||",
        ";;",
        ";&",
        ";;&",
        "(",
        ")",
        "((",
        "))",
        "{",
        "}",
        "[[",
        "]]",
        "if",
        "then",
        "else",
        "elif",
        "fi",
        "for",
        "in",
        "do",
        "done",
        "while",
        "until",
        "case",
        "esac",
        "select",
        "function",
        "coproc",
        "time",
        "!",
        "\n",
        "<",
        ">",
        ">>",
        "<<",
        "<<-",
        "<<<",
        "<&",
        ">&",
        "&>",
        "&>>",
        "<>",
        ">|",
        "|&",
        "2>&1",
        "<<E",
        "\nE\n",
        "$(",
        "${",
        "$((",
        "`",
        "\"",
        "'",
        "$'",
        "<(",
        ">(",
        "a=",
        "a=(",
        "a[1]=",
        "a+=",
        "declare",
        "f()",
        "#",
        "{a,b}",
        "${x:-",
        "x",
        "-p",
        "--",
        "==",
        "=~",
        "-f",
        "<",
        "$x",
        "\\",
        "\\\n",
        "$[",
        "]",
        "@(",
        "!(",
        "{x}>",
        "1",
        "-"
    };

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    String mutate(String text) {
        String changed = text;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            changed = random.nextInt(3) == 0 ? letters(changed) : tokens(changed);
        }
        return changed;
    }

    private String letters(String text) {
        int at = random.nextInt(text.length() + 1);
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        int to = Math.min(text.length(), at + 1);
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + letter + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            default -> text.substring(0, at) + letter + text.substring(to);
        };
    }

    private String tokens(String text) {
        List<String> tokens = split(text);
        if (tokens.isEmpty()) {
            return TOKENS[random.nextInt(TOKENS.length)];
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> {
                String other = tokens.set(at, tokens.get(random.nextInt(tokens.size())));
                tokens.add(random.nextInt(tokens.size() + 1), other);
            }
            case 3 -> tokens.add(at, " " + TOKENS[random.nextInt(TOKENS.length)] + " ");
            default -> tokens.add(at, TOKENS[random.nextInt(TOKENS.length)]);
        }
        return String.join("", tokens);
    }

    private static List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from + 1;
            while (to < text.length()
                    && kind(text.charAt(to)) == kind(text.charAt(from))
                    && kind(text.charAt(from)) < 2) {
                to++;
            }
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    private static int kind(char c) {
        return Character.isLetterOrDigit(c) ? 0 : c == ' ' ? 1 : 2;
    }
}
