package io.brattice.rulebook.load;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Condition.CallerIs;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads conditions. */
final class Conditions {

    private final Source source;
    private final Texts texts;
    private final Values values;
    private final Ranges ranges;
    private final Times times;

    Conditions(Source source) {
        this.source = source;
        this.texts = new Texts(source);
        this.values = new Values(source);
        this.ranges = new Ranges(source);
        this.times = new Times(source);
    }

    /**
     * A condition of a rule.
     *
     * @param allows true where the rule lets something pass
     */
    Condition root(Node node, boolean allows) {
        return condition(node, new Scope(allows, Optional.empty()));
    }

    private Condition condition(Node node, Scope around) {
        Node.Mapping mapping = (Node.Mapping) node;
        Scope scope = around.beside(named(mapping));
        List<Condition> all = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            all.addAll(part(entry, mapping, scope));
        }
        return joined(all);
    }

    /** The tools this mapping names, itself or in a list of which all must hold. */
    private static Optional<Scope.Tools> named(Node.Mapping mapping) {
        Optional<Scope.Tools> here = mapping.get("tool").flatMap(Scope::named);
        return here.isPresent()
                ? here
                : mapping.get("all")
                        .flatMap(list -> Source.items(list).stream()
                                .flatMap(each -> named((Node.Mapping) each).stream())
                                .reduce(Scope.Tools::and));
    }

    private static Condition joined(List<Condition> all) {
        return all.size() == 1 ? all.get(0) : new Condition.All(all);
    }

    private List<Condition> part(Node.Entry entry, Node.Mapping around, Scope scope) {
        Node value = entry.value();
        return switch (entry.key().text()) {
            case "always" -> List.of(always(value, around));
            case "tool" -> List.of(texts.test(value, Condition.Tool::new));
            case "arguments" -> {
                List<Condition> each = new ArrayList<>();
                for (Node.Entry argument : ((Node.Mapping) value).entries()) {
                    each.add(values.argument(argument, scope));
                }
                yield each;
            }
            case "effect" -> effect((Node.Mapping) value);
            case "command" -> {
                if (scope.tools().isEmpty()) {
                    source.complain(
                            entry.key(),
                            "`command` belongs to a tool, since of every other call it is unknown; name the tool in the same mapping: `tool: bash`");
                }
                yield List.of(command((Node.Mapping) value));
            }
            case "preview" -> preview((Node.Mapping) value);
            case "caller" -> caller((Node.Mapping) value);
            case "taint" -> List.of(texts.test(value, test -> new CallerIs(CallerIs.Field.TAINT, test)));
            case "time" -> List.of(times.window((Node.Mapping) value));
            case "between" -> List.of(times.between((Node.Mapping) value));
            case "history" -> List.of(history((Node.Mapping) value));
            case "recreated" ->
                List.of(new Condition.Recreated(
                        source.window(((Node.Mapping) value).get("within").orElseThrow())));
            case "any" -> List.of(new Condition.Any(each(value, scope)));
            case "all" -> List.of(new Condition.All(each(value, scope)));
            case "not" -> List.of(new Condition.Not(condition(value, scope)));
            default ->
                throw new IllegalStateException("no condition `" + entry.key().text() + "`");
        };
    }

    private List<Condition> each(Node list, Scope scope) {
        return Source.items(list).stream().map(item -> condition(item, scope)).toList();
    }

    private Condition always(Node value, Node.Mapping around) {
        if (!((Node.Scalar) value).isTrue()) {
            source.complain(value, "a rule that never speaks says nothing; take it out, or write `always: true`");
        } else if (around.entries().size() > 1) {
            source.complain(value, "`always` stands beside other conditions and means nothing there; take it out");
        }
        return new Condition.Always();
    }

    private List<Condition> effect(Node.Mapping mapping) {
        List<Condition> all = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            Node value = entry.value();
            all.add(
                    switch (entry.key().text()) {
                        case "verb" -> new Condition.EffectVerb(Words.constants(Verb.class, value));
                        case "resource" -> texts.test(value, Condition.EffectResource::new);
                        case "tier" -> new Condition.EffectTier(Source.texts(value));
                        case "count" -> new Condition.EffectCount(ranges.of(value, ranges::whole));
                        case "bytes" -> new Condition.EffectBytes(ranges.of(value, ranges::bytes));
                        case "inherent" -> classes(value, true);
                        default -> classes(value, false);
                    });
        }
        return all;
    }

    private static Condition classes(Node node, boolean inherent) {
        if (node instanceof Node.Mapping mapping) {
            Node.Entry operator = mapping.entries().get(0);
            Reversibility end = Words.constant(Reversibility.class, operator.value());
            return operator.key().text().equals("or-worse")
                    ? new Condition.EffectClass(inherent, end, Reversibility.IRREVERSIBLE)
                    : new Condition.EffectClass(inherent, Reversibility.READ_ONLY, end);
        }
        Reversibility only = Words.constant(Reversibility.class, node);
        return new Condition.EffectClass(inherent, only, only);
    }

    private Condition command(Node.Mapping mapping) {
        Optional<TextTest> program = mapping.get("program").map(texts::atom);
        mapping.get("program")
                .filter(node -> program.filter(TextTest.Is.class::isInstance)
                        .filter(test -> ((TextTest.Is) test).text().matches(".*[ /].*"))
                        .isPresent())
                .ifPresent(
                        node -> source.complain(
                                node,
                                "`"
                                        + Complaints.excerpt(
                                                Source.texts(node).iterator().next())
                                        + "` is more than the name of a program; write its name without a folder, and `subcommand` and `options` beside it"));
        return new Condition.Command(
                program,
                mapping.get("subcommand").map(texts::atom),
                mapping.get("options").map(this::options).orElse(Set.of()),
                mapping.get("only-options").map(this::options));
    }

    private Set<String> options(Node node) {
        for (Node item : Source.items(node)) {
            String text = Source.text(item);
            if (!text.startsWith("-") || text.contains(" ") || text.contains("=")) {
                source.complain(
                        item,
                        "`" + Complaints.excerpt(text)
                                + "` is no option; write it as it is documented, such as `--force` or `-r`, without a value");
            }
        }
        return Source.texts(node);
    }

    private List<Condition> preview(Node.Mapping mapping) {
        List<Condition> all = new ArrayList<>();
        mapping.get("fidelity")
                .ifPresent(
                        node -> all.add(new Condition.PreviewFidelity(Words.constants(Preview.Fidelity.class, node))));
        mapping.get("count").ifPresent(node -> all.add(new Condition.PreviewCount(ranges.of(node, ranges::whole))));
        mapping.get("bytes").ifPresent(node -> all.add(new Condition.PreviewBytes(ranges.of(node, ranges::bytes))));
        return all;
    }

    private List<Condition> caller(Node.Mapping mapping) {
        List<Condition> all = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            CallerIs.Field field = Words.constant(CallerIs.Field.class, entry.key());
            all.add(
                    field == CallerIs.Field.KIND
                            ? new CallerIs(field, new TextTest.In(Source.texts(entry.value())))
                            : texts.test(entry.value(), test -> new CallerIs(field, test)));
        }
        return all;
    }

    private Condition history(Node.Mapping mapping) {
        Condition.Lately.Measure measure = mapping.get("sum")
                .map(node -> Words.constant(Condition.Lately.Measure.class, node))
                .orElse(Condition.Lately.Measure.COUNT);
        Node.Mapping bounds = new Node.Mapping(
                mapping.entries().stream()
                        .filter(entry -> Ranges.KEYS.contains(entry.key().text()))
                        .toList(),
                mapping.line(),
                mapping.column());
        for (Node.Entry entry : bounds.entries()) {
            if (measure != Condition.Lately.Measure.BYTES
                    && ((Node.Scalar) entry.value()).type() != Node.Type.INTEGER) {
                source.complain(
                        entry.value(),
                        "`" + Complaints.excerpt(Source.text(entry.value()))
                                + "` is a size; write `sum: bytes` beside it, or a number");
            }
        }
        Range range = ranges.mapping(bounds, ranges::bytes);
        return new Condition.Lately(
                Words.constant(Verb.class, mapping.get("verb").orElseThrow()),
                source.window(mapping.get("within").orElseThrow()),
                measure,
                range);
    }
}
