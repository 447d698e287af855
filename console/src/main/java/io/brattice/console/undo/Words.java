package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.action.Caller;
import io.brattice.approval.VisibleText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How people are told of callers, calls, places, times and sizes. What an agent chose is shown so that nothing of it acts. */
public final class Words {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int LONGEST = 72;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Words() {}

    /** To the minute, in the time zone of the person. */
    public static String when(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    /** The agent, and for whom. */
    public static String who(Caller caller) {
        return VisibleText.name(caller.name())
                + caller.onBehalfOf()
                        .map(person -> " for " + VisibleText.name(person))
                        .orElse("");
    }

    /** A path. */
    public static String path(Path path) {
        return VisibleText.name(path.toString());
    }

    /** What a call asked for, in one line: the tool, and the argument that says most. */
    public static String call(Chronicle.Call call) {
        for (String name : List.of("command", "path", "from", "source")) {
            if (call.arguments().string(name).isPresent()) {
                return call.tool() + " "
                        + cut(VisibleText.line(call.arguments().string(name).get()));
            }
        }
        return call.tool();
    }

    /** Not longer than a line. */
    public static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 3)) + "...";
    }

    /** {@code 1 call}, {@code 2,000 calls}. */
    public static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** {@code 1 entry}, {@code 2,000 entries}. */
    public static String entries(long count) {
        return count == 1 ? "1 entry" : counted(count, "entrie");
    }

    /** {@code 1.5 MB}. */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return counted(bytes, "byte");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
