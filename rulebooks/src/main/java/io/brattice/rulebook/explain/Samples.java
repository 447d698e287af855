package io.brattice.rulebook.explain;

import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values on either side of what tests tell apart. What they are not sure of is left to the definition: it is asked about each. */
final class Samples {

    private static final String OTHER = "other";

    private Samples() {}

    /** Values for an argument, those first that are nearest to what it is. */
    static List<Object> of(ValueTest test, @Nullable Object now) {
        Set<Object> found = new LinkedHashSet<>();
        if (test instanceof ValueTest.Numeric numeric) {
            found.addAll(numbers(numeric.range(), now));
        } else if (test instanceof ValueTest.Size size) {
            found.addAll(numbers(size.bytes(), now));
        } else if (test instanceof ValueTest.Length length) {
            found.addAll(numbers(length.seconds(), now));
        } else if (test instanceof ValueTest.Text text) {
            found.addAll(texts(text.test(), false));
        } else if (test instanceof ValueTest.Equal equal && equal.value() != null) {
            found.add(equal.value());
            found.add(OTHER);
        } else if (test instanceof ValueTest.OneOf list) {
            list.values().stream().filter(value -> value != null).forEach(found::add);
            found.add(OTHER);
        } else {
            found.add(OTHER);
        }
        found.removeIf(value -> value.equals(now));
        return List.copyOf(found);
    }

    /** The ends, and the numbers beside them. */
    private static List<Object> numbers(Range range, @Nullable Object now) {
        BigDecimal is = now instanceof Number number ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
        return ends(range, is.scale()).stream()
                .sorted(Comparator.comparing(value -> value.subtract(is).abs()))
                .map(value -> value.scale() <= 0 ? (Object) value.toBigIntegerExact() : value)
                .toList();
    }

    /** The same for whole numbers from zero on. */
    static List<Long> counts(Range range, long now) {
        return ends(range, 0).stream()
                .filter(value -> value.signum() >= 0 && value.precision() < 18)
                .map(value -> value.setScale(0, RoundingMode.FLOOR).longValue())
                .sorted(Comparator.comparing(value -> Math.abs(value - now)))
                .toList();
    }

    private static List<BigDecimal> ends(Range range, int scale) {
        List<BigDecimal> ends = new ArrayList<>();
        for (Range.Bound bound : List.of(range.from(), range.to()).stream()
                .flatMap(each -> each.stream())
                .toList()) {
            BigDecimal step = BigDecimal.ONE.movePointLeft(
                    Math.max(0, Math.max(scale, bound.value().scale())));
            ends.add(bound.value());
            ends.add(bound.value().add(step));
            ends.add(bound.value().subtract(step));
        }
        return ends.stream().map(value -> value.stripTrailingZeros()).distinct().toList();
    }

    /** Texts that fit, and one that does not. */
    static List<String> texts(TextTest test, boolean resource) {
        List<String> found = new ArrayList<>(fitting(test, resource));
        found.add(resource ? "other:x" : OTHER);
        return found;
    }

    private static Collection<String> fitting(TextTest test, boolean resource) {
        if (test instanceof TextTest.Is is) {
            return List.of(is.text());
        }
        if (test instanceof TextTest.In in) {
            return in.texts();
        }
        if (test instanceof TextTest.Prefix prefix) {
            return List.of(prefix.prefix(), prefix.prefix() + "x");
        }
        if (test instanceof TextTest.Under under) {
            return List.of((resource ? "file:" : "") + under.path() + "/x");
        }
        if (test instanceof TextTest.Domain domain) {
            return List.of(resource ? "https://" + domain.name() + "/" : domain.name());
        }
        if (test instanceof TextTest.Cidr cidr) {
            return List.of(
                    cidr.network().substring(0, Math.max(0, cidr.network().indexOf('/'))));
        }
        return test instanceof TextTest.Glob glob ? List.of(glob(glob.pattern())) : List.of();
    }

    /** A text that fits: each wildcard is an `x`, each choice its first. */
    private static String glob(String pattern) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean skipping = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                text.append(skipping ? "" : String.valueOf(pattern.charAt(i)));
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
                skipping = false;
            } else if (c == ',' && depth > 0) {
                skipping = true;
            } else if (!skipping && (c == '*' || c == '?')) {
                boolean again = i > 0 && pattern.charAt(i - 1) == '*';
                text.append(again ? "" : "x");
            } else if (!skipping) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
