package io.brattice.journal;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.History.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The noes that stick to one principal: a list that is bounded and never becomes milder by being full. */
final class StandingRefusals {
    /** How many are kept apart. */
    static final int MOST = 1024;

    private StandingRefusals() {}

    private record Same(Verb verb, Resource resource, Reversibility inherent) {
        static Same of(Refusal refusal) {
            return new Same(refusal.verb(), refusal.resource(), refusal.inherent());
        }
    }

    static List<Refusal> sticking(List<Refusal> refusals, Instant now) {
        return refusals.stream()
                .filter(refusal -> now.isBefore(refusal.until()))
                .toList();
    }

    /** With one more: an equal one is replaced by whichever sticks longer, and expired ones go. */
    static List<Refusal> and(List<Refusal> refusals, Refusal latest) {
        Refusal longest = latest;
        List<Refusal> rest = new ArrayList<>(refusals.size() + 1);
        for (Refusal one : refusals) {
            if (!latest.at().isBefore(one.until())) {
                continue;
            }
            if (!Same.of(one).equals(Same.of(latest))) {
                rest.add(one);
            } else if (one.until().isAfter(longest.until())) {
                longest = one;
            }
        }
        rest.add(longest);
        return rest.size() > MOST ? merged(rest) : rest;
    }

    /**
     * An agent that collects noes must not push out the first by the last. So the older half becomes one refusal for each
     * verb and scheme, which covers the whole scheme: stricter than what it stands for, never milder.
     */
    private static List<Refusal> merged(List<Refusal> refusals) {
        int half = refusals.size() / 2;
        Map<String, Refusal> wide = new LinkedHashMap<>();
        for (Refusal one : refusals.subList(0, half)) {
            String scheme = one.resource().scheme() + ":";
            wide.merge(one.verb() + " " + scheme, widened(one, new Resource(scheme)), StandingRefusals::both);
        }
        List<Refusal> rest = new ArrayList<>(wide.values());
        rest.addAll(refusals.subList(half, refusals.size()));
        return rest;
    }

    private static Refusal widened(Refusal one, Resource whole) {
        return new Refusal(one.verb(), whole, one.inherent(), one.at(), one.until(), one.by(), one.why());
    }

    private static Refusal both(Refusal a, Refusal b) {
        Refusal later = a.until().isAfter(b.until()) ? a : b;
        Reversibility safest = a.inherent().isAtLeast(b.inherent()) ? b.inherent() : a.inherent();
        return new Refusal(later.verb(), later.resource(), safest, later.at(), later.until(), later.by(), later.why());
    }
}
