package io.brattice.rulebook.load;

import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Decision;
import io.brattice.policy.Limits;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.ErrorBudget;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is no rule: defaults, tiers, budgets. */
final class Sections {

    private final Source source;
    private final Rules rules;

    Sections(Source source, Rules rules) {
        this.source = source;
        this.rules = rules;
    }

    Defaults defaults(Node.Mapping root) {
        Defaults standard = Defaults.standard();
        Optional<Node.Mapping> said = root.get("defaults").map(Node.Mapping.class::cast);
        Defaults.Answer readOnly = answer(said, "read-only", standard.readOnly());
        Defaults.Answer reversible = answer(said, "reversible", standard.reversible());
        Defaults.Answer recoverable = answer(said, "recoverable", standard.recoverable());
        Defaults.Answer irreversible = answer(said, "irreversible", standard.irreversible());
        said.filter(node -> reversible.compareTo(recoverable) > 0
                        || readOnly.compareTo(reversible) > 0
                        || recoverable.compareTo(irreversible) > 0)
                .ifPresent(
                        node -> source.complain(
                                node,
                                "a graver class has a milder answer than the one before it; make them stricter from `read-only` to `irreversible`"));
        return new Defaults(
                readOnly,
                reversible,
                recoverable,
                irreversible,
                limits(root.get("limits")),
                changes(root.get("changes")));
    }

    private static Defaults.Answer answer(Optional<Node.Mapping> said, String key, Defaults.Answer otherwise) {
        return said.flatMap(mapping -> mapping.get(key))
                .map(node -> Words.constant(Defaults.Answer.class, node))
                .orElse(otherwise);
    }

    private Limits limits(Optional<Node> node) {
        Limits standard = Limits.defaults();
        return node.map(Node.Mapping.class::cast)
                .map(mapping -> new Limits(
                        Source.whole(mapping, "effects").orElse(standard.effects()),
                        mapping.get("bytes").map(source::bytes).orElse(standard.bytes())))
                .orElse(standard);
    }

    private ChangeBudget changes(Optional<Node> node) {
        ChangeBudget standard = ChangeBudget.defaults();
        if (node.isEmpty()) {
            return standard;
        }
        if (!(node.get() instanceof Node.Mapping mapping)) {
            return ChangeBudget.unlimited();
        }
        return new ChangeBudget(
                Source.whole(mapping, "lines").orElse(standard.lines()),
                Source.whole(mapping, "things").orElse(standard.things()),
                mapping.get("bytes").map(source::bytes).orElse(standard.bytes()));
    }

    Tier tier(Node.Entry entry) {
        Texts texts = new Texts(source);
        List<TextTest> patterns = new ArrayList<>();
        Source.items(entry.value()).forEach(item -> patterns.add(texts.pattern(item)));
        return new Tier(entry.key().text(), source.place(entry.key()), patterns);
    }

    ErrorBudget errorBudget(Node.Mapping mapping) {
        return new ErrorBudget(
                source.place(mapping),
                Source.whole(mapping, "failures").orElseThrow(),
                source.window(mapping.get("within").orElseThrow()),
                Source.text(mapping, "advice").orElse(""));
    }

    Budget budget(Node.Mapping mapping) {
        Node when = mapping.get("when").orElseThrow();
        Budget.Sum sum = sum(mapping.get("sum").orElseThrow());
        if (sum instanceof Budget.Sum.Argument && !namesTool(when)) {
            source.complain(mapping.get("sum").orElseThrow(), "an argument belongs to a tool; add `tool: …` to `when`");
        }
        Decision then = Words.constant(Decision.class, mapping.get("then").orElseThrow());
        Optional<ApprovalTerms> approval = rules.approval(mapping, then);
        return new Budget(
                Source.text(mapping, "id").orElseThrow(),
                source.place(mapping),
                new Conditions(source).root(when, false),
                sum,
                mapping.get("by").map(Sections::fields).orElse(List.of()),
                window(mapping.get("window").orElseThrow()),
                limit(mapping.get("limit").orElseThrow(), sum),
                then,
                approval,
                Source.text(mapping, "advice").orElse(""));
    }

    private static boolean namesTool(Node when) {
        return ((Node.Mapping) when).get("tool").isPresent()
                || ((Node.Mapping) when)
                        .get("all")
                        .filter(list -> Source.items(list).stream().anyMatch(Sections::namesTool))
                        .isPresent();
    }

    private static List<Condition.CallerIs.Field> fields(Node node) {
        return List.copyOf(Words.constants(Condition.CallerIs.Field.class, node));
    }

    private Budget.Sum sum(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Values values = new Values(source);
            Node argument = mapping.get("argument").orElseThrow();
            Optional<Node> unit = mapping.get("unit");
            if (unit.isEmpty() && mapping.get("only").isPresent()) {
                source.complain(mapping, "`only` says which unit counts; add `unit`, the argument that names it");
            }
            if (unit.isPresent() && mapping.get("only").isEmpty()) {
                source.complain(
                        unit.get(),
                        "amounts of several units have no sum; add `only`, the unit that counts, such as `only: EUR`");
            }
            List<String> path = plain(values, argument);
            return new Budget.Sum.Argument(
                    path, unit.map(each -> plain(values, each)).orElse(List.of()), Source.text(mapping, "only"));
        }
        return switch (Source.text(node)) {
            case "calls" -> new Budget.Sum.Calls();
            case "count" -> new Budget.Sum.Count();
            default -> new Budget.Sum.Bytes();
        };
    }

    private List<String> plain(Values values, Node node) {
        List<String> path = values.path(node, Source.text(node));
        if (path.contains("*")) {
            source.complain(node, "a budget sums one argument; write a path without a `*`");
        }
        return path;
    }

    private Budget.Span window(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return new Budget.Span.Calendar(
                    Words.constant(
                            Budget.Span.Unit.class, mapping.get("calendar").orElseThrow()),
                    new Times(source).zone(mapping.get("zone").orElseThrow()));
        }
        return new Budget.Span.Rolling(source.window(node));
    }

    private BigDecimal limit(Node node, Budget.Sum sum) {
        boolean size = ((Node.Scalar) node).type() == Node.Type.TEXT;
        if (size && !(sum instanceof Budget.Sum.Bytes)) {
            source.complain(
                    node, "`" + Complaints.excerpt(Source.text(node)) + "` is a size; write `sum: bytes`, or a number");
        }
        BigDecimal limit = size ? BigDecimal.valueOf(source.bytes(node)) : Values.number(node);
        if (limit.signum() < 0) {
            source.complain(node, "a limit cannot be negative; write zero or more");
        }
        return limit;
    }
}
