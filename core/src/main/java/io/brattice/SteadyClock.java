package io.brattice;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Wall time that never runs backwards and never runs slow: the later of the wall clock and of what a monotonic clock says has
 * passed. A clock that is set back therefore prolongs no approval; one that is set forward, or a host that slept, expires
 * them, which is the safe side.
 */
final class SteadyClock {

    private static final long STEP_MILLIS = 1;

    private record Anchor(Instant wall, long nanos) {}

    private final Clock wall;
    private final LongSupplier nanos;
    private volatile Anchor anchor;

    SteadyClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.anchor = new Anchor(wall.instant(), nanos.getAsLong());
    }

    Instant now() {
        Anchor from = anchor;
        Instant elapsed = from.wall.plusNanos(nanos.getAsLong() - from.nanos);
        long ahead = wall.millis() - elapsed.toEpochMilli();
        return ahead > STEP_MILLIS ? stepTo(wall.instant()) : elapsed;
    }

    /** The wall clock was set forward, or the host slept. */
    private synchronized Instant stepTo(Instant told) {
        long at = nanos.getAsLong();
        Instant known = anchor.wall.plusNanos(at - anchor.nanos);
        Instant later = told.isAfter(known) ? told : known;
        anchor = new Anchor(later, at);
        return later;
    }
}
