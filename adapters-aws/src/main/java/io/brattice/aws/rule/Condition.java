package io.brattice.aws.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** When a case fits. What needs no fact is tried first, so that no fact is asked in vain. */
sealed interface Condition {

    Truth holds(World world);

    /** Whether it may have to ask a fact. */
    boolean asks();

    /** Fits every call. */
    record Always() implements Condition {
        @Override
        public Truth holds(World world) {
            return Truth.YES;
        }

        @Override
        public boolean asks() {
            return false;
        }
    }

    /** A member of the request holds to a check. */
    record Member(Path path, Check check) implements Condition {
        @Override
        public Truth holds(World world) {
            return path.test(world.request(), seen -> check.holds(seen, world));
        }

        @Override
        public boolean asks() {
            return check.asks();
        }
    }

    /** A fact holds to a check. */
    record OfFact(String id, Check check) implements Condition {
        @Override
        public Truth holds(World world) {
            return check.holds(Seen.of(world.fact(id)), world);
        }

        @Override
        public boolean asks() {
            return true;
        }
    }

    /** The request has no other members than these: what nobody thought of does not count as harmless. */
    record Only(Set<String> names) implements Condition {
        public Only {
            names = Set.copyOf(names);
        }

        @Override
        public Truth holds(World world) {
            Truth truth = Truth.YES;
            for (String name : world.request().keySet()) {
                truth = truth.and(names.contains(name) ? Truth.YES : nearly(name));
            }
            return truth;
        }

        /** Senders differ in what they do with a name in another case. */
        private Truth nearly(String name) {
            return names.stream().anyMatch(name::equalsIgnoreCase) ? Truth.UNKNOWN : Truth.NO;
        }

        @Override
        public boolean asks() {
            return false;
        }
    }

    /** Each of them holds. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = ordered(parts);
        }

        @Override
        public Truth holds(World world) {
            Truth truth = Truth.YES;
            for (Condition part : parts) {
                if (truth == Truth.NO) {
                    return truth;
                }
                truth = truth.and(part.holds(world));
            }
            return truth;
        }

        @Override
        public boolean asks() {
            return parts.stream().anyMatch(Condition::asks);
        }
    }

    /** At least one of them holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = ordered(parts);
        }

        @Override
        public Truth holds(World world) {
            Truth truth = Truth.NO;
            for (Condition part : parts) {
                if (truth == Truth.YES) {
                    return truth;
                }
                truth = truth.or(part.holds(world));
            }
            return truth;
        }

        @Override
        public boolean asks() {
            return parts.stream().anyMatch(Condition::asks);
        }
    }

    /** It does not hold. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth holds(World world) {
            return part.holds(world).not();
        }

        @Override
        public boolean asks() {
            return part.asks();
        }
    }

    private static List<Condition> ordered(List<Condition> parts) {
        return parts.stream().sorted(Comparator.comparing(Condition::asks)).toList();
    }
}
