package io.brattice.console.report;

import java.time.LocalTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that somebody says was done: who says it may be the agent itself.
 *
 * @param act what
 * @param negated that it was not done
 * @param only that nothing else was done
 * @param count how many
 * @param bound how the number is meant
 * @param unit of what
 * @param resource to which one, as it was written
 * @param small that it was a small thing
 * @param time at which time of the day
 */
record Claim(
        Act act,
        boolean negated,
        boolean only,
        Optional<Long> count,
        Bound bound,
        Unit unit,
        Optional<String> resource,
        boolean small,
        Optional<LocalTime> time) {

    /** What is said to have been done. */
    enum Act {
        READ,
        CREATED,
        CHANGED,
        DELETED,
        RAN,
        SENT,
        RESTORED,
        ASKED,
        APPROVED
    }

    /** How a number is meant. */
    enum Bound {
        EXACTLY,
        ABOUT,
        AT_MOST,
        AT_LEAST
    }

    /** What a number counts. */
    enum Unit {
        /** Not said, or things in general. */
        THINGS,
        FILES,
        LINES,
        EDITS,
        CALLS,
        QUESTIONS,
        /** Something that the journal does not count. */
        OTHER
    }

    Claim {
        Objects.requireNonNull(act, "act");
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(unit, "unit");
    }

    /** In our own words, without the resource. */
    String words() {
        StringBuilder words = new StringBuilder(negated ? "not " : only ? "only " : "");
        words.append(act.name().toLowerCase(Locale.ROOT));
        if (count.isPresent()) {
            words.append(
                            switch (bound) {
                                case EXACTLY -> " ";
                                case ABOUT -> " about ";
                                case AT_MOST -> " at most ";
                                case AT_LEAST -> " at least ";
                            })
                    .append(String.format(Locale.ROOT, "%,d", count.get()));
        }
        if (unit != Unit.THINGS) {
            words.append(small ? " small " : " ").append(unit.name().toLowerCase(Locale.ROOT));
        }
        time.ifPresent(at -> words.append(" at ").append(at));
        return words.toString();
    }
}
