package io.brattice.rulebook.language;

import java.time.Duration;

/**
 * How many calls above READ_ONLY of one principal may fail, end unknown or be refused by a person within a time. Once it is spent the principal may
 * only read until a person resets it.
 */
public record ErrorBudget(Place place, long failures, Duration within, String advice) {}
