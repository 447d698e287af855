package io.brattice.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what makes a command line look like another one.
 *
 * <p>Each warning is one clause for people, about the line, in an order that is always the same. A line without warnings reads
 * as it runs, but for words that resemble others in ASCII alone.
 *
 * <p>Does not: judge what a line does. It is heard beside that, and never makes anything milder.
 */
public final class Deception {

    private static final int LONG_LINE = 2000;
    private static final int WIDE_GAP = 40;
    private static final int TALL_GAP = 10;

    private final List<String> warnings = new ArrayList<>();

    private Deception() {}

    /** What a person should know about this line before reading it; empty for an ordinary one. */
    public static List<String> of(String commandLine) {
        if (isOrdinary(commandLine)) {
            return List.of();
        }
        Deception found = new Deception();
        found.hidden(commandLine);
        found.words(commandLine);
        found.gaps(commandLine);
        return List.copyOf(found.warnings);
    }

    /**
     * The same for a line of which the end is a document that nothing reads as commands.
     *
     * @param document where it begins; behind it there may be gaps, since nothing is there that could be hidden by them
     */
    static List<String> of(String commandLine, int document) {
        Deception found = new Deception();
        found.hidden(commandLine);
        found.words(commandLine);
        found.gaps(commandLine.substring(0, document));
        return List.copyOf(found.warnings);
    }

    /** Printable ASCII on short lines without wide gaps: nearly every line there is. */
    private static boolean isOrdinary(String text) {
        int blanks = 0;
        int column = 0;
        int lineEnds = 0;
        char[] all =
                text.toCharArray(); // read much faster than the text itself, and this is most of a long line's time
        for (int i = 0; i < all.length; i++) {
            char c = all[i];
            if (c == '\n') {
                column = 0;
                lineEnds++;
                blanks = 0;
            } else if (c == ' ' || c == '\t') {
                blanks++;
                column++;
            } else if (c < ' ' || c >= 0x7f) {
                return false;
            } else {
                blanks = 0;
                lineEnds = 0;
                column++;
            }
            if (blanks >= WIDE_GAP || column > LONG_LINE || lineEnds >= TALL_GAP) {
                return false;
            }
        }
        return true;
    }

    /** Characters that act on a terminal, or are drawn as nothing. */
    private void hidden(String text) {
        int direction = -1;
        int invisible = -1;
        int control = -1;
        int blank = -1;
        int broken = -1;
        char[] all = text.toCharArray();
        for (int i = 0, c; i < all.length; i += Character.charCount(c)) {
            c = all[i];
            if (c < 0x80 && c >= ' ' && c != 0x7f) {
                continue;
            }
            c = text.codePointAt(i);
            if (isDirection(c)) {
                direction = first(direction, c);
            } else if (Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t') {
                control = first(control, c);
            } else if (isInvisible(c) && !isOfEmoji(text, i, c)) {
                invisible = first(invisible, c);
            } else if (c != ' ' && isBlank(c)) {
                blank = first(blank, c);
            } else if (isWithoutMeaning(c)) {
                broken = first(broken, c);
            }
        }
        warn(
                direction,
                "has characters that turn the direction of the text, so that it reads in another order than it runs");
        warn(control, "has control characters, which can hide or overwrite what stands before them");
        warn(invisible, "has characters that are not seen");
        warn(blank, "has blanks that are no blanks to the shell");
        warn(broken, "has characters that have no meaning of their own");
    }

    private void warn(int character, String what) {
        if (character >= 0) {
            warnings.add(what + " (" + nameOf(character) + ")");
        }
    }

    private static int first(int found, int c) {
        return found >= 0 ? found : c;
    }

    private static boolean isDirection(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x3164
                || c == 0xffa0
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }

    /** The joiner and the selector that emoji are made with, right behind one. */
    private static boolean isOfEmoji(String text, int at, int c) {
        if ((c != 0x200d && c != 0xfe0f) || at == 0) {
            return false;
        }
        int before = text.codePointBefore(at);
        return Character.getType(before) == Character.OTHER_SYMBOL
                || Character.getType(before) == Character.MODIFIER_SYMBOL
                || before == 0xfe0f;
    }

    private static boolean isBlank(int c) {
        int type = Character.getType(c);
        return type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || c == 0x2800;
    }

    private static boolean isWithoutMeaning(int c) {
        int type = Character.getType(c);
        return type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || c == 0xfffd
                || c == 0xfffc;
    }

    /** Names that pass for others. Prose in one other script, and accents, are left alone. */
    private void words(String text) {
        boolean prose = false;
        String passing = "";
        String small = "";
        int sign = -1;
        for (int at = 0, end; at < text.length(); at = end) {
            int c = text.codePointAt(at);
            end = at + Character.charCount(c);
            if (c >= 0x80 && !Twins.sign(c).isEmpty()) {
                sign = sign < 0 && touchesPlain(text, at) ? c : sign;
            } else if (isOfWord(c)) {
                end = endOfWord(text, at);
                String word = text.substring(at, end);
                switch (Twins.of(word)) {
                    case PASSES -> passing = passing.isEmpty() ? word : passing;
                    case PASSES_UNLESS_PROSE -> small = small.isEmpty() ? word : small;
                    case PROSE -> prose = true;
                    case PLAIN -> {}
                }
            }
        }
        passing = passing.isEmpty() && !prose ? small : passing;
        if (!passing.isEmpty()) {
            warnings.add("has letters that pass for others in `" + visible(passing) + "`");
        }
        if (sign >= 0) {
            warnings.add("has a sign that is not the `" + Twins.sign(sign) + "` it looks like (" + nameOf(sign) + ")");
        }
    }

    private static boolean touchesPlain(String text, int at) {
        boolean before = at > 0 && isPlain(text.charAt(at - 1));
        boolean after = at + 1 < text.length() && isPlain(text.charAt(at + 1));
        boolean dash = "\u2013\u2014\u2015\u2012".indexOf(text.charAt(at)) >= 0; // between words they are ordinary
        boolean begins = at == 0 || text.charAt(at - 1) == ' ';
        return dash ? begins && after : before || after;
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '/' || c == '.');
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || (c >= 0x2460 && c <= 0x24ff);
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && isOfWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Room that pushes what follows out of sight. */
    private void gaps(String text) {
        int wide = 0;
        int tall = 0;
        int column = 0;
        int longest = 0;
        int blanks = 0;
        int lineEnds = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == '\n') {
                lineEnds++;
                blanks = 0;
                column = 0;
            } else if (c == '\t' || isBlank(c)) {
                blanks++;
                column++;
            } else {
                wide = Math.max(wide, blanks);
                tall = Math.max(tall, lineEnds);
                blanks = 0;
                lineEnds = 0;
                column++;
            }
            longest = Math.max(longest, column);
        }
        if (wide >= WIDE_GAP) {
            warnings.add("has a gap of " + wide + " blanks with more text behind it");
        }
        if (tall >= TALL_GAP) {
            warnings.add("has " + tall + " line ends in a row with more text behind them");
        }
        if (longest > LONG_LINE) {
            warnings.add("has a line of " + longest + " characters");
        }
    }

    /** What is not ASCII as its number. */
    private static String visible(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints().limit(60).forEach(c -> {
            if (c < 0x80) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        });
        return shown.toString();
    }

    private static String nameOf(int c) {
        String name = Character.getName(c);
        return String.format(Locale.ROOT, "U+%04X%s", c, name == null ? "" : " " + name);
    }
}
