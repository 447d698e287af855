package io.brattice.rulebook.prove;

import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The arguments that a rulebook asks for, each with the values it can tell apart. */
final class ArgumentDimensions {

    private final Set<Condition> atoms;

    ArgumentDimensions(Set<Condition> atoms) {
        this.atoms = atoms;
    }

    List<Dimension> all() {
        Map<List<String>, List<Condition.Argument>> byPath = new LinkedHashMap<>();
        for (Condition atom : atoms) {
            if (atom instanceof Condition.Argument argument && !argument.path().contains("*")) {
                byPath.computeIfAbsent(argument.path(), none -> new ArrayList<>())
                        .add(argument);
            }
        }
        List<Dimension> all = new ArrayList<>();
        byPath.forEach((path, asked) -> all.add(dimension(path, asked)));
        return all;
    }

    private Dimension dimension(List<String> path, List<Condition.Argument> asked) {
        List<Condition> free = new ArrayList<>();
        Set<TextTest> tests = new LinkedHashSet<>();
        Set<BigDecimal> ends = new TreeSet<>();
        List<String> likely = new ArrayList<>(List.of("10MB", "90s", "a"));
        for (Condition.Argument one : asked) {
            ValueTest test = one.test();
            List<TextTest> texts = Conditions.texts(one);
            tests.addAll(texts);
            ranges(test).forEach(range -> {
                range.from().ifPresent(bound -> ends.add(bound.value()));
                range.to().ifPresent(bound -> ends.add(bound.value()));
            });
            values(test).forEach(value -> {
                if (value instanceof String text) {
                    tests.add(new TextTest.Is(text));
                } else if (value instanceof Number number) {
                    ends.add(new BigDecimal(number.toString()));
                }
            });
            boolean measure = test instanceof ValueTest.Size || test instanceof ValueTest.Length;
            if (measure || !texts.stream().allMatch(text -> TextCells.isReadable(text, false))) {
                free.add(one);
            }
        }
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(draft -> {})); // missing
        for (Object value : plain(ends)) {
            cells.add(value(path, value));
        }
        Optional<List<String>> texts = TextDimension.texts(tests, Shapes.ANY);
        List<String> strings = new ArrayList<>(texts.orElse(List.of()));
        strings.addAll(likely);
        for (String text : strings) {
            Cell cell = value(path, text);
            cells.add(cell);
            cells.addAll(TextDimension.anyAnswers(cell, free));
        }
        return new Dimension(
                "argument " + String.join(".", path),
                one -> one instanceof Condition.Argument argument
                        && argument.path().equals(path),
                cells,
                texts.isPresent() && free.size() <= 6);
    }

    private static Cell value(List<String> path, @Nullable Object value) {
        return Cell.of(draft -> draft.argument(path, value));
    }

    /** All that is no text, and of numbers each end, what lies between two, and what lies beyond. */
    private static List<@Nullable Object> plain(Set<BigDecimal> ends) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(null);
        all.add(true);
        all.add(false);
        all.add(List.of());
        BigDecimal before = null;
        for (BigDecimal end : ends) {
            between(before == null ? end.subtract(BigDecimal.valueOf(2)) : before, end)
                    .ifPresent(all::add);
            if (canBeArgument(end)) {
                all.add(end);
            }
            before = end;
        }
        BigDecimal last = before == null ? BigDecimal.ZERO : before;
        between(last, last.add(BigDecimal.valueOf(2))).ifPresent(all::add);
        return all;
    }

    /** Some number of which arguments can hold that it lies between; empty where there is none. */
    private static Optional<BigDecimal> between(BigDecimal from, BigDecimal to) {
        BigDecimal middle = from.add(to).divide(BigDecimal.valueOf(2));
        return Stream.of(
                        middle.setScale(0, RoundingMode.HALF_UP),
                        middle,
                        new BigDecimal(Double.toString(middle.doubleValue())))
                .filter(one -> one.compareTo(from) > 0 && one.compareTo(to) < 0 && canBeArgument(one))
                .findFirst();
    }

    /** Fractions are what some double prints as. */
    private static boolean canBeArgument(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return whole || new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0;
    }

    private static List<Range> ranges(ValueTest test) {
        return test instanceof ValueTest.Numeric numeric
                ? List.of(numeric.range())
                : test instanceof ValueTest.Size size
                        ? List.of(size.bytes())
                        : test instanceof ValueTest.Length length ? List.of(length.seconds()) : List.of();
    }

    private static List<@Nullable Object> values(ValueTest test) {
        List<@Nullable Object> values = new ArrayList<>();
        if (test instanceof ValueTest.Equal equal) {
            values.add(equal.value());
        } else if (test instanceof ValueTest.OneOf oneOf) {
            values.addAll(oneOf.values());
        }
        return values;
    }
}
