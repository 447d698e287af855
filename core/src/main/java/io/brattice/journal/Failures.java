package io.brattice.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When calls of each principal failed, since a person last reset it. One writer at a time; {@link #of} may be called by any thread.
 *
 * <p>Time alone forgets nothing, since what a principal may do no longer must hold until a person says otherwise. Of each the latest are kept,
 * and of too many principals those that failed least.
 */
final class Failures {

    /** How many of one principal are kept. */
    static final int MOST = 256;

    private static final int MOST_PRINCIPALS = 10_000;
    /** They go in batches, since finding them looks at all. */
    private static final int BATCH = 1_000;

    private final ConcurrentHashMap<String, List<Instant>> principals = new ConcurrentHashMap<>();

    List<Instant> of(String principal) {
        return principals.getOrDefault(principal, List.of());
    }

    void add(String principal, Instant at) {
        List<Instant> all = new ArrayList<>(of(principal));
        all.add(at);
        all.sort(Comparator.naturalOrder()); // two processes may see two times
        principals.put(principal, List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
        if (principals.size() > MOST_PRINCIPALS + BATCH) {
            forgetLeast();
        }
    }

    /** What was counted at this instant turned out to be none. */
    void remove(String principal, Instant at) {
        List<Instant> rest = new ArrayList<>(of(principal));
        if (rest.remove(at)) {
            restore(principal, rest);
        }
    }

    void reset(String principal) {
        principals.remove(principal);
    }

    Map<String, List<Instant>> all() {
        return principals;
    }

    void restore(String principal, List<Instant> failures) {
        if (failures.isEmpty()) {
            principals.remove(principal);
        } else {
            principals.put(principal, List.copyOf(failures));
        }
    }

    private void forgetLeast() {
        principals.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, List<Instant>>>comparingInt(
                                entry -> entry.getValue().size())
                        .thenComparing(
                                entry -> entry.getValue().get(entry.getValue().size() - 1))
                        .thenComparing(Map.Entry::getKey))
                .limit(principals.size() - MOST_PRINCIPALS)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(principals::remove);
    }
}
