package io.brattice.aws.judge;

/** Texts of a call, as one line that people read. */
final class Words {

    private Words() {}

    /** At most so many characters; what is no plain letter, digit or sign of ASCII and no other letter is a question mark. */
    static String shown(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(limit, text.length()) + 1);
        int at = 0;
        while (at < text.length() && line.length() < limit) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\n' || c == '\t' || c == '\r') {
                line.append(' ');
            } else {
                boolean plain = (c >= ' ' && c < 0x7f && c != '`') || Character.isLetterOrDigit(c);
                line.appendCodePoint(plain ? c : '?');
            }
        }
        return at < text.length() ? line.append('…').toString() : line.toString();
    }
}
