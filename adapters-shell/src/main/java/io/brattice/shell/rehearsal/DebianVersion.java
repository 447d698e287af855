package io.brattice.shell.rehearsal;

import java.math.BigInteger;

/** A version of a Debian package, in the order of deb-version(7). */
record DebianVersion(BigInteger epoch, String upstream, String revision) implements Comparable<DebianVersion> {

    static DebianVersion of(String text) {
        int colon = text.indexOf(':');
        boolean numbered = colon > 0 && text.substring(0, colon).chars().allMatch(c -> c >= '0' && c <= '9');
        BigInteger epoch = numbered ? new BigInteger(text.substring(0, colon)) : BigInteger.ZERO;
        String rest = numbered ? text.substring(colon + 1) : text;
        int dash = rest.lastIndexOf('-');
        return new DebianVersion(
                epoch, dash < 0 ? rest : rest.substring(0, dash), dash < 0 ? "" : rest.substring(dash + 1));
    }

    @Override
    public int compareTo(DebianVersion other) {
        int by = epoch.compareTo(other.epoch);
        by = by != 0 ? by : compare(upstream, other.upstream);
        return by != 0 ? by : compare(revision, other.revision);
    }

    /** By turns what is no number, letters before the rest and a tilde before the end, and what is one. */
    private static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            while ((i < one.length() && !isDigit(one.charAt(i))) || (j < other.length() && !isDigit(other.charAt(j)))) {
                int by = Integer.compare(weight(one, i), weight(other, j));
                if (by != 0) {
                    return by;
                }
                i++;
                j++;
            }
            int iEnd = endOfDigits(one, i);
            int jEnd = endOfDigits(other, j);
            int by = number(one, i, iEnd).compareTo(number(other, j, jEnd));
            if (by != 0) {
                return by;
            }
            i = iEnd;
            j = jEnd;
        }
        return 0;
    }

    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        return c == '~' ? -1 : Character.isLetter(c) ? c : c + 0x10000;
    }

    private static BigInteger number(String text, int from, int to) {
        return from >= to ? BigInteger.ZERO : new BigInteger(text.substring(from, to));
    }

    private static int endOfDigits(String text, int from) {
        int end = Math.min(from, text.length());
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
