package io.brattice.rulebook.load;

import io.brattice.rulebook.language.Condition;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads zones, moments and windows of time. */
final class Times {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final Source source;

    Times(Source source) {
        this.source = source;
    }

    /** A zone of the IANA database; offsets and abbreviations have no summer time, or several meanings. */
    ZoneId zone(Node node) {
        String text = Source.text(node);
        if (text.equals("UTC")
                || (text.contains("/") && ZoneId.getAvailableZoneIds().contains(text))) {
            return ZoneId.of(text);
        }
        source.complain(
                node,
                "`" + Complaints.excerpt(text) + "` is no zone of the IANA database; "
                        + Nearest.to(text, ZoneId.getAvailableZoneIds())
                                .filter(near -> near.contains("/"))
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("write one like `Europe/Berlin`, or `UTC`"));
        return ZoneOffset.UTC;
    }

    /** A day or a day and time, in that zone. */
    Instant instant(Node node, ZoneId zone) {
        String text = Source.text(node);
        try {
            LocalDateTime local = text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            source.complain(
                    node,
                    "there is no day or time `" + Complaints.excerpt(text) + "`; write one like `2026-12-20T18:00`");
            return Instant.EPOCH;
        }
    }

    /** From `from` until `until`, in `zone`. */
    Condition.Between between(Node.Mapping mapping) {
        ZoneId zone = zone(mapping.get("zone").orElseThrow());
        int before = source.complaints().size();
        Instant from = instant(mapping.get("from").orElseThrow(), zone);
        Instant until = instant(mapping.get("until").orElseThrow(), zone);
        if (!from.isBefore(until) && source.complaints().size() == before) {
            source.complain(
                    mapping.get("until").orElseThrow(), "`until` is not after `from`; write the earlier one in `from`");
        }
        return new Condition.Between(from, until);
    }

    Condition.Window window(Node.Mapping mapping) {
        ZoneId zone = zone(mapping.get("zone").orElseThrow());
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        mapping.get("days")
                .ifPresentOrElse(
                        node -> Source.items(node).forEach(item -> days.addAll(days(Source.text(item)))),
                        () -> days.addAll(EnumSet.allOf(DayOfWeek.class)));
        LocalTime from = Source.text(mapping, "from").map(LocalTime::parse).orElse(LocalTime.MIN);
        LocalTime to = Source.text(mapping, "to").map(LocalTime::parse).orElse(LocalTime.MAX);
        if (from.equals(to)) {
            source.complain(mapping, "`from` and `to` are the same time; take both out for the whole day");
        }
        return new Condition.Window(zone, days, from, to);
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        int from = DAYS.indexOf(text.substring(0, 3));
        int to = DAYS.indexOf(text.substring(text.length() - 3));
        for (int day = from; ; day = (day + 1) % 7) {
            days.add(DayOfWeek.of(day + 1));
            if (day == to) {
                return days;
            }
        }
    }
}
