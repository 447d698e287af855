package io.brattice.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a text loses and gains, line by line.
 *
 * <p>Lines are compared between the common beginning and the common end, as bags: a line that only moved is neither lost nor
 * gained, so the count never exceeds what a diff shows and a deleted line is always counted.
 *
 * @param removed how many lines of the old text are gone
 * @param added how many lines are new
 * @param text a short summary with the first of them
 */
record Comparison(long removed, long added, String text) {

    private static final int SHOWN = 20;
    private static final int LONGEST_LINE = 160;

    static Comparison of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        int head = 0;
        while (head < old.size() && head < fresh.size() && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < fresh.size() - head
                && last(old, tail).equals(last(fresh, tail))) {
            tail++;
        }
        List<String> gone = old.subList(head, old.size() - tail);
        List<String> come = fresh.subList(head, fresh.size() - tail);
        long removed = missing(gone, come);
        long added = missing(come, gone);
        StringBuilder text =
                new StringBuilder("loses " + removed + " lines, gains " + added + ", from line " + (head + 1));
        show(text, '-', gone);
        show(text, '+', come);
        return new Comparison(removed, added, text.toString());
    }

    private static String last(List<String> lines, int fromEnd) {
        return lines.get(lines.size() - 1 - fromEnd);
    }

    private static long missing(List<String> from, List<String> in) {
        Map<String, Integer> bag = new HashMap<>();
        in.forEach(line -> bag.merge(line, 1, Integer::sum));
        long missing = 0;
        for (String line : from) {
            int left = bag.getOrDefault(line, 0);
            bag.put(line, left - 1);
            missing += left > 0 ? 0 : 1;
        }
        return missing;
    }

    private static void show(StringBuilder text, char mark, List<String> lines) {
        lines.stream()
                .limit(SHOWN)
                .forEach(line -> text.append('\n')
                        .append(mark)
                        .append(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line));
        if (lines.size() > SHOWN) {
            text.append('\n')
                    .append(mark)
                    .append(" … ")
                    .append(lines.size() - SHOWN)
                    .append(" more lines");
        }
    }
}
