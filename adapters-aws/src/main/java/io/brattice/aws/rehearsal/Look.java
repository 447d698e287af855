package io.brattice.aws.rehearsal;

import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a brief: what is looked up for it, and how it is said.
 *
 * @param about which line
 * @param says with {@code %s} for the value
 * @param none what is said where nothing is there
 * @param worst what is said, and assumed, where it could not be looked up
 * @param as how the value is said
 * @param moves true for what changes by itself: it is shown, and no part of the fingerprint
 */
record Look(About about, FactRow row, String says, String none, String worst, As as, boolean moves) {

    /** The lines of a brief, in their order. */
    enum About {
        /** Tags, and so the tier. */
        TAGS("tags"),
        /** What needs it. */
        DEPENDS("depends on it"),
        /** How much is in it. */
        DATA("data"),
        /** What protects it, and the last backup. */
        BACKUP("protection and backups"),
        /** Who uses it. */
        TRAFFIC("traffic in the last hour"),
        /** The stack that owns it. */
        OWNER("owner");

        final String title;

        About(String title) {
            this.title = title;
        }
    }

    /** How a value is said. */
    enum As {
        /** As it is. */
        TEXT,
        /** How many items. */
        COUNT,
        /** How many bytes. */
        BYTES,
        /** Names and values of tags. */
        TAGS
    }

    /** Of a row of the resource, with the service of its group. */
    static Look read(String service, Map<String, @Nullable Object> json) {
        String of = json.get("service") instanceof String other ? other : service;
        FactRow row = new FactRow(
                "rehearsal." + of + "." + json.get("operation") + json.get("take"),
                of,
                text(json, "operation"),
                members(json.get("parameters")),
                text(json, "take"),
                json.get("absent"),
                json.get("nothing") instanceof List<?> codes ? texts(codes) : Set.of());
        return new Look(
                About.valueOf(text(json, "about")),
                row,
                text(json, "says"),
                text(json, "none"),
                text(json, "worst"),
                json.get("as") instanceof String as ? As.valueOf(as) : As.TEXT,
                Boolean.TRUE.equals(json.get("moves")));
    }

    /** The row with the times in it: {@code $now} and {@code $hourAgo}, {@code $weekAgo}. */
    FactRow at(Instant now) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>(row.parameters());
        filled.replaceAll((name, value) -> {
            if ("$now".equals(value)) {
                return now.toString();
            }
            if ("$hourAgo".equals(value)) {
                return now.minus(1, ChronoUnit.HOURS).toString();
            }
            return "$weekAgo".equals(value) ? now.minus(7, ChronoUnit.DAYS).toString() : value;
        });
        return new FactRow(row.id(), row.service(), row.operation(), filled, row.take(), row.absent(), row.nothing());
    }

    /** The line. */
    String line(Fact fact) {
        if (!fact.known()) {
            return worst + " (could not be looked up: " + fact.why() + ")";
        }
        Object value = fact.value();
        boolean nothing = value == null
                || value instanceof List<?> items && items.stream().allMatch(Objects::isNull)
                || value instanceof Map<?, ?> members && members.isEmpty()
                || as == As.BYTES && "0".equals(value.toString());
        return nothing || value == null ? none : says.replace("%s", said(value));
    }

    private String said(Object value) {
        return switch (as) {
            case TEXT -> value instanceof List<?> items ? listed(items) : String.valueOf(value);
            case COUNT -> value instanceof List<?> items ? items.size() + ": " + listed(items) : String.valueOf(value);
            case BYTES -> bytes(value);
            case TAGS -> tags(value);
        };
    }

    private static String listed(List<?> items) {
        String first =
                String.join(", ", items.stream().limit(5).map(String::valueOf).toList());
        return items.size() > 5 ? first + " and " + (items.size() - 5) + " more" : first;
    }

    private static String tags(Object value) {
        if (!(value instanceof List<?> items)) {
            return String.valueOf(value);
        }
        List<String> all = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof List<?> more) {
                more.forEach(tag -> all.add(tag(tag)));
            } else if (item != null) {
                all.add(tag(item));
            }
        }
        return listed(all.stream().distinct().toList());
    }

    private static String tag(Object item) {
        if (!(item instanceof Map<?, ?> tag)) {
            return String.valueOf(item);
        }
        Object key = tag.get("Key") == null ? tag.get("key") : tag.get("Key");
        Object value = tag.get("Value") == null ? tag.get("value") : tag.get("Value");
        return key + "=" + (value == null ? "" : value);
    }

    static String bytes(Object value) {
        double size;
        try {
            size = Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            return String.valueOf(value);
        }
        String[] units = {"bytes", "KB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }

    static Map<String, @Nullable Object> members(@Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> all.put(String.valueOf(name), member));
        }
        return all;
    }

    static String text(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    private static Set<String> texts(List<?> items) {
        return Set.copyOf(items.stream().map(String::valueOf).toList());
    }
}
