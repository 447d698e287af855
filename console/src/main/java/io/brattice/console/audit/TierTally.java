package io.brattice.console.audit;

import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.console.report.Facts;
import io.brattice.policy.Tiers;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was done on the tiers of rulebooks. A resource that nobody could resolve counts on all of them. */
final class TierTally {

    /** Sums of one tier. */
    static final class Sums {
        long calls;
        final Map<Verb, Long> things = new EnumMap<>(Verb.class);

        long changed() {
            return things.entrySet().stream()
                    .filter(each -> each.getKey() != Verb.READ)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    private final Tiers tiers;
    private final Map<String, Sums> sums = new LinkedHashMap<>();

    /** @param names in the order of the rulebooks */
    TierTally(Tiers tiers, List<String> names) {
        this.tiers = tiers;
        names.forEach(name -> sums.put(name, new Sums()));
    }

    /** No tiers. */
    static TierTally none() {
        return new TierTally(Tiers.none(), List.of());
    }

    /** What a call did, or, where it ran already, what else it turned out to have done. */
    void add(List<Facts.Deed> effects, boolean call) {
        Set<String> touched = new TreeSet<>();
        for (Facts.Deed effect : effects) {
            for (String tier : of(effect.resource())) {
                Sums sum = sums.get(tier);
                if (sum != null) {
                    touched.add(tier);
                    sum.things.merge(effect.verb(), effect.isPart() ? 0 : effect.count(), Long::sum);
                }
            }
        }
        if (call) {
            touched.forEach(tier -> sums.computeIfAbsent(tier, none -> new Sums()).calls++);
        }
    }

    private Set<String> of(String uri) {
        if (sums.isEmpty()) {
            return Set.of();
        }
        try {
            return tiers.of(new Resource(uri));
        } catch (IllegalArgumentException e) {
            return sums.keySet(); // redacted out of shape: it may be any
        }
    }

    Map<String, Sums> all() {
        return sums;
    }
}
