package io.brattice.console.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Words that somebody may have meant. */
public final class Nearest {

    private static final int FARTHEST = 3;

    private Nearest() {}

    /** Those of the known words that are a few letters away at most, the nearest first. */
    public static List<String> to(String word, Collection<String> known, int most) {
        int farthest = Math.min(FARTHEST, word.length() / 2);
        return known.stream()
                .filter(each -> distance(word, each) <= farthest || (word.length() > 1 && each.startsWith(word)))
                .sorted(Comparator.comparingInt((String each) -> distance(word, each)))
                .limit(most)
                .toList();
    }

    /** How many letters must be added, dropped or changed to make one word the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
