package io.brattice.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What turns one text into another, in the form of {@code diff -u} with three lines of context: {@code patch} understands it.
 *
 * <p>Lines end at line feeds alone, so that a carriage return is part of its line and a change of line ends is a change. The way
 * is the shortest (E. Myers, An O(ND) Difference Algorithm, 1986) unless the texts differ in more than a thousand lines: then
 * everything between their common beginning and end is exchanged.
 */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final int MOST_DIFFERENCES = 1_000;
    private static final String NO_NEWLINE = "\\ No newline at end of file";

    /** A run of lines that are the same, or of old lines that are replaced by new ones; half-open. */
    private record Run(boolean same, int oldFrom, int oldTo, int newFrom, int newTo) {}

    private final List<String> old;
    private final List<String> fresh;
    private final List<Run> runs;

    private UnifiedDiff(List<String> old, List<String> fresh) {
        this.old = old;
        this.fresh = fresh;
        this.runs = runs(old, fresh);
    }

    /** From the one text to the other. */
    public static UnifiedDiff between(String before, String after) {
        return new UnifiedDiff(lines(before), lines(after));
    }

    /** Lines with their line feeds, so that a missing one at the end makes a difference. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int feed = text.indexOf('\n', from);
            int to = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(from, to));
            from = to;
        }
        return lines;
    }

    /** All of it, without the two lines that name files; empty for equal texts. */
    public List<String> lines() {
        List<String> out = new ArrayList<>();
        int next = 0;
        while (next < runs.size()) {
            if (runs.get(next).same()) {
                next++;
                continue;
            }
            int last = next;
            while (last + 2 < runs.size()
                    && runs.get(last + 1).oldTo() - runs.get(last + 1).oldFrom() <= 2 * CONTEXT) {
                last += 2;
            }
            hunk(out, next, last);
            next = last + 1;
        }
        return out;
    }

    /** As much of it as a person is shown: whole lines, none of them long. */
    String shown(int mostLines, int longestLine) {
        List<String> all = lines();
        StringBuilder text = new StringBuilder();
        for (String line : all.subList(0, Math.min(mostLines, all.size()))) {
            int end = line.length() > longestLine ? cut(line, longestLine) : line.length();
            text.append(text.isEmpty() ? "" : "\n").append(line, 0, end).append(end < line.length() ? "…" : "");
        }
        return all.size() <= mostLines
                ? text.toString()
                : text + "\n… " + (all.size() - mostLines) + " more lines of difference";
    }

    private static int cut(String line, int most) {
        return Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    }

    private void hunk(List<String> out, int first, int last) {
        Run begin = runs.get(first);
        Run end = runs.get(last);
        int lead = Math.min(CONTEXT, begin.oldFrom());
        int trail = Math.min(CONTEXT, old.size() - end.oldTo());
        out.add("@@ -" + range(begin.oldFrom() - lead, end.oldTo() + trail) + " +"
                + range(begin.newFrom() - lead, end.newTo() + trail) + " @@");
        put(out, ' ', old.subList(begin.oldFrom() - lead, begin.oldFrom()));
        for (Run run : runs.subList(first, last + 1)) {
            if (run.same()) {
                put(out, ' ', old.subList(run.oldFrom(), run.oldTo()));
            } else {
                put(out, '-', old.subList(run.oldFrom(), run.oldTo()));
                put(out, '+', fresh.subList(run.newFrom(), run.newTo()));
            }
        }
        put(out, ' ', old.subList(end.oldTo(), end.oldTo() + trail));
    }

    /** An empty range names the line before it. */
    private static String range(int from, int to) {
        int count = to - from;
        return (count == 0 ? from : from + 1) + (count == 1 ? "" : "," + count);
    }

    private static void put(List<String> out, char mark, List<String> lines) {
        for (String line : lines) {
            boolean ended = line.endsWith("\n");
            out.add(mark + (ended ? line.substring(0, line.length() - 1) : line));
            if (!ended) {
                out.add(NO_NEWLINE);
            }
        }
    }

    private static List<Run> runs(List<String> old, List<String> fresh) {
        int head = 0;
        int most = Math.min(old.size(), fresh.size());
        while (head < most && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        int oldEnd = old.size() - tail;
        int newEnd = fresh.size() - tail;
        boolean[] kept = kept(old.subList(head, oldEnd), fresh.subList(head, newEnd));
        List<Run> runs = new ArrayList<>();
        add(runs, new Run(true, 0, head, 0, head));
        int at = head;
        int with = head;
        while (at < oldEnd || with < newEnd) {
            int oldFrom = at;
            int newFrom = with;
            while (at < oldEnd && !kept[at - head]) {
                at++;
            }
            // What is kept comes in the same order in both: up to its partner, everything is new.
            while (with < newEnd && !(at < oldEnd && old.get(at).equals(fresh.get(with)))) {
                with++;
            }
            add(runs, new Run(false, oldFrom, at, newFrom, with));
            oldFrom = at;
            newFrom = with;
            while (at < oldEnd
                    && with < newEnd
                    && kept[at - head]
                    && old.get(at).equals(fresh.get(with))) {
                at++;
                with++;
            }
            add(runs, new Run(true, oldFrom, at, newFrom, with));
        }
        add(runs, new Run(true, oldEnd, old.size(), newEnd, fresh.size()));
        return runs;
    }

    private static void add(List<Run> runs, Run run) {
        boolean empty = run.oldFrom() == run.oldTo() && run.newFrom() == run.newTo();
        int end = runs.size() - 1;
        if (!empty && run.same() && end >= 0 && runs.get(end).same()) {
            Run before = runs.get(end);
            runs.set(end, new Run(true, before.oldFrom(), run.oldTo(), before.newFrom(), run.newTo()));
        } else if (!empty) {
            runs.add(run);
        }
    }

    private static boolean[] kept(List<String> old, List<String> fresh) {
        boolean[] kept = new boolean[old.size()];
        int most = Math.min(MOST_DIFFERENCES, old.size() + fresh.size());
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, most + 1 - d, most + 2 + d));
            for (int k = -d; k <= d; k += 2) {
                int x = step(furthest, most + 1, k, d);
                while (x < old.size() && x - k < fresh.size() && old.get(x).equals(fresh.get(x - k))) {
                    x++;
                }
                furthest[most + 1 + k] = x;
                if (x >= old.size() && x - k >= fresh.size()) {
                    back(kept, trace, d, old.size(), fresh.size());
                    return kept;
                }
            }
        }
        return kept;
    }

    private static int step(int[] furthest, int middle, int k, int d) {
        boolean down = k == -d || (k != d && furthest[middle + k - 1] < furthest[middle + k + 1]);
        return down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
    }

    private static void back(boolean[] kept, List<int[]> trace, int differences, int oldSize, int newSize) {
        int x = oldSize;
        int y = newSize;
        for (int d = differences; d >= 0; d--) {
            int[] furthest = trace.get(d);
            int k = x - y;
            boolean down = k == -d || (k != d && at(furthest, d, k - 1) < at(furthest, d, k + 1));
            int from = d == 0 ? 0 : down ? at(furthest, d, k + 1) : at(furthest, d, k - 1) + 1;
            while (x > from) {
                kept[--x] = true;
            }
            int before = down ? k + 1 : k - 1;
            x = down ? from : from - 1;
            y = x - before;
        }
    }

    private static int at(int[] furthest, int d, int k) {
        return furthest[d + k];
    }
}
