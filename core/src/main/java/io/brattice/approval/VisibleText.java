package io.brattice.approval;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Turns any text into text that is safe to put before a person.
 *
 * <p>Guarantees: total; injective, so that two different texts never look the same; no character of the result acts, hides,
 * reorders, overwrites or ends a line. What is not shown as it is becomes {@code \}{@code u{202e}}: controls, bidi and
 * zero-width characters, tags, variation selectors, fillers, unusual spaces, unassigned and private code points, lone
 * surrogates, marks beyond three to a letter, letters that pass for others. A backslash is doubled, a line end is
 * {@code \n}, and a run of more than eight spaces is counted, {@code \}{@code u{20*400}}. Right-to-left letters stay only in
 * a text of nothing but such letters: anywhere else a terminal may reorder what stands beside them.
 *
 * <p>Does not: make text safe inside HTML, Markdown or a chat's markup. Such a channel escapes the result once more.
 */
public final class VisibleText {

    private static final int MARKS_TO_A_LETTER = 3;
    private static final int SPACES_AS_THEY_ARE = 8;

    private VisibleText() {}

    /** On one line. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** On one line in double quotes, with those inside escaped: it ends where it seems to end. */
    static String quoted(String text) {
        return '"' + shown(text, true) + '"';
    }

    /**
     * A line of a file, for people who compare two: as it is, but for what would act, hide or reorder. Unlike {@link #line}, it leaves
     * backslashes, tabs and spaces, so that two lines may look the same that are not.
     */
    public static String source(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || isHidden(c) || isRightToLeft(c)) {
                append(shown, c);
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Bare where the text is of letters, digits and {@code . / ~ - _ : @ % + #}; else quoted. */
    public static String name(String text) {
        return isBare(text) ? text : quoted(text);
    }

    /** One element for each line of the text, to be shown behind a margin. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(line(text.substring(from, end)));
            from = end + 1;
        }
        lines.add(line(text.substring(from)));
        return lines;
    }

    /** True for what would act on or hide from a reader, were it shown as it is; line ends and tabs are not counted. */
    static boolean isHidden(int c) {
        return c != '\n' && c != '\t' && !isVisible(c);
    }

    /** Reads back {@link #line}. */
    static String read(String shown) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.length(); ) {
            char c = shown.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = shown.charAt(i++);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    int end = shown.indexOf('}', i);
                    String[] cells = shown.substring(i + 1, end).split("\\*", -1);
                    int times = cells.length > 1 ? Integer.parseInt(cells[1]) : 1;
                    text.append(
                            Character.toString(Integer.parseInt(cells[0], 16)).repeat(times));
                    i = end + 1;
                }
                default -> text.append(kind);
            }
        }
        return text.toString();
    }

    private static String shown(String text, boolean quote) {
        if (isPlainAscii(text)) {
            return text;
        }
        BitSet lookAlikes = isAscii(text) ? new BitSet() : LookAlikes.table().in(text);
        boolean rightToLeft = isOnlyRightToLeft(text);
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int marks = MARKS_TO_A_LETTER; // used up: no letter yet that could carry one
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == ' ') {
                int end = endOfSpaces(text, i);
                appendSpaces(shown, end - i);
                i = end - 1;
                marks = MARKS_TO_A_LETTER;
                continue;
            }
            boolean mark = isMark(c);
            boolean asItIs = isVisible(c)
                    && !lookAlikes.get(i)
                    && (rightToLeft || !isRightToLeft(c))
                    && (!mark || marks < MARKS_TO_A_LETTER)
                    && c != '\\'
                    && !(quote && c == '"');
            if (asItIs) {
                shown.appendCodePoint(c);
            } else {
                append(shown, c);
            }
            if (!mark) {
                marks = asItIs && Character.isLetter(c) ? 0 : MARKS_TO_A_LETTER;
            } else {
                marks++;
            }
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\\' -> shown.append("\\\\");
            case '"' -> shown.append("\\\"");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> shown.append("\\u{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static void appendSpaces(StringBuilder shown, int count) {
        if (count <= SPACES_AS_THEY_ARE) {
            shown.append(" ".repeat(count));
        } else {
            shown.append("\\u{20*").append(count).append('}');
        }
    }

    private static int endOfSpaces(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static boolean isPlainAscii(String text) {
        int spaces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            spaces = c == ' ' ? spaces + 1 : 0;
            if (c < ' ' || c >= 0x7f || c == '\\' || c == '"' || spaces > SPACES_AS_THEY_ARE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBare(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !(Character.isLetterOrDigit(c) || "./~-_:@%+#".indexOf(c) >= 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isVisible(int c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.ENCLOSING_MARK -> false;
            default -> !isBlank(c);
        };
    }

    /** Drawn as nothing, or over what stands before, although their category says otherwise. */
    private static boolean isBlank(int c) {
        return c == 0x34f // combining grapheme joiner
                || (c >= 0x334 && c <= 0x338) // overlays: they strike through
                || c == 0x115f
                || c == 0x1160
                || c == 0x3164
                || c == 0xffa0 // Hangul fillers
                || c == 0x17b4
                || c == 0x17b5 // Khmer inherent vowels
                || (c >= 0x180b && c <= 0x180f) // Mongolian selectors
                || (c >= 0x20d0 && c <= 0x20ff) // marks for symbols, many of them overlays
                || c == 0x2800 // Braille blank
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0000 && c <= 0xe0fff) // variation selectors and tags
                || c == 0xfffc
                || c == 0xfffd // what other programs put in place of something else
                || c == 0x16fe4
                || c == 0x1d159; // Khitan filler, null note head
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isOnlyRightToLeft(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            boolean letter = isRightToLeft(c) && Character.isLetter(c);
            if (c != ' ' && !letter && !isMark(c)) {
                return false;
            }
        }
        return true;
    }

    /** {@code U+202E RIGHT-TO-LEFT OVERRIDE}. */
    static String nameOf(int c) {
        String name = Character.getName(c);
        return String.format(Locale.ROOT, "U+%04X %s", c, name == null ? "unassigned" : name);
    }
}
