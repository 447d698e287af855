package io.brattice.console.journal;

import io.brattice.action.Arguments;
import io.brattice.approval.VisibleText;
import io.brattice.console.undo.Words;
import io.brattice.journal.Entry;
import io.brattice.journal.Recorded;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Entries as people follow them, a line each. What an agent wrote does not act in it. Used by one thread. */
final class EntryLine {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
    private static final int REMEMBERED = 10_000;
    private static final List<String> TELLING = List.of("command", "path", "from", "source", "uri", "url");

    private final ZoneId zone;

    /** What calls asked for, since ends do not repeat it; the oldest are forgotten. */
    private final Map<String, String> calls = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    EntryLine(ZoneId zone) {
        this.zone = zone;
    }

    String of(Recorded recorded) {
        Entry entry = recorded.entry();
        Arguments body = entry.body();
        if (body.string("tool").isPresent()) {
            calls.put(entry.call(), agent(body) + "  " + asked(body));
        }
        String call = entry.call().isEmpty() ? "-" : VisibleText.name(entry.call());
        String line = SECOND.format(entry.at().atZone(zone)) + "  "
                + String.format(Locale.ROOT, "%-8s", entry.kind()) + "  " + call + "  "
                + calls.getOrDefault(entry.call(), "");
        String told = told(entry);
        return (line.stripTrailing() + (told.isEmpty() ? "" : "  " + told)).stripTrailing();
    }

    private static String agent(Arguments body) {
        return body.get("caller")
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .map(caller -> VisibleText.name(String.valueOf(caller.get("name"))))
                .orElse("");
    }

    private static String asked(Arguments body) {
        String tool = VisibleText.line(body.string("tool").orElse(""));
        Optional<Map<?, ?>> arguments =
                body.get("arguments").filter(Map.class::isInstance).map(Map.class::cast);
        for (String name : TELLING) {
            if (arguments.isPresent() && arguments.get().get(name) instanceof String text) {
                return tool + " " + Words.cut(VisibleText.line(text));
            }
        }
        return tool;
    }

    private static String told(Entry entry) {
        Arguments body = entry.body();
        return switch (entry.kind()) {
            case REFUSED -> "refused: " + first(body, "reasons");
            case ASKED -> "asked: " + first(body, "reasons");
            case ANSWERED ->
                (body.bool("yes").orElse(false) ? "yes" : "no") + " by " + word(body, "by")
                        + (body.bool("counted").orElse(true) ? "" : ", which does not count: " + word(body, "note"));
            case FAILED -> "problem: " + word(body, "problem");
            case UNDONE -> "taken back by call " + word(body, "by");
            case SETTLED ->
                (body.bool("ran").orElse(false) ? "it ran" : "it did not run") + ", says " + word(body, "by");
            case NOTED -> word(body, "what") + ": " + word(body, "why");
            case SECURED -> word(body, "summary");
            case INTENT -> body.string("reversibility").orElse("");
            case READ, DONE -> "";
        };
    }

    private static String word(Arguments body, String name) {
        return Words.cut(VisibleText.line(body.string(name).orElse("")));
    }

    private static String first(Arguments body, String name) {
        return body.get(name).orElse(List.of()) instanceof List<?> all && !all.isEmpty()
                ? Words.cut(VisibleText.line(String.valueOf(all.get(0))))
                : "";
    }
}
