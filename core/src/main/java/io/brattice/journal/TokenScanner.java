package io.brattice.journal;

import java.util.Optional;

/**
 * A prefix that stands at the beginning of a word, and a run of characters after it.
 *
 * <p>Linear: a run that is long enough is taken and never looked at again, one that is not costs at most the least length, and
 * one without the dots it needs is skipped as a whole, since no part of it has them either.
 */
final class TokenScanner implements SecretScanner {

    /** What a token may consist of. */
    interface Alphabet {
        boolean has(char c);
    }

    static final Alphabet UPPER = c -> (c >= 'A' && c <= 'Z') || isDigit(c);
    static final Alphabet URL_SAFE = c -> isLetterOrDigit(c) || c == '_' || c == '-';
    static final Alphabet DOTTED = c -> URL_SAFE.has(c) || c == '.';
    static final Alphabet TOKEN68 = c -> DOTTED.has(c) || c == '~' || c == '+' || c == '/' || c == '=';

    private static final int DOTS_OF_A_JWT = 2;

    private final String name;
    private final String prefix;
    private final Alphabet alphabet;
    private final int atLeast;
    private final boolean anyCase;

    /** @param prefix if it ends in a space, it is found in any case */
    TokenScanner(String name, String prefix, Alphabet alphabet, int atLeast) {
        this.name = name;
        this.prefix = prefix;
        this.alphabet = alphabet;
        this.atLeast = atLeast;
        this.anyCase = prefix.endsWith(" ");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Span> find(String text, int from) {
        int start = indexOfPrefix(text, from);
        while (start >= 0) {
            int next = start + 1;
            if (start == 0 || !isLetterOrDigit(text.charAt(start - 1))) {
                int end = endOfRun(text, start + prefix.length());
                if (end - start - prefix.length() >= atLeast) {
                    if (hasItsDots(text, start, end)) {
                        return Optional.of(new Span(start, end));
                    }
                    next = end;
                }
            }
            start = indexOfPrefix(text, next);
        }
        return Optional.empty();
    }

    private int indexOfPrefix(String text, int from) {
        if (!anyCase) {
            return text.indexOf(prefix, from);
        }
        for (int i = from; i + prefix.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, prefix, 0, prefix.length())) {
                return i;
            }
        }
        return -1;
    }

    private int endOfRun(String text, int from) {
        int end = from;
        while (end < text.length() && alphabet.has(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean hasItsDots(String text, int start, int end) {
        return alphabet != DOTTED
                || text.substring(start, end).chars().filter(c -> c == '.').count() >= DOTS_OF_A_JWT;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
