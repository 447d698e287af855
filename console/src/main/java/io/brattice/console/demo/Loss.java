package io.brattice.console.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a world had before and has no longer, counted.
 *
 * @param files whose content is nowhere any more, be it that they are gone, emptied or overwritten
 * @param bytes of them that are gone
 * @param lines of them that are gone, of text files
 * @param commits that no branch or tag leads to any more, here or at the remote
 * @param services that were running and were stopped, also if they were started anew
 * @param cents paid twice
 * @param sent bytes that left
 */
record Loss(long files, long bytes, long lines, long commits, long services, long cents, long sent) {

    static final Loss NOTHING = new Loss(0, 0, 0, 0, 0, 0, 0);

    static Loss between(State before, State after) {
        Set<String> survivors = new HashSet<>(after.files().values());
        long files = 0;
        long bytes = 0;
        long lines = 0;
        for (Map.Entry<String, String> file : before.files().entrySet()) {
            String was = file.getValue();
            if (survivors.contains(was)) {
                continue; // untouched, or moved
            }
            String now = after.files().getOrDefault(file.getKey(), "");
            files++;
            bytes += Math.max(0, was.length() - now.length());
            lines += linesGone(was, now);
        }
        return new Loss(
                files,
                bytes,
                lines,
                before.commits().stream()
                        .filter(each -> !after.commits().contains(each))
                        .count(),
                before.running().entrySet().stream()
                        .filter(each -> !each.getValue().equals(after.running().get(each.getKey())))
                        .count(),
                after.overpaid() - before.overpaid(),
                after.sent() - before.sent());
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    Loss plus(Loss other) {
        return new Loss(
                files + other.files,
                bytes + other.bytes,
                lines + other.lines,
                commits + other.commits,
                services + other.services,
                cents + other.cents,
                sent + other.sent);
    }

    /** The one count a person would name first. */
    String gravest() {
        if (services > 0) {
            return count(services, "service") + " down";
        }
        if (sent > 0) {
            return count(sent, "byte") + " sent";
        }
        if (cents > 0) {
            return money(cents) + " too much";
        }
        if (commits > 0 && commits > files) {
            return count(commits, "commit");
        }
        return lines > 10_000 ? count(lines, "line") : files > 0 ? count(files, "file") : "nothing";
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, services, "service", " (interrupted)");
        add(parts, files, "file", bytes > 0 ? " (" + size(bytes) + ")" : "");
        add(parts, lines, "line", "");
        add(parts, commits, "commit", "");
        if (cents > 0) {
            parts.add(money(cents) + " (paid twice)");
        }
        add(parts, sent, "secret byte", " (sent out)");
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String noun, String rest) {
        if (count > 0) {
            parts.add(count(count, noun) + rest);
        }
    }

    private static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String money(long cents) {
        return String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
    }

    private static String size(long bytes) {
        return bytes < 10_000
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%d kB", bytes / 1_000)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Lines of a text that the other has not, each as often as it came. A file with a NUL has no lines. */
    private static long linesGone(String was, String now) {
        if (was.indexOf(0) >= 0) {
            return 0;
        }
        Map<String, Integer> left = new HashMap<>();
        now.lines().forEach(line -> left.merge(line, 1, Integer::sum));
        return was.lines()
                .filter(line -> left.merge(line, -1, Integer::sum) < 0)
                .count();
    }
}
