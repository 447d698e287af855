package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Place;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that a person should look at.
 *
 * @param text one line, with what to write instead
 */
public record Finding(Kind kind, Severity severity, Place place, String text) {

    /** How bad it is. */
    public enum Severity {
        /** Something was left out, and nothing is known to be wrong. */
        NOTE,
        /** It may be meant. */
        WARNING,
        /** It cannot be meant. */
        ERROR
    }

    /** What sort of thing. */
    public enum Kind {
        DUPLICATE_ID(Severity.ERROR, true),
        UNKNOWN_TIER(Severity.ERROR, true),
        EXAMPLE_FAILS(Severity.ERROR, true),
        EXAMPLE_NOT_RUN(Severity.NOTE, false),
        UNKNOWN_LAYER(Severity.ERROR, false),
        UNKNOWN_TOOL(Severity.WARNING, false),
        NEVER_SPEAKS(Severity.ERROR, false),
        SHADOWED(Severity.ERROR, false),
        NULLIFIED(Severity.ERROR, false),
        SAYS_NOTHING_NEW(Severity.WARNING, false),
        DENIES_UNSEEN(Severity.WARNING, false),
        OPEN_RANGE(Severity.WARNING, false),
        SAFEGUARDED_CLASS(Severity.WARNING, false),
        NEEDS_UP_TO(Severity.WARNING, false),
        ALLOWS_MUCH(Severity.WARNING, false),
        PATTERN_MISSES(Severity.WARNING, false),
        UNUSED_TIER(Severity.WARNING, false),
        ALIKE(Severity.WARNING, false),
        TIMES(Severity.WARNING, false),
        COST(Severity.WARNING, false);

        private final Severity severity;
        private final boolean stops;

        Kind(Severity severity, boolean stops) {
            this.severity = severity;
            this.stops = stops;
        }

        /** True when no rulebook that has it may come into force: it does not mean what it says. */
        public boolean stops() {
            return stops;
        }

        Finding at(Place place, String text) {
            return new Finding(this, severity, place, text);
        }

        /** {@code unknown-tier}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(place, "place");
    }

    /** By place. */
    static Comparator<Finding> order() {
        return Comparator.comparing(Finding::place).thenComparing(Finding::kind).thenComparing(Finding::text);
    }

    /** {@code house.yaml:12:5: warning: …}. */
    @Override
    public String toString() {
        return place + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + text;
    }
}
