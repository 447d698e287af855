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
 */
record Comparison(long removed, long added) {

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
        return new Comparison(removed, added);
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
}
