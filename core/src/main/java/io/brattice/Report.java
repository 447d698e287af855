package io.brattice;

import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a tool says that it did, so short that it fits into one journal entry: above 1,000 effects they are summed up per verb,
 * class and folder, and where those are too many, per verb, class and kind of resource. Sums keep every count and byte.
 */
final class Report {

    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 128 << 10;

    private Report() {}

    static List<Effect> of(List<Effect> effects) {
        if (fits(effects)) {
            return List.copyOf(effects);
        }
        List<Effect> folders = summed(effects, Report::folder);
        return fits(folders) ? folders : summed(effects, Report::kind);
    }

    private static boolean fits(List<Effect> effects) {
        long characters = 0;
        for (Effect effect : effects) {
            characters += effect.resource().uri().length();
        }
        return effects.size() <= MOST && characters <= MOST_CHARACTERS;
    }

    private record Heap(Verb verb, String resource, Reversibility reversibility, Reversibility inherent) {}

    private static List<Effect> summed(List<Effect> effects, UnaryOperator<String> wider) {
        Map<Heap, Effect> sums = new LinkedHashMap<>();
        for (Effect effect : effects) {
            Resource resource = effect.resource();
            String where = wider.apply(resource.whole()) + part(resource);
            Effect whole = new Effect(
                    effect.verb(),
                    new Resource(where),
                    effect.count(),
                    effect.bytes(),
                    effect.reversibility(),
                    effect.inherent());
            Heap heap = new Heap(effect.verb(), where, effect.reversibility(), effect.inherent());
            sums.merge(
                    heap,
                    whole,
                    (one, other) -> one.measuring(plus(one.count(), other.count()), plus(one.bytes(), other.bytes())));
        }
        return new ArrayList<>(sums.values());
    }

    /** Lines stay lines: they are counted apart. Another part is one of too many names. */
    private static String part(Resource resource) {
        return resource.uri().endsWith("#lines") ? "#lines" : "";
    }

    private static String folder(String whole) {
        int slash = whole.lastIndexOf('/');
        int colon = whole.indexOf(':');
        return slash <= colon + 1 ? kind(whole) : whole.substring(0, slash);
    }

    /** Of a file, the folder of all: {@code file:/}. */
    private static String kind(String whole) {
        String scheme = whole.substring(0, whole.indexOf(':') + 1);
        return scheme.equals("file:") ? "file:/" : scheme;
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
