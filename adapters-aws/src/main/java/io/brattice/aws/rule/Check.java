package io.brattice.aws.rule;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/** What a value is held to. What is absent holds to none but {@code present: false} and {@code not}; what is odd is unknown to all. */
sealed interface Check {

    Truth holds(Seen seen, World world);

    default boolean asks() {
        return false;
    }

    /** Is exactly this string, number or boolean. Another type is unknown, and so is a string that differs in case or blanks only. */
    record Equal(Object literal) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            return switch (seen.state()) {
                case ABSENT -> Truth.NO;
                case ODD -> Truth.UNKNOWN;
                case THERE -> same(literal, seen.value());
            };
        }
    }

    /** Is one of these. */
    record In(List<Object> literals) implements Check {
        public In {
            literals = List.copyOf(literals);
        }

        @Override
        public Truth holds(Seen seen, World world) {
            Truth truth = Truth.NO;
            for (Object literal : literals) {
                truth = truth.or(new Equal(literal).holds(seen, world));
            }
            return truth;
        }
    }

    /** Something is there. An empty string, list or object is neither there nor absent. */
    record Present(boolean wanted) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            Truth there = switch (seen.state()) {
                case ABSENT -> Truth.NO;
                case ODD -> Truth.UNKNOWN;
                case THERE -> isEmpty(seen) ? Truth.UNKNOWN : Truth.YES;
            };
            return wanted ? there : there.not();
        }

        private static boolean isEmpty(Seen seen) {
            Object value = seen.value();
            return (value instanceof String text && text.isBlank())
                    || (value instanceof Collection<?> items && items.isEmpty())
                    || (value instanceof Map<?, ?> members && members.isEmpty());
        }
    }

    /** Is a string that holds this text, in any case. */
    record Contains(String text) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            return switch (seen.state()) {
                case ABSENT -> Truth.NO;
                case ODD -> Truth.UNKNOWN;
                case THERE ->
                    seen.value() instanceof String whole
                            ? Truth.of(whole.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                            : Truth.UNKNOWN;
            };
        }
    }

    /** Is a number that stands so to this one, or to the number that is a fact. */
    record Compared(String sign, Object to) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            if (seen.state() == Seen.State.ABSENT) {
                return Truth.NO;
            }
            Object other =
                    to instanceof FactName name ? Seen.of(world.fact(name.id())).value() : to;
            if (seen.value() instanceof Number number && other instanceof Number bound) {
                int order = new BigDecimal(number.toString()).compareTo(new BigDecimal(bound.toString()));
                return Truth.of(test(sign).test(order));
            }
            return Truth.UNKNOWN;
        }

        @Override
        public boolean asks() {
            return to instanceof FactName;
        }

        private static IntPredicate test(String sign) {
            return switch (sign) {
                case "<" -> order -> order < 0;
                case "<=" -> order -> order <= 0;
                case ">" -> order -> order > 0;
                case ">=" -> order -> order >= 0;
                default -> throw new IllegalArgumentException("`" + sign + "` compares nothing");
            };
        }
    }

    /** Is what the fact is. */
    record SameAs(FactName fact) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            Seen other = Seen.of(world.fact(fact.id()));
            if (seen.state() == Seen.State.ODD || other.state() == Seen.State.ODD) {
                return Truth.UNKNOWN;
            }
            Object value = other.value();
            return value == null || seen.value() == null
                    ? Truth.of(value == null && seen.value() == null)
                    : same(value, seen.value());
        }

        @Override
        public boolean asks() {
            return true;
        }
    }

    /** Is a list of which any item, or every item, holds to a check. */
    record Items(boolean every, Check check) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            if (seen.state() == Seen.State.ABSENT) {
                return Truth.NO;
            }
            if (!(seen.value() instanceof List<?> items)) {
                return Truth.UNKNOWN;
            }
            Truth truth = Truth.of(every);
            for (Object item : items) {
                Truth one = check.holds(item == null ? Seen.ODD : Seen.of(item), world);
                truth = every ? truth.and(one) : truth.or(one);
            }
            return truth;
        }

        @Override
        public boolean asks() {
            return check.asks();
        }
    }

    /** Is an object for which a condition holds. */
    record Where(Condition condition) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            if (seen.state() == Seen.State.ABSENT) {
                return Truth.NO;
            }
            return seen.value() instanceof Map<?, ?> members ? condition.holds(world.at(members)) : Truth.UNKNOWN;
        }

        @Override
        public boolean asks() {
            return condition.asks();
        }
    }

    /** Has as many items or members as the check wants. Nothing has none. */
    record Count(Check check) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            if (seen.state() == Seen.State.ABSENT) {
                return check.holds(Seen.of(0L), world);
            }
            if (seen.value() instanceof Collection<?> items) {
                return check.holds(Seen.of((long) items.size()), world);
            }
            return seen.value() instanceof Map<?, ?> members
                    ? check.holds(Seen.of((long) members.size()), world)
                    : Truth.UNKNOWN;
        }

        @Override
        public boolean asks() {
            return check.asks();
        }
    }

    /** Is of a sort that code tells: a policy that lets everybody in, a network that is everybody's. */
    record Is(Sort sort) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            return switch (seen.state()) {
                case ABSENT -> Truth.NO;
                case ODD -> Truth.UNKNOWN;
                case THERE -> sort.test(seen.value(), world);
            };
        }

        @Override
        public boolean asks() {
            return sort.asks();
        }
    }

    /** Tags that leave those that protect as the fact has them. */
    record LeavesTags(FactName fact, boolean whole) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            Seen before = Seen.of(world.fact(fact.id()));
            return seen.state() == Seen.State.ODD || before.state() == Seen.State.ODD
                    ? Truth.UNKNOWN
                    : Tags.left(before.value(), seen.value(), whole);
        }

        @Override
        public boolean asks() {
            return true;
        }
    }

    /** Each of them. */
    record Both(List<Check> checks) implements Check {
        public Both {
            checks = List.copyOf(checks);
        }

        @Override
        public Truth holds(Seen seen, World world) {
            Truth truth = Truth.YES;
            for (Check check : checks) {
                truth = truth.and(check.holds(seen, world));
            }
            return truth;
        }

        @Override
        public boolean asks() {
            return checks.stream().anyMatch(Check::asks);
        }
    }

    /** Does not hold to it. */
    record Not(Check check) implements Check {
        @Override
        public Truth holds(Seen seen, World world) {
            return check.holds(seen, world).not();
        }

        @Override
        public boolean asks() {
            return check.asks();
        }
    }

    /** The name of a fact, where a literal could stand. */
    record FactName(String id) {}

    private static Truth same(Object literal, @org.jspecify.annotations.Nullable Object value) {
        if (literal instanceof String wanted && value instanceof String text) {
            return wanted.equals(text) ? Truth.YES : wanted.equalsIgnoreCase(text.strip()) ? Truth.UNKNOWN : Truth.NO;
        }
        if (literal instanceof Boolean wanted && value instanceof Boolean truth) {
            return Truth.of(wanted.equals(truth));
        }
        if (literal instanceof Number wanted && value instanceof Number number) {
            return Truth.of(new BigDecimal(wanted.toString()).compareTo(new BigDecimal(number.toString())) == 0);
        }
        return Truth.UNKNOWN;
    }
}
