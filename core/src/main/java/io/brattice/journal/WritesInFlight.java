package io.brattice.journal;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which resources are being written to right now.
 *
 * <p>Answers as {@link Resource#overlaps} over all of them would, by looking only at the name itself, at the prefixes that
 * could contain it, and at the first name below it: its cost does not grow with the number of calls in flight.
 */
final class WritesInFlight {

    private static final int LONGEST_NAME = 8192;

    /** By the name without its part. */
    private final TreeMap<String, Held> names = new TreeMap<>();
    /** How many names there are of each length: most prefixes of a name need no look-up then. */
    private final int[] lengths = new int[LONGEST_NAME + 1];

    /** One name, held as a whole or in parts; counted, since one call may name it in several effects. */
    private static final class Held {
        private int wholes;
        private final Map<String, Integer> parts = new HashMap<>();

        void add(String uri, boolean whole, int by) {
            if (whole) {
                wholes += by;
            } else {
                parts.merge(uri, by, (a, b) -> a + b == 0 ? null : a + b);
            }
        }

        boolean isFree() {
            return wholes == 0 && parts.isEmpty();
        }

        boolean meets(String uri, boolean whole) {
            return whole || wholes > 0 || parts.containsKey(uri);
        }
    }

    /** True when one of these effects writes to something that is being written to. */
    boolean overlap(List<Effect> effects) {
        if (names.isEmpty()) {
            return false;
        }
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect.verb().writes() && overlaps(effect.resource())) {
                return true;
            }
        }
        return false;
    }

    void add(List<Effect> effects) {
        count(effects, 1);
    }

    void remove(List<Effect> effects) {
        count(effects, -1);
    }

    private void count(List<Effect> effects, int by) {
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect.verb().writes()) {
                count(effect.resource(), by);
            }
        }
    }

    private void count(Resource resource, int by) {
        String name = resource.whole();
        Held held = names.get(name);
        if (held == null) {
            held = new Held();
            names.put(name, held);
            lengths[name.length()]++;
        }
        held.add(resource.uri(), isWhole(resource, name), by);
        if (held.isFree()) {
            names.remove(name);
            lengths[name.length()]--;
        }
    }

    private boolean overlaps(Resource resource) {
        String name = resource.whole();
        Held same = names.get(name);
        return (same != null && same.meets(resource.uri(), isWhole(resource, name)))
                || isBelowOne(name)
                || isAboveOne(name);
    }

    private boolean isBelowOne(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' && isHeld(name, i)) {
                return true;
            }
            if ((c == '/' || c == ':') && i + 1 < name.length() && isHeld(name, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeld(String name, int length) {
        return lengths[length] > 0 && names.containsKey(name.substring(0, length));
    }

    private boolean isAboveOne(String name) {
        boolean folder = name.endsWith("/") || name.endsWith(":");
        String start = folder ? name : name + "/";
        String first = folder ? names.higherKey(start) : names.ceilingKey(start);
        return first != null && first.startsWith(start);
    }

    private static boolean isWhole(Resource resource, String name) {
        return resource.uri().length() == name.length();
    }
}
