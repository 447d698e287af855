package io.brattice.journal;

import io.brattice.action.Arguments;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: what happened, to which call, when, and the facts.
 *
 * <p>Immutable. The body may be built on first use, from values that cannot change, so that a journal in memory need not pay
 * for what nobody reads.
 */
public final class Entry {

    /** What happened. The ordinal is not stored; {@link #code()} is. */
    public enum Kind {
        /** A read-only call ran by the short way. */
        READ(1),
        REFUSED(2),
        ASKED(3),
        ANSWERED(4),
        /** About to run: durable before the effect. */
        INTENT(5),
        /** What was there is kept: durable before the effect. */
        SECURED(6),
        DONE(7),
        FAILED(8),
        UNDONE(9),
        /** An unknown outcome was settled by a probe or a person. */
        SETTLED(10),
        /** Anything else worth knowing: the stop switch, drift, a stale state, a doubt. */
        NOTED(11);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The stable number in the file format. */
        public int code() {
            return code;
        }
    }

    private final Kind kind;
    private final String call;
    private final Instant at;
    private final long weight;
    private final @Nullable Supplier<Arguments> later;
    private volatile @Nullable Arguments known;

    /**
     * An entry with its body.
     *
     * @param call the id of the call it belongs to; empty for {@link Kind#NOTED} entries about the gate itself
     * @param body the facts, as canonical JSON; its keys per kind are listed in docs/journal.md
     */
    public Entry(Kind kind, String call, Instant at, Arguments body) {
        this(kind, call, at, body.canonicalLength(), body, null);
    }

    private Entry(
            Kind kind,
            String call,
            Instant at,
            long weight,
            @Nullable Arguments known,
            @Nullable Supplier<Arguments> later) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.call = Objects.requireNonNull(call, "call");
        this.at = Objects.requireNonNull(at, "at");
        this.weight = weight;
        this.known = known;
        this.later = later;
    }

    /**
     * An entry whose body is built when it is first asked for.
     *
     * @param weight about how many bytes it keeps alive, for journals that bound what they hold
     * @param body pure, and over immutable values only
     */
    public static Entry lazily(Kind kind, String call, Instant at, long weight, Supplier<Arguments> body) {
        return new Entry(kind, call, at, weight, null, body);
    }

    /** What sort of fact it records. */
    public Kind kind() {
        return kind;
    }

    /** The call it belongs to; empty for entries about the gate itself. */
    public String call() {
        return call;
    }

    /** When it happened, by the clock of the gate that wrote it. */
    public Instant at() {
        return at;
    }

    /** The facts. */
    public Arguments body() {
        Arguments body = known;
        if (body == null) {
            body = Objects.requireNonNull(later, "later").get(); // pure: two threads build the same
            known = body;
        }
        return body;
    }

    /** About how many bytes it keeps alive. */
    public long weight() {
        return weight;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that
                && kind == that.kind
                && call.equals(that.call)
                && at.equals(that.at)
                && body().equals(that.body());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, call, at, body());
    }

    @Override
    public String toString() {
        return kind + " " + call + " " + at + " " + body();
    }
}
