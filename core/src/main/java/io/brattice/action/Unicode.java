package io.brattice.action;

import java.util.HexFormat;

/** What a text is made of: whether it has a UTF-8 form at all, and how to show it in a line that nobody can forge. */
final class Unicode {
    private static final int EXCERPT = 60;
    private static final String CUT = "…";
    private static final HexFormat HEX = HexFormat.of();

    private Unicode() {}

    /** Whether half of a surrogate pair stands alone, so that no UTF-8 form exists. */
    static boolean hasUnpairedSurrogate(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** An excerpt of at most 60 characters, to be quoted in a message. */
    static String visible(String text) {
        return visible(text, EXCERPT);
    }

    /**
     * At most {@code limit} characters of a text on one line. What acts on a terminal, hides, reorders or ends the quote
     * (controls, line ends, bidi and zero-width characters, tags, unusual spaces, lone surrogates, back-ticks) is written
     * as {@code \}{@code uXXXX}; what was left out is marked by an ellipsis.
     */
    static String visible(String text, int limit) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), limit));
        int lastCut = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (shown.length() + CUT.length() <= limit) {
                lastCut = shown.length();
            }
            append(shown, codePoint);
            if (shown.length() > limit) {
                shown.setLength(lastCut);
                return shown.append(CUT).toString();
            }
            i += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (isPlain(codePoint)) {
            shown.appendCodePoint(codePoint);
            return;
        }
        for (char half : Character.toChars(codePoint)) {
            shown.append("\\u").append(HEX.toHexDigits(half));
        }
    }

    private static boolean isPlain(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ' && codePoint != '`';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
