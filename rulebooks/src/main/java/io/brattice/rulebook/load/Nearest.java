package io.brattice.rulebook.load;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody may have meant. */
public final class Nearest {

    private static final int FARTHEST = 3;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known word that is a few letters away at most, if there is one. */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        int farthest = Math.min(FARTHEST, Math.max(1, word.length() / 2));
        return known.stream()
                .filter(each -> distance(plain(word), plain(each)) <= farthest
                        || (word.length() > 2 && (each.startsWith(word) || word.startsWith(each))))
                .min(Comparator.comparingInt((String each) -> distance(plain(word), plain(each))));
    }

    /** Ways to write words together are no mistake that counts. */
    private static String plain(String word) {
        return word.toLowerCase(java.util.Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** How many letters must be added, dropped, changed or swapped to make one word the other. */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + cost, 1 + Math.min(last[j], row[j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[other.length()];
    }
}
