package io.brattice.policy;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one principal did lately, of one moment: an immutable snapshot from the ledger.
 *
 * <p>Reads are not in it. It makes visible what no single call shows: a thing deleted and made anew, a loop of small
 * deletes, a refused effect tried again by another route.
 *
 * @param version grows with every change; a permit is only reserved against the version its verdict saw
 * @param past calls above READ_ONLY, oldest first, bounded by the ledger's window
 * @param refusals every no that still sticks, oldest first
 * @param failures when a call above READ_ONLY failed or ended unknown, or a person said no, since a person last reset it; oldest first,
 *     the latest 256 of them, however long ago
 */
public record History(long version, List<Past> past, List<Refusal> refusals, List<Instant> failures) {

    /** What became of an earlier call. */
    public enum State {
        /** Granted and under way. */
        RESERVED,
        DONE,
        FAILED,
        /** Granted, and nobody knows whether it ran. */
        UNKNOWN,
        /** Taken back. */
        UNDONE
    }

    /**
     * One earlier call.
     *
     * @param call its id
     * @param session the session it belonged to
     */
    public record Past(
            String call,
            String session,
            String tool,
            Instant at,
            List<Effect> effects,
            Reversibility inherent,
            State state) {
        public Past {
            effects = List.copyOf(effects);
        }

        /**
         * The same call, once it was found to have done this too: effects are added, and of two with one verb and resource the
         * larger and graver stands, so that nothing that was judged is lost.
         */
        public Past and(List<Effect> did) {
            if (did.isEmpty()) {
                return this;
            }
            List<Effect> every = new ArrayList<>(effects);
            Map<Map.Entry<Verb, Resource>, Integer> where = new HashMap<>();
            for (int i = 0; i < effects.size(); i++) {
                where.putIfAbsent(key(effects.get(i)), i);
            }
            Reversibility gravest = inherent;
            for (Effect effect : did) {
                Integer known = where.putIfAbsent(key(effect), every.size());
                if (known == null) {
                    every.add(effect);
                } else {
                    every.set(known, larger(every.get(known), effect));
                }
                gravest = gravest.or(effect.inherent());
            }
            return new Past(call, session, tool, at, every, gravest, state);
        }

        private static Map.Entry<Verb, Resource> key(Effect effect) {
            return Map.entry(effect.verb(), effect.resource());
        }

        private static Effect larger(Effect one, Effect other) {
            return new Effect(
                    one.verb(),
                    one.resource(),
                    Math.max(one.count(), other.count()),
                    Math.max(one.bytes(), other.bytes()),
                    one.reversibility().or(other.reversibility()),
                    one.inherent().or(other.inherent()));
        }

        /** The same call once something else has become of it. */
        public Past in(State next) {
            return new Past(call, session, tool, at, effects, inherent, next);
        }
    }

    /**
     * A person's no or a policy's deny that sticks to one effect for a while.
     *
     * @param inherent the class that was refused; the same effect in a safer class passes
     * @param by the person or the rule
     */
    public record Refusal(
            Verb verb, Resource resource, Reversibility inherent, Instant at, Instant until, String by, String why) {

        /** True when {@code effect} is what was refused, or more, and the refusal still sticks. */
        public boolean covers(Effect effect, Instant now) {
            return now.isBefore(until)
                    && effect.verb() == verb
                    && effect.reversibility().isAtLeast(inherent)
                    && effect.resource().overlaps(resource);
        }
    }

    /** A sum over effects. */
    public record Tally(long calls, long count, long bytes) {}

    private static final History NONE = new History(0, List.of(), List.of());

    public History {
        past = Pasts.copyOf(past);
        refusals = List.copyOf(refusals);
        failures = List.copyOf(failures);
    }

    /** A history without failures. */
    public History(long version, List<Past> past, List<Refusal> refusals) {
        this(version, past, refusals, List.of());
    }

    /** The same with these failures. */
    public History failing(List<Instant> when) {
        return new History(version, past, refusals, when);
    }

    /** The history of a caller who has done nothing yet, at version 0. */
    public static History none() {
        return NONE;
    }

    /** This history once one more call has come, as the given version. Shares almost everything with this one. */
    public History and(Past latest, long next) {
        return new History(next, Pasts.copyOf(past).plus(latest), refusals, failures);
    }

    /** This history with another entry at {@code index} of the past. Shares almost everything with this one. */
    public History replacing(int index, Past changed, long next) {
        return new History(next, Pasts.copyOf(past).replacing(index, changed), refusals, failures);
    }

    /**
     * How much this verb has done since {@code from}, over every call that ran, may have run, or is under way. What was
     * taken back no longer counts.
     */
    public Tally since(Instant from, Verb verb) {
        long calls = 0;
        long count = 0;
        long bytes = 0;
        for (Past one : past) {
            if (one.at().isBefore(from) || one.state() == State.UNDONE) {
                continue;
            }
            boolean any = false;
            for (Effect effect : one.effects()) {
                if (effect.verb() == verb) {
                    any = true;
                    count = Deleted.plus(count, effect.count());
                    bytes = Deleted.plus(bytes, effect.bytes());
                }
            }
            calls += any ? 1 : 0;
        }
        return new Tally(calls, count, bytes);
    }

    /** The latest earlier call with this verb on an overlapping resource, if it was within {@code window} before {@code now}. */
    public Optional<Past> latest(Verb verb, Resource resource, Instant now, Duration window) {
        Objects.requireNonNull(resource, "resource");
        for (int i = past.size() - 1; i >= 0; i--) {
            Past one = past.get(i);
            if (one.at().isBefore(now.minus(window))) {
                continue;
            }
            if (one.effects().stream()
                    .anyMatch(
                            effect -> effect.verb() == verb && effect.resource().overlaps(resource))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
