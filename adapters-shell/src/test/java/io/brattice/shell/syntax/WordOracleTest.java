package io.brattice.shell.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordOracleTest {
    private static final String[] PLAIN = {
        "a",
        "b",
        "rm",
        "-rf",
        "x=",
        "1",
        "é",
        ".",
        "/",
        ":",
        "=",
        ",",
        "{",
        "}",
        "{a,b}",
        "{1..3}",
        "{b..d}",
        "{03..1}",
        "..",
        "{,x}",
        "{x,}",
        "{a..c..2}",
        "@",
        "%",
        "+",
        "^",
        "!",
        "]",
        "#",
        "{-2..2}",
        "{1..9..4}",
        "{a,{b,c}}",
        "{}",
        "{a}",
        "\\\n"
    };
    private static final String[] ESCAPES = {
        "\\n",
        "\\t",
        "\\\\",
        "\\'",
        "\\\"",
        "\\x41",
        "\\x4",
        "\\101",
        "\\60",
        "\\u00e9",
        "\\u41",
        "\\U1F600",
        "\\e",
        "\\E",
        "\\a",
        "\\b",
        "\\f",
        "\\r",
        "\\v",
        "\\?",
        "\\cA",
        "\\c[",
        "\\q",
        "\\xg",
        "\\u",
        "\\0",
        "\\x00z",
        "a",
        " ",
        "$",
        "`",
        "\"",
        "é",
        "{a,b}",
        "\\c?",
        "\\1",
        "\\xc3\\xa9",
        "\\ca",
        "\\c\\\\",
        "\\M",
        "\\-"
    };
    private static final String[] INSIDE = {
        "a", " ", "  ", "\\$", "\\`", "\\\"", "\\\\", "\\a", "\\'", "'", "{a,b}", "#", "\\\n", "\n", "é", "*", "$ ",
        "$%", "!", "~"
    };
    private static final String[] SINGLE = {"a", " ", "\\", "\"", "$x", "`", "\n", "\\\n", "{a,b}", "*", "é", "#"};

    @TempDir
    Path folder;

    @Test
    void wordsOfStaticCommandsAreThoseOfBash() throws Exception {
        long seed = 20_260_101;
        Random random = new Random(seed);
        int lines = Boolean.getBoolean("brattice.long") ? 40_000 : 4_000;
        List<String> texts = new ArrayList<>();
        List<List<String>> ours = new ArrayList<>();
        int opaque = 0;
        while (texts.size() < lines) {
            String line = line(random);
            List<String> words = new ArrayList<>();
            boolean known = true;
            Script script;
            try {
                script = Parser.parse(line);
            } catch (SyntaxException e) {
                throw new AssertionError("seed " + seed + ", line `" + line + "`", e);
            }
            Command.Simple command = (Command.Simple)
                    script.items().get(0).first().stages().get(0).command();
            for (Word word : command.words().subList(1, command.words().size())) {
                Optional<List<String>> expanded = Expanded.words(word);
                known &= expanded.isPresent();
                expanded.ifPresent(words::addAll);
            }
            if (known) {
                texts.add(line);
                ours.add(words);
            } else {
                opaque++;
            }
        }
        assertEquals(ours, bash(texts), "seed " + seed);
        assertTrue(opaque < lines / 10, opaque + " of " + lines + " are not known");
    }

    @SuppressWarnings("OrphanedFormatString") // a format for bash's printf
    private List<List<String>> bash(List<String> texts) throws Exception {
        Path script = folder.resolve("lines");
        StringBuilder all = new StringBuilder("set -f\nr() { printf '%s\\0' \"$#\" \"$@\"; }\n");
        texts.forEach(text -> all.append(text).append('\n'));
        Files.writeString(script, all);
        String[] out = new Bash(folder).run(folder, "source ./lines").split("\0", -1);
        List<List<String>> answers = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < texts.size(); i++) {
            int count = Integer.parseInt(out[at++]);
            answers.add(List.of(out).subList(at, at + count));
            at += count;
            // shows the first difference by its line
        }
        return answers;
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder("r");
        int words = random.nextInt(4);
        for (int i = 0; i < words; i++) {
            line.append(' ');
            int pieces = 1 + random.nextInt(4);
            boolean first = true;
            for (int j = 0; j < pieces; j++) {
                String piece = piece(random);
                if (first && (piece.startsWith("#") || piece.isEmpty())) {
                    piece = "a";
                }
                line.append(piece);
                first = first && piece.equals("\\\n");
            }
        }
        return line.toString();
    }

    private static String piece(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "'" + some(random, SINGLE) + "'";
            case 1 -> "\"" + some(random, INSIDE) + "\"";
            case 2 -> "$'" + some(random, ESCAPES) + "'";
            case 3 -> "\\" + "a'\"\\$` {},*é~#;&|<>".charAt(random.nextInt(17));
            default -> PLAIN[random.nextInt(PLAIN.length)];
        };
    }

    private static String some(Random random, String[] choices) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(choices[random.nextInt(choices.length)]);
        }
        return text.toString();
    }
}
