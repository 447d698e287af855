package io.brattice.rulebook.budget;

import io.brattice.rulebook.language.Budget;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The time that a budget sums over. */
record Window(Budget.Span span) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    Window {
        if (span instanceof Budget.Span.Rolling rolling
                && (rolling.length().compareTo(SHORTEST) < 0 || rolling.length().compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "a rolling window is from one second to 366 days, not " + rolling.length());
        }
    }

    /** When the window began that {@code now} is in. */
    Instant start(Instant now) {
        if (span instanceof Budget.Span.Rolling rolling) {
            return now.minus(rolling.length());
        }
        Budget.Span.Calendar calendar = (Budget.Span.Calendar) span;
        ZonedDateTime there = now.atZone(calendar.zone());
        ZonedDateTime start = switch (calendar.unit()) {
            case HOUR -> there.truncatedTo(ChronoUnit.HOURS);
            case DAY -> there.toLocalDate().atStartOfDay(calendar.zone());
            case WEEK ->
                there.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(calendar.zone());
            case MONTH -> there.toLocalDate().withDayOfMonth(1).atStartOfDay(calendar.zone());
        };
        return start.toInstant();
    }

    /** At least how long the longest of them is, also where clocks are set back. */
    Duration length() {
        if (span instanceof Budget.Span.Rolling rolling) {
            return rolling.length();
        }
        return switch (((Budget.Span.Calendar) span).unit()) {
            case HOUR -> Duration.ofHours(2);
            case DAY -> Duration.ofHours(26);
            case WEEK -> Duration.ofHours(7 * 24 + 2);
            case MONTH -> Duration.ofHours(31 * 24 + 2);
        };
    }

    /** As it is told to an agent. */
    @Override
    public String toString() {
        return span instanceof Budget.Span.Calendar calendar
                ? "this " + calendar.unit().name().toLowerCase(Locale.ROOT) + " (" + calendar.zone() + ")"
                : "within " + ((Budget.Span.Rolling) span).length().toString();
    }
}
