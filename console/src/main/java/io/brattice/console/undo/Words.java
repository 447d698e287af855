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
final class Words {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int LONGEST = 72;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Words() {}

    static String when(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    static String who(Caller caller) {
        return VisibleText.name(caller.name())
                + caller.onBehalfOf()
                        .map(person -> " for " + VisibleText.name(person))
                        .orElse("");
    }

    static String path(Path path) {
        return VisibleText.name(path.toString());
    }

    /** What a call asked for, in one line: the tool, and the argument that says most. */
    static String call(Chronicle.Call call) {
        for (String name : List.of("command", "path", "from", "source")) {
            if (call.arguments().string(name).isPresent()) {
                return call.tool() + " "
                        + cut(VisibleText.line(call.arguments().string(name).get()));
            }
        }
        return call.tool();
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 3)) + "...";
    }

    static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    static String size(long bytes) {
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
