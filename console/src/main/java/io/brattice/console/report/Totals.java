package io.brattice.console.report;

import io.brattice.action.Verb;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much calls did, summed up. What they did more than was written down is not in it; {@link #isVague} tells. */
final class Totals {

    private static final int MOST_RESOURCES = 10_000;

    /** How much one verb did. */
    static final class Much {
        long things;
        long parts;
        /** The most things that one effect concerned: a folder with all in it counts more than once. */
        long largest;

        void add(Facts.Deed effect) {
            if (effect.isPart()) {
                parts += effect.count();
            } else {
                things += effect.count();
                largest = Math.max(largest, effect.count());
            }
        }
    }

    private final Map<Verb, Much> verbs = new EnumMap<>(Verb.class);
    private final Map<String, Map<Verb, Much>> resources = new LinkedHashMap<>();
    private long calls;
    private long beyond;
    private boolean vague;

    static Totals of(Collection<Deed> deeds) {
        Totals totals = new Totals();
        deeds.forEach(totals::add);
        return totals;
    }

    private void add(Deed deed) {
        calls++;
        vague = vague || deed.isVague();
        for (Facts.Deed effect : deed.effects) {
            verbs.computeIfAbsent(effect.verb(), verb -> new Much()).add(effect);
            String name = effect.whole();
            if (resources.containsKey(name) || resources.size() < MOST_RESOURCES) {
                resources
                        .computeIfAbsent(name, resource -> new EnumMap<>(Verb.class))
                        .computeIfAbsent(effect.verb(), verb -> new Much())
                        .add(effect);
            } else {
                beyond++;
            }
        }
    }

    long calls() {
        return calls;
    }

    /** Whole things: files, folders, records. */
    long things(Verb verb) {
        return verbs.containsKey(verb) ? verbs.get(verb).things : 0;
    }

    /** Parts of things: lines of files. */
    long parts(Verb verb) {
        return verbs.containsKey(verb) ? verbs.get(verb).parts : 0;
    }

    /** True when code ran, or a tool that names nothing finer: what they did beside what is written down is not known. */
    boolean ranCode() {
        return verbs.containsKey(Verb.EXECUTE)
                || resources.keySet().stream().anyMatch(resource -> resource.startsWith("tool:"));
    }

    boolean has(Verb verb) {
        return verbs.containsKey(verb);
    }

    /** True when more was done than was written down, so that every sum is a least one. */
    boolean isVague() {
        return vague;
    }

    /** What was done to each resource; the first ten thousand. */
    Map<String, Map<Verb, Much>> resources() {
        return resources;
    }

    /** Effects on resources that are not in {@link #resources}. */
    long beyond() {
        return beyond;
    }
}
