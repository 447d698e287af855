package io.brattice.rulebook.load;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions on arguments. */
final class Values {

    private static final Set<String> TEXTS = Set.of("glob", "prefix", "under", "regex", "cidr", "domain");

    private final Source source;
    private final Texts texts;
    private final Ranges ranges;

    /** Whether a test behind a star speaks of one or of all. */
    private enum Of {
        UNSAID,
        SOME,
        EVERY;

        Of other() {
            return this == SOME ? EVERY : this == EVERY ? SOME : UNSAID;
        }
    }

    /** One argument, and where its condition stands. */
    private record Site(List<String> path, Scope scope, Of of) {}

    Values(Source source) {
        this.source = source;
        this.texts = new Texts(source);
        this.ranges = new Ranges(source);
    }

    /** The condition on one argument. */
    Condition argument(Node.Entry entry, Scope scope) {
        if (scope.tools().isEmpty()) {
            source.complain(
                    entry.key(),
                    "`" + Complaints.excerpt(entry.key().text())
                            + "` is an argument of no tool; name the tool in the same mapping: `tool: …`");
        }
        return test(entry.value(), new Site(path(entry.key()), scope, Of.UNSAID));
    }

    private Condition test(Node node, Site site) {
        if (node instanceof Node.Mapping mapping) {
            return operators(mapping, site);
        }
        if (node instanceof Node.Sequence list) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Node item : list.items()) {
                values.add(exact((Node.Scalar) item));
            }
            return leaf(node, site, new ValueTest.OneOf(values));
        }
        return leaf(node, site, new ValueTest.Equal(exact((Node.Scalar) node)));
    }

    private Condition operators(Node.Mapping mapping, Site site) {
        boolean range = mapping.entries().stream()
                .anyMatch(entry -> Ranges.KEYS.contains(entry.key().text()));
        boolean other = mapping.entries().stream()
                .anyMatch(entry -> !Ranges.KEYS.contains(entry.key().text()));
        if ((range && other) || (other && mapping.entries().size() > 1)) {
            source.complain(mapping, "there are several operators; put them in a list below `all` or `any`");
            return new Condition.Always();
        }
        if (range) {
            return leaf(mapping, site, range(mapping));
        }
        Node value = mapping.entries().get(0).value();
        String name = mapping.entries().get(0).key().text();
        return switch (name) {
            case "not" ->
                new Condition.Not(test(
                        value, new Site(site.path(), site.scope(), site.of().other())));
            case "any" -> new Condition.Any(each(name, value, site, Of.EVERY));
            case "all" -> new Condition.All(each(name, value, site, Of.SOME));
            case "some" -> test(value, quantified(name, mapping, site, Of.SOME));
            case "every" -> test(value, quantified(name, mapping, site, Of.EVERY));
            case "present" -> leaf(mapping, site, new ValueTest.Present(((Node.Scalar) value).isTrue()));
            case "equals" -> leaf(mapping, site, new ValueTest.Equal(json(value)));
            default -> {
                if (TEXTS.contains(name)
                        && site.scope().allows()
                        && site.scope().mayExecute(site.path(), source.commands())) {
                    source.complain(
                            mapping,
                            "`" + name + "` on `" + Complaints.excerpt(String.join(".", site.path()))
                                    + "` lets more through than it seems to (`npm test*` is also `npm test; rm -rf ~`); write a `command:` condition");
                }
                yield leaf(mapping, site, new ValueTest.Text(texts.operator(name, value)));
            }
        };
    }

    private List<Condition> each(String name, Node list, Site site, Of mixed) {
        if (site.of() == mixed) {
            source.complain(
                    list,
                    "`" + name + "` below `" + (mixed == Of.SOME ? "some" : "every")
                            + "` may speak of several items; put `" + name + "` outside, or use a list or a regex");
        }
        return Source.items(list).stream().map(item -> test(item, site)).toList();
    }

    private Site quantified(String name, Node at, Site site, Of of) {
        if (site.of() != Of.UNSAID) {
            source.complain(at, "`" + name + "` stands below `some` or `every` already; take it out");
        } else if (!site.path().contains("*")) {
            source.complain(
                    at,
                    "`" + name
                            + "` needs a path with a `*`, which stands for every item; take it out, or write the star");
        }
        return new Site(site.path(), site.scope(), of);
    }

    private Condition leaf(Node at, Site site, ValueTest test) {
        if (site.of() == Of.UNSAID && site.path().contains("*")) {
            source.complain(at, "the path has a `*`, which stands for every item; write `{some: …}` or `{every: …}`");
        }
        return new Condition.Argument(site.path(), site.of() == Of.EVERY, test);
    }

    /** Of which kind its first end is: a number, a size or a time. */
    private ValueTest range(Node.Mapping mapping) {
        String first = Source.text(mapping.entries().get(0).value());
        boolean number = isNumber(mapping.entries().get(0).value());
        boolean size = !number && Amounts.size(first).isPresent();
        for (Node.Entry entry : mapping.entries()) {
            String text = Source.text(entry.value());
            boolean alike = number
                    ? isNumber(entry.value())
                    : !isNumber(entry.value()) && Amounts.size(text).isPresent() == size;
            if (!alike) {
                source.complain(
                        entry.value(),
                        "`" + Complaints.excerpt(text)
                                + "` is of another kind than the other end; write both as numbers, as sizes or as times");
                return new ValueTest.Present(true);
            }
        }
        Range range = ranges.mapping(mapping, number ? Values::number : size ? ranges::bytes : this::seconds);
        return number ? new ValueTest.Numeric(range) : size ? new ValueTest.Size(range) : new ValueTest.Length(range);
    }

    private static boolean isNumber(Node node) {
        return ((Node.Scalar) node).type() != Node.Type.TEXT;
    }

    static BigDecimal number(Node node) {
        return Amounts.number(Source.text(node)).orElse(BigDecimal.ZERO);
    }

    private BigDecimal seconds(Node node) {
        Duration time = source.time(node, true);
        return BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
    }

    private @Nullable Object exact(Node.Scalar scalar) {
        if (scalar.type() == Node.Type.TEXT) {
            texts.exact(scalar);
        }
        return json(scalar);
    }

    /** A value as arguments have it. */
    @Nullable
    Object json(Node node) {
        @Nullable Object raw = raw(node);
        try {
            return Arguments.from(java.util.Collections.singletonMap("value", raw))
                    .get("value")
                    .orElse(null);
        } catch (InvalidArgumentsException e) {
            source.complain(node, "no arguments can have this value: " + e.getMessage());
            return "";
        }
    }

    private static @Nullable Object raw(Node node) {
        if (node instanceof Node.Sequence list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(raw(item)));
            return items;
        }
        if (node instanceof Node.Mapping mapping) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> members.put(entry.key().text(), raw(entry.value())));
            return members;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case NOTHING -> null;
            case BOOLEAN -> scalar.isTrue();
            case INTEGER, DECIMAL, ODD_NUMBER -> number(scalar);
        };
    }

    /** {@code a.b.0}, or a pointer {@code /a/b/0} for names that have points. */
    List<String> path(Node.Scalar key) {
        return path(key, key.text());
    }

    List<String> path(Node at, String text) {
        boolean pointer = text.startsWith("/");
        List<String> path = new ArrayList<>();
        for (String step : (pointer ? text.substring(1) : text).split(pointer ? "/" : "\\.", -1)) {
            path.add(pointer ? step.replace("~1", "/").replace("~0", "~") : step);
        }
        Optional<String> odd = path.stream()
                .filter(step -> step.isEmpty() || (step.contains("*") && !step.equals("*")))
                .findFirst();
        if (odd.isPresent() || path.size() > 64) {
            source.complain(
                    at,
                    "`" + Complaints.excerpt(text)
                            + "` is no path of an argument; write names and numbers with points between them, and `*` for every item");
        }
        return path;
    }
}
