package io.brattice.files.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which calls are to be forgotten. They can then not be taken back. */
public final class Pruning {

    /** Told how far a pruning is, now and then. */
    @FunctionalInterface
    public interface Progress {

        /** Listens to nothing. */
        Progress SILENT = (removed, of) -> {};

        /**
         * Says how far it is.
         *
         * @param removed how many shelves and blobs are removed
         * @param of how many are known to be removed in all
         */
        void at(int removed, int of);
    }

    @FunctionalInterface
    private interface Choice {
        Set<Shelf> of(List<Shelf> oldestFirst, long used, Instant now);
    }

    private final Choice choice;

    private Pruning(Choice choice) {
        this.choice = choice;
    }

    /** None: only what nothing refers to, and what a crash left behind. */
    public static Pruning leftovers() {
        return new Pruning((all, used, now) -> Set.of());
    }

    /** Those kept longer ago. */
    public static Pruning olderThan(Duration age) {
        return where((shelf, now) -> shelf.at().isBefore(now.minus(age)));
    }

    /** Those of one session. */
    public static Pruning ofSession(String session) {
        return where((shelf, now) -> shelf.session().equals(session));
    }

    /** Those that were taken back. What an undo moved away goes with them. */
    public static Pruning takenBack() {
        return where((shelf, now) -> shelf.done());
    }

    /** Those taken back, then whole sessions, the oldest first, until the store holds no more than so much. */
    public static Pruning to(long bytes) {
        return to(bytes, "");
    }

    /** The same, but never of the given session. */
    static Pruning to(long bytes, String spared) {
        return new Pruning((all, used, now) -> {
            Set<Shelf> chosen = new LinkedHashSet<>();
            long left = used;
            for (List<Shelf> group : inOrder(all, spared)) {
                if (left <= bytes) {
                    break;
                }
                chosen.addAll(group);
                left -= group.stream().mapToLong(Shelf::bytes).sum();
            }
            return chosen;
        });
    }

    /** Both. */
    public Pruning or(Pruning other) {
        return new Pruning((all, used, now) -> {
            Set<Shelf> chosen = new LinkedHashSet<>(choice.of(all, used, now));
            chosen.addAll(other.choice.of(all, used, now));
            return chosen;
        });
    }

    Set<Shelf> choose(List<Shelf> oldestFirst, long used, Instant now) {
        return choice.of(oldestFirst, used, now);
    }

    @FunctionalInterface
    private interface Test {
        boolean on(Shelf shelf, Instant now);
    }

    private static Pruning where(Test test) {
        return new Pruning((all, used, now) -> {
            Set<Shelf> chosen = new LinkedHashSet<>();
            all.stream().filter(shelf -> test.on(shelf, now)).forEach(chosen::add);
            return chosen;
        });
    }

    /** A session is as old as its youngest call; a call without a session is one for itself. */
    private static List<List<Shelf>> inOrder(List<Shelf> all, String spared) {
        List<List<Shelf>> order = new ArrayList<>();
        Map<String, List<Shelf>> sessions = new LinkedHashMap<>();
        for (Shelf shelf : all) {
            if (shelf.done()) {
                order.add(List.of(shelf));
            } else if (shelf.session().isEmpty()) {
                sessions.put(shelf.digest(), new ArrayList<>(List.of(shelf)));
            } else if (!shelf.session().equals(spared)) {
                sessions.computeIfAbsent("session " + shelf.session(), name -> new ArrayList<>())
                        .add(shelf);
            }
        }
        sessions.values().stream()
                .sorted(Comparator.comparing(
                        shelves -> shelves.get(shelves.size() - 1).at()))
                .forEach(order::add);
        return order;
    }
}
