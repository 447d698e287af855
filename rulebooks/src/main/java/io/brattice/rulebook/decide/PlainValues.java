package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.Truth;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link ValueTest} says of the arguments, straight from the definition. */
final class PlainValues {

    /** What stands at the end of a path: there or not, and null or not. */
    record Found(boolean there, @Nullable Object value) {

        static final Found NOTHING = new Found(false, null);
    }

    private final PlainTexts texts;

    PlainValues(PlainTexts texts) {
        this.texts = texts;
    }

    Truth of(Condition.Argument argument, Map<String, @Nullable Object> arguments) {
        List<Found> all = found(arguments, argument.path());
        if (all.isEmpty()) {
            return argument.test() instanceof ValueTest.Present present ? Truth.of(!present.there()) : Truth.UNKNOWN;
        }
        Truth every = Truth.TRUE;
        Truth any = Truth.FALSE;
        for (Found one : all) {
            Truth truth = of(argument.test(), one);
            every = every.and(truth);
            any = any.or(truth);
        }
        return argument.every() ? every : any;
    }

    /** One without a star; with one, as many as there are. */
    static List<Found> found(@Nullable Object value, List<String> path) {
        if (path.isEmpty()) {
            return List.of(new Found(true, value));
        }
        List<String> rest = path.subList(1, path.size());
        if (path.get(0).equals("*")) {
            List<Found> all = new ArrayList<>();
            Iterable<?> items = value instanceof Map<?, ?> members
                    ? members.values()
                    : value instanceof List<?> list ? list : List.of();
            items.forEach(item -> all.addAll(found(item, rest)));
            return all;
        }
        if (value instanceof Map<?, ?> members && members.containsKey(path.get(0))) {
            return found(members.get(path.get(0)), rest);
        }
        if (value instanceof List<?> items) {
            int index = index(path.get(0));
            if (index >= 0 && index < items.size()) {
                return found(items.get(index), rest);
            }
        }
        return rest.contains("*") ? List.of() : List.of(Found.NOTHING);
    }

    static int index(String step) {
        return step.length() <= 9 && step.matches("0|[1-9][0-9]*") ? Integer.parseInt(step) : -1;
    }

    Truth of(ValueTest test, Found found) {
        if (test instanceof ValueTest.Present present) {
            return Truth.of(found.there() == present.there());
        }
        if (!found.there()) {
            return Truth.UNKNOWN;
        }
        Object value = found.value();
        if (test instanceof ValueTest.Text text) {
            return value instanceof String string ? texts.of(text.test(), string) : Truth.UNKNOWN;
        }
        if (test instanceof ValueTest.Numeric numeric) {
            return inside(numeric.range(), Amounts.number(value));
        }
        if (test instanceof ValueTest.Size size) {
            return inside(size.bytes(), Amounts.bytes(value));
        }
        if (test instanceof ValueTest.Length length) {
            return inside(length.seconds(), Amounts.seconds(value));
        }
        if (test instanceof ValueTest.Equal equal) {
            return equal(equal.value(), value);
        }
        Truth any = Truth.FALSE;
        for (Object wanted : ((ValueTest.OneOf) test).values()) {
            any = any.or(equal(wanted, value));
        }
        return any;
    }

    private static Truth inside(Range range, Optional<BigDecimal> number) {
        return number.map(found -> Truth.of(range.contains(found))).orElse(Truth.UNKNOWN);
    }

    static Truth equal(@Nullable Object wanted, @Nullable Object value) {
        if (wanted == null) {
            return Truth.of(value == null);
        }
        Optional<BigDecimal> number = Amounts.number(wanted);
        if (number.isPresent()) {
            return Amounts.number(value)
                    .map(found -> Truth.of(found.compareTo(number.get()) == 0))
                    .orElse(Truth.UNKNOWN);
        }
        return value != null && value.getClass() == wanted.getClass() ? Truth.of(value.equals(wanted)) : Truth.UNKNOWN;
    }
}
