package io.brattice.aws.judge;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The right word that a wrong one is nearest to. */
public final class Nearest {

    private static final int LONGEST = 200;

    private Nearest() {}

    /** One that differs only in case; else one that a few letters make of it; empty where none is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        String best = "";
        int least = Math.max(2, wanted.length() / 3) + 1;
        for (String one : known) {
            int distance = distance(wanted, one.toLowerCase(Locale.ROOT).replace("-", ""), least);
            if (distance < least || (distance == least && !best.isEmpty() && one.compareTo(best) < 0)) {
                best = one;
                least = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** {@code ; did you mean `DeleteDBInstance`?}, or nothing. */
    static String hint(String word, Collection<String> known) {
        return to(word, known).map(one -> "; did you mean `" + one + "`?").orElse("");
    }

    /** How many letters must change, up to a bound. */
    private static int distance(String one, String other, int bound) {
        if (Math.abs(one.length() - other.length()) > bound) {
            return bound + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
