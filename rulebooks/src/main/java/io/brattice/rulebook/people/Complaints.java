package io.brattice.rulebook.people;

import io.brattice.approval.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is wrong with one file, each in one line: {@code people.yaml:7:5: …}. */
final class Complaints {

    private static final int LONGEST = 60;
    private static final int MOST = 20;

    private final String file;
    private final List<String> lines = new ArrayList<>();

    Complaints(String file) {
        this.file = file;
    }

    void add(Place at, String what) {
        if (lines.size() < MOST) {
            lines.add(file + ":" + at.line() + ":" + at.column() + ": " + what);
        }
    }

    /** An unknown word, with the known one that is nearest to it. */
    void unknown(Place at, String what, String word, Collection<String> known) {
        Optional<String> nearest = nearest(word, known);
        add(
                at,
                "unknown " + what + " `" + excerpt(word) + "`; "
                        + nearest.map(right -> "did you mean `" + right + "`?")
                                .orElseGet(() -> "known are "
                                        + String.join(
                                                ", ",
                                                known.stream()
                                                        .map(one -> "`" + one + "`")
                                                        .toList())));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    static String excerpt(String text) {
        String shown = VisibleText.line(text);
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
    }

    private static Optional<String> nearest(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(1, word.length() / 2) + 1;
        for (String each : known) {
            int distance = distance(word.toLowerCase(java.util.Locale.ROOT), each);
            if (distance < least) {
                least = distance;
                best = each;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** How many letters must be added, dropped or changed to make one word the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(one.length(), LONGEST); i++) {
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
