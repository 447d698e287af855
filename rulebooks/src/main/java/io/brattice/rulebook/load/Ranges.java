package io.brattice.rulebook.load;

import io.brattice.rulebook.language.Range;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads ranges. */
final class Ranges {

    static final List<String> KEYS = List.of("at-least", "more-than", "at-most", "less-than", "from", "to");

    private final Source source;

    Ranges(Source source) {
        this.source = source;
    }

    /** One number, or a range of them. */
    Range of(Node node, Function<Node, BigDecimal> number) {
        if (node instanceof Node.Mapping mapping) {
            return mapping(mapping, number);
        }
        Optional<Range.Bound> only = Optional.of(new Range.Bound(number.apply(node), true));
        return new Range(only, only);
    }

    /** The ends that stand in this mapping, beside whatever else does. */
    Range mapping(Node.Mapping mapping, Function<Node, BigDecimal> number) {
        Optional<Range.Bound> from = end(mapping, number, "at-least", "more-than", "from");
        Optional<Range.Bound> to = end(mapping, number, "at-most", "less-than", "to");
        if (from.isEmpty() && to.isEmpty()) {
            source.complain(mapping, "there is no range; add `at-least`, `more-than`, `at-most` or `less-than`");
            return new Range(Optional.of(new Range.Bound(BigDecimal.ZERO, true)), Optional.empty());
        }
        Range range = new Range(from, to);
        if (range.isEmpty()) {
            source.complain(
                    mapping,
                    "no number is from `" + shown(from) + "` to `" + shown(to)
                            + "`; write the smaller one first, or `any` with two ranges for what is outside");
        }
        return range;
    }

    private Optional<Range.Bound> end(Node.Mapping mapping, Function<Node, BigDecimal> number, String... names) {
        Optional<Range.Bound> end = Optional.empty();
        for (String name : names) {
            Optional<Node> value = mapping.get(name);
            if (value.isEmpty()) {
                continue;
            }
            if (end.isPresent()) {
                source.complain(
                        value.get(), "there is another bound at this end beside `" + name + "`; take one of them out");
            }
            end = Optional.of(
                    new Range.Bound(number.apply(value.get()), !name.equals("more-than") && !name.equals("less-than")));
        }
        return end;
    }

    private static String shown(Optional<Range.Bound> bound) {
        return bound.map(each -> each.value().toPlainString()).orElse("");
    }

    BigDecimal whole(Node node) {
        return BigDecimal.valueOf(Long.parseLong(Source.text(node)));
    }

    BigDecimal bytes(Node node) {
        return BigDecimal.valueOf(source.bytes(node));
    }
}
