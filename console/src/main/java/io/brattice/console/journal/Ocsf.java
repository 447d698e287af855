package io.brattice.console.journal;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.journal.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries as API Activity (class 6003) of OCSF 1.3: what every reader of it knows, and the body under {@code unmapped}. */
final class Ocsf {

    private static final int CATEGORY = 6;
    private static final int CLASS = 6003;

    private Ocsf() {}

    static String line(Recorded recorded) {
        Entry entry = recorded.entry();
        int activity = activity(entry);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("activity_id", activity);
        if (activity == 99) {
            facts.put("activity_name", entry.kind().name().toLowerCase(Locale.ROOT));
        }
        facts.put("category_uid", CATEGORY);
        facts.put("class_uid", CLASS);
        facts.put("type_uid", CLASS * 100 + activity);
        facts.put("severity_id", severity(entry));
        facts.put("status_id", status(entry));
        facts.put("time", entry.at().toEpochMilli());
        facts.put("message", entry.kind().name());
        facts.put(
                "metadata",
                Map.of(
                        "version",
                        "1.3.0",
                        "uid",
                        recorded.stream() + ":" + recorded.sequence(),
                        "event_code",
                        entry.kind().name(),
                        "product",
                        Map.of("name", "brattice", "vendor_name", "brattice")));
        facts.put("actor", actor(entry.body()));
        facts.put(
                "api",
                Map.of(
                        "operation",
                        entry.body().string("tool").orElse(entry.kind().name()),
                        "request",
                        Map.of("uid", entry.call())));
        facts.put("src_endpoint", Map.of("name", "brattice", "uid", recorded.stream()));
        return Format.line(facts, "unmapped", entry.body());
    }

    private static Map<String, ?> actor(Arguments body) {
        if (!(body.get("caller").orElse("") instanceof Map<?, ?> caller)) {
            return Map.of("app_name", "brattice");
        }
        return Map.of(
                "app_name",
                "brattice",
                "user",
                Map.of("name", text(caller, "name"), "uid", text(caller, "tenant") + "/" + text(caller, "name")),
                "session",
                Map.of("uid", text(caller, "session")));
    }

    private static String text(Map<?, ?> from, String key) {
        return from.get(key) instanceof String text ? text : "";
    }

    /** By what the call is judged to do: the first verb that OCSF knows, else other. */
    private static int activity(Entry entry) {
        if (entry.kind() == Entry.Kind.READ) {
            return 2;
        }
        if (entry.body().get("effects").orElse("") instanceof List<?> effects
                && !effects.isEmpty()
                && effects.get(0) instanceof Map<?, ?> effect) {
            return switch (text(effect, "verb")) {
                case "CREATE" -> 1;
                case "READ" -> 2;
                case "UPDATE" -> 3;
                case "DELETE" -> 4;
                default -> 99;
            };
        }
        return 99;
    }

    /** Informational, low where a person was needed, medium where it failed or was refused. */
    private static int severity(Entry entry) {
        return switch (entry.kind()) {
            case READ, INTENT, SECURED, DONE -> 1;
            case ASKED, ANSWERED, UNDONE, SETTLED, NOTED -> 2;
            case REFUSED, FAILED -> 3;
        };
    }

    private static int status(Entry entry) {
        return switch (entry.kind()) {
            case READ, SECURED, DONE, UNDONE -> 1;
            case REFUSED, FAILED -> 2;
            case ASKED, ANSWERED, INTENT, SETTLED, NOTED -> 0;
        };
    }
}
