package io.brattice.journal;

import java.util.Optional;

/** A PEM block of a private key: from its header to its end, or to the end of the text if that is missing. */
final class PemScanner implements SecretScanner {
    private static final String BEGIN = "-----BEGIN ";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 40;

    @Override
    public String name() {
        return "private key";
    }

    @Override
    public Optional<Span> find(String text, int from) {
        int start = text.indexOf(BEGIN, from);
        while (start >= 0) {
            int label = start + BEGIN.length();
            int labelEnd = Math.min(text.length(), label + LONGEST_LABEL);
            if (text.substring(label, labelEnd).contains(PRIVATE)) {
                return Optional.of(new Span(start, endOf(text, label)));
            }
            start = text.indexOf(BEGIN, label);
        }
        return Optional.empty();
    }

    private static int endOf(String text, int from) {
        int footer = text.indexOf(END, from);
        int dashes = footer < 0 ? -1 : text.indexOf(DASHES, footer + END.length());
        return dashes < 0 ? text.length() : dashes + DASHES.length();
    }
}
