package io.brattice.aws.lookup;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks facts up by read-only calls. One object for a sender; {@link #decision()} for each call that is judged.
 *
 * <p>Guarantees: sends nothing but what the catalogue says is a read; makes at most so many calls a decision and takes at most so long;
 * makes each call once a decision; what fails, is late, is over the budget or has more than one page is unknown. Who the caller is, is known
 * for ten minutes. Safe for use by many threads.
 */
public final class Lookups {

    /** How many read-only calls one decision may cost. */
    public static final int CALLS = 20;

    /** How long the read-only calls of one decision may take together. */
    public static final Duration TIME = Duration.ofSeconds(3);

    private static final Duration LASTING = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int CALLERS = 1000;

    private final Senders senders;
    private final int calls;
    private final Duration time;
    private final Map<Key, Known> callers;

    /** Whose facts: two places may have two callers. */
    private record Key(String row, Place place, String of) {}

    private record Known(Fact fact, long until) {}

    private Lookups(Senders senders, int calls, Duration time, Map<Key, Known> callers) {
        this.senders = senders;
        this.calls = calls;
        this.time = Objects.requireNonNull(time, "time");
        this.callers = callers;
    }

    /** By this sender, within 20 calls and 3 seconds a decision. */
    public static Lookups by(AwsSender sender) {
        return new Lookups(
                new Senders(Objects.requireNonNull(sender, "sender")), CALLS, TIME, new ConcurrentHashMap<>());
    }

    /** The same within another budget. */
    public Lookups within(int otherCalls, Duration otherTime) {
        return new Lookups(senders, otherCalls, otherTime, callers);
    }

    /** The facts of one decision: a budget and answers of their own. */
    public Facts decision() {
        Decision decision = new Decision(senders, calls, time);
        return (row, call) -> Identity.is(row) ? caller(row, call, decision) : decision.of(row, call);
    }

    /** Only what is known already, for a thread that must not wait: who the caller is, once somebody has asked; nothing else. */
    public Facts remembered() {
        return (row, call) -> {
            Known known = callers.get(key(row, call));
            return known != null && known.until() - System.nanoTime() > 0
                    ? known.fact()
                    : Fact.unknown("nothing is looked up on this thread");
        };
    }

    private Fact caller(FactRow row, AwsCall call, Facts decision) {
        Key key = key(row, call);
        Known known = callers.get(key);
        if (known != null && known.until() - System.nanoTime() > 0) {
            return known.fact();
        }
        Fact fact = decision.of(row, call);
        if (callers.size() >= CALLERS) {
            callers.clear();
        }
        Duration lasting = fact.known() ? LASTING : RETRY;
        callers.put(key, new Known(fact, System.nanoTime() + lasting.toNanos()));
        return fact;
    }

    private static Key key(FactRow row, AwsCall call) {
        String of = row.parameters().isEmpty() ? "" : call.parameters().json();
        return new Key(row.id(), call.place(), of);
    }
}
