package io.brattice.journal;

import java.util.Optional;

/** An e-mail address of plain characters. Looks at most 64 characters back and 255 ahead of each {@code @}, as RFC 5321 allows. */
final class EmailScanner implements SecretScanner {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final String LOCAL = "._%+-";

    @Override
    public String name() {
        return "e-mail address";
    }

    @Override
    public Optional<Span> find(String text, int from) {
        for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > Math.max(from, at - LONGEST_LOCAL) && isLocal(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < Math.min(text.length(), at + 1 + LONGEST_DOMAIN) && isDomain(text.charAt(end))) {
                end++;
            }
            while (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-') {
                end--; // of the sentence, not of the address
            }
            int dot = text.substring(at, end).lastIndexOf('.'); // never further back: that would not be linear
            if (start < at && dot > 1) {
                return Optional.of(new Span(start, end));
            }
        }
        return Optional.empty();
    }

    private static boolean isLocal(char c) {
        return TokenScanner.isLetterOrDigit(c) || LOCAL.indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return TokenScanner.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
