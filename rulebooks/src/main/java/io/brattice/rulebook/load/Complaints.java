package io.brattice.rulebook.load;

import io.brattice.rulebook.language.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that is wrong with one file, so far. */
final class Complaints {

    private static final int LONGEST_EXCERPT = 60;
    private static final int LONGEST_LINE = 200;

    private final String file;
    private final int most;
    private final List<Problem> all = new ArrayList<>();
    private final Set<Problem> seen = new HashSet<>();
    private List<String> lines = List.of();
    private int more;

    Complaints(String file, int most) {
        this.file = file;
        this.most = most;
    }

    /** Tells the lines of the file, for the problems to show. */
    void lines(List<String> text) {
        lines = text;
    }

    void at(Node node, String text) {
        at(node.line(), node.column(), text);
    }

    void at(int line, int column, String text) {
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        String shown = source.length() > LONGEST_LINE ? source.substring(0, LONGEST_LINE) + "…" : source;
        Problem problem = new Problem(new Place(file, line, column), text, visible(shown, LONGEST_LINE + 1));
        if (all.size() >= most) {
            more++;
        } else if (seen.add(problem)) {
            all.add(problem);
        }
    }

    Place place(Node node) {
        return new Place(file, node.line(), node.column());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** True when nobody would read on: what is left of the file need not be looked at. */
    boolean isHopeless() {
        return more >= 20 * most;
    }

    int size() {
        return all.size() + more;
    }

    Reading.Problems told() {
        return new Reading.Problems(
                all.stream().sorted(Comparator.comparing(Problem::place)).toList(), more);
    }

    /** At most 60 characters of a text on one line, as a message can hold it. */
    static String excerpt(String text) {
        return visible(text, LONGEST_EXCERPT);
    }

    private static String visible(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(limit + 1L).forEach(c -> {
            if (shown.length() <= limit) {
                boolean plain = c == ' ' || (isVisible(c) && c != '`');
                shown.append(plain ? Character.toString(c) : String.format("\\u%04x", c));
            }
        });
        return shown.length() > limit ? shown.substring(0, limit) + "…" : shown.toString();
    }

    /** False for what hides, reorders or ends a line. */
    static boolean isVisible(int c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
