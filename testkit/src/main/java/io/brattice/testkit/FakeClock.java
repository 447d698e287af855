package io.brattice.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A wall clock and a monotonic clock that stand still until they are moved. Pass the object itself to {@code clock(…)} and
 * {@link #nanos()} to {@code monotonic(…)}.
 */
public final class FakeClock extends Clock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicLong skew = new AtomicLong();

    /** Time passes, on both clocks. */
    public void advance(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    /** Somebody sets the wall clock; the monotonic clock does not notice. Negative sets it back. */
    public void step(Duration by) {
        skew.addAndGet(by.toNanos());
    }

    /** The monotonic clock. */
    public LongSupplier nanos() {
        return elapsed::get;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(elapsed.get()).plusNanos(skew.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
