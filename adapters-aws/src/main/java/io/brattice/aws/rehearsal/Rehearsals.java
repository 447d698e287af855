package io.brattice.aws.rehearsal;

import io.brattice.action.Preview;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.lookup.Lookups;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Shows what a call would do, by read-only calls: a brief of about ten lines, as a senior engineer would write it.
 *
 * <p>Guarantees: changes nothing, unless {@link #creatingChangeSets} was chosen; a look-up that failed is said, and stands for the worst case;
 * at most so many look-ups, and so long. Fidelity is EXACT only where the request and what was read say all that will happen.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Rehearsals {

    private final AwsSender sender;
    private final int calls;
    private final Duration time;
    private final Clock clock;
    private final boolean changeSets;

    private Rehearsals(AwsSender sender, int calls, Duration time, Clock clock, boolean changeSets) {
        this.sender = Objects.requireNonNull(sender, "sender");
        this.calls = calls;
        this.time = Objects.requireNonNull(time, "time");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.changeSets = changeSets;
    }

    /** By this sender, within 40 calls and 10 seconds a preview. */
    public static Rehearsals by(AwsSender sender) {
        return new Rehearsals(sender, 2 * Lookups.CALLS, Duration.ofSeconds(10), Clock.systemUTC(), false);
    }

    /** The same within another budget. */
    public Rehearsals within(int otherCalls, Duration otherTime) {
        return new Rehearsals(sender, otherCalls, otherTime, clock, changeSets);
    }

    /** The same by another clock: what "the last hour" is. */
    public Rehearsals by(Clock other) {
        return new Rehearsals(sender, calls, time, other, changeSets);
    }

    /**
     * The same, which may make a change set to see what {@code UpdateStack} would do, and deletes it again. That changes no resource, but it is
     * seen in the stack's history, and stays where the deletion fails.
     */
    public Rehearsals creatingChangeSets() {
        return new Rehearsals(sender, calls, time, clock, true);
    }

    /** What this call would do now. Never throws for what a service says. */
    public Preview preview(Judged judged) {
        return Preview.none("nothing is known of what `" + judged.call().id() + "` would do");
    }
}
