package io.brattice.approval;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines of safe text at a width in terminal columns; East Asian wide characters count two, marks none. */
final class Columns {

    private Columns() {}

    /**
     * Lines of at most {@code width} columns, broken after a space where there is one, else anywhere but before a mark.
     * Joined without separators they are {@code text} again: nothing is dropped.
     *
     * @param width at least 2
     */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        int used = 0;
        int afterSpace = -1;
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int wide = of(c);
            while (used + wide > width) {
                int end = afterSpace > from ? afterSpace : i;
                lines.add(text.substring(from, end));
                from = end;
                afterSpace = -1;
                used = of(text.substring(end, i));
            }
            used += wide;
            if (c == ' ') {
                afterSpace = i + 1;
            }
        }
        lines.add(text.substring(from));
        return lines;
    }

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f000 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd)
                || (c >= 0x2600 && c <= 0x27bf);
        return wide ? 2 : 1;
    }
}
