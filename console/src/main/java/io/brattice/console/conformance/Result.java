package io.brattice.console.conformance;

import java.util.Locale;
import java.util.Objects;

/**
 * What came of one requirement.
 *
 * @param attack what was run against the gate; empty where nothing could be
 * @param outcome what happened
 */
record Result(Requirement requirement, Status status, String attack, String outcome) {

    /** Only the first is a pass. */
    enum Status {
        HOLDS,
        /** As far as the gate reaches; the rest is for others to show. */
        PARTLY,
        NOT_APPLICABLE,
        BROKEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    Result {
        Objects.requireNonNull(requirement, "requirement");
        Objects.requireNonNull(status, "status");
    }
}
