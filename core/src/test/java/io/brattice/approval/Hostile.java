package io.brattice.approval;

import java.util.SplittableRandom;

/** Texts that try to act, hide, break out or look like others. */
final class Hostile {

    private static final String[] PIECES = {
        "\"",
        "\\",
        "\\\"",
        "\n",
        "\r\n",
        "\t",
        "\u001b[2J",
        "\u001b]8;;http://x\u0007",
        "\u009b31m",
        "\u202e",
        "\u200b",
        "\u2066",
        "\u2028",
        "\udb40\udc41",
        "\ufe0f",
        "\u00a0",
        "\u3164",
        "\ud800",
        "\udc00",
        "\b\b\b",
        "\u0430",
        "\uff52",
        "\u05d0",
        "\u0301",
        "  ",
        " ".repeat(9),
        " = ",
        ", ",
        "|",
        "agent| ",
        "arguments: ",
        "\\u{20*9}",
        "\\n",
        "null",
        "true",
        "1",
        "{}",
        "[]",
        "list of 1",
        "/",
        "~",
        "~1",
        ".",
        "a",
        "b",
        "0",
        "\u65e5",
        "\ud83d\ude00",
        "'",
        "`",
        " ... 12 characters more: open 1",
        "\u0000",
        "\u007f",
        "\ufffd",
        "\u2800",
        "\u0336"
    };

    private Hostile() {}

    static String text(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(most);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 1 -> text.append((char) random.nextInt(0x3000));
                default -> text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }

    /** The same without half surrogate pairs, which arguments refuse. */
    static String wellFormed(SplittableRandom random, int most) {
        String text = text(random, most);
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .filter(c -> c > 0xffff || !Character.isSurrogate((char) c))
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** An oracle of its own, by category: true if anything but plain visible characters is there. */
    static boolean acts(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> (c >= 0xfe00 && c <= 0xfe0f) || c >= 0xe0000 || c == 0x3164 || c == 0x2800;
        });
    }
}
