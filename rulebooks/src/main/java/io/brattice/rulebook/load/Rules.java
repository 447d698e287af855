package io.brattice.rulebook.load;

import io.brattice.action.Reversibility;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Delegation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads rules, delegations, freezes and safety resets. */
final class Rules {

    private final Source source;
    private final Conditions conditions;
    private final Examples examples;
    private final Times times;

    Rules(Source source) {
        this.source = source;
        this.conditions = new Conditions(source);
        this.examples = new Examples(source);
        this.times = new Times(source);
    }

    Optional<Clause> rule(Node.Mapping mapping) {
        Decision then = Words.constant(Decision.class, mapping.get("then").orElseThrow());
        Optional<Node> upTo = mapping.get("up-to");
        upTo.filter(node -> then != Decision.ALLOW)
                .ifPresent(node -> source.complain(
                        node, "`up-to` belongs to rules that allow; take it out, or write `inherent` into `when`"));
        Reversibility gravest = upTo.map(node -> Words.constant(Reversibility.class, node))
                .orElse(then == Decision.ALLOW ? Reversibility.RECOVERABLE : Reversibility.IRREVERSIBLE);
        Condition when = conditions.root(mapping.get("when").orElseThrow(), then == Decision.ALLOW);
        return clause(mapping, when, then, gravest, approval(mapping, then));
    }

    private Optional<Clause> clause(
            Node.Mapping mapping, Condition when, Decision then, Reversibility upTo, Optional<ApprovalTerms> approval) {
        return Optional.of(new Clause(
                Source.text(mapping, "id").orElseThrow(),
                source.place(mapping),
                when,
                then,
                upTo,
                approval,
                Source.text(mapping, "advice").orElse(""),
                examples.list(mapping.get("matches")),
                examples.list(mapping.get("matches-not"))));
    }

    Delegation delegation(Node.Mapping mapping) {
        return new Delegation(
                source.place(mapping),
                Source.text(mapping, "to").orElseThrow(),
                conditions.root(mapping.get("when").orElseThrow(), true),
                Words.constant(Reversibility.class, mapping.get("up-to").orElseThrow()));
    }

    /** Nothing may change, in that time and there. */
    Optional<Clause> freeze(Node.Mapping mapping) {
        Decision then = mapping.get("then")
                .map(node -> Words.constant(Decision.class, node))
                .orElse(Decision.DENY);
        return clause(mapping, changes(mapping), then, Reversibility.IRREVERSIBLE, approval(mapping, then));
    }

    /** Every change needs two people, in that time and there. */
    Optional<Clause> safetyReset(Node.Mapping mapping) {
        ApprovalTerms two = ApprovalTerms.people(2);
        ApprovalTerms terms = mapping.get("approval")
                .map(node -> terms((Node.Mapping) node).and(two))
                .orElse(two);
        mapping.get("approval")
                .flatMap(node -> ((Node.Mapping) node).get("people"))
                .ifPresent(node -> {
                    if (Source.text(node).equals("1")) {
                        source.complain(
                                node,
                                "a safety reset needs two people at least; write 2 or more, or take `people` out");
                    }
                });
        return clause(mapping, changes(mapping), Decision.ESCALATE, Reversibility.IRREVERSIBLE, Optional.of(terms));
    }

    private Condition changes(Node.Mapping mapping) {
        List<Condition> all = new ArrayList<>();
        all.add(times.between(mapping));
        mapping.get("tiers").ifPresent(node -> all.add(new Condition.EffectTier(Source.texts(node))));
        all.add(new Condition.EffectClass(true, Reversibility.REVERSIBLE, Reversibility.IRREVERSIBLE));
        return new Condition.All(all);
    }

    /** What a yes must satisfy; one person where nothing is said. */
    Optional<ApprovalTerms> approval(Node.Mapping mapping, Decision then) {
        Optional<Node> node = mapping.get("approval");
        if (then != Decision.ESCALATE) {
            node.ifPresent(each -> source.complain(
                    each, "`approval` belongs to `then: escalate`; take it out, or write `then: escalate`"));
            return Optional.empty();
        }
        return Optional.of(node.map(each -> terms((Node.Mapping) each)).orElse(ApprovalTerms.onePerson()));
    }

    private ApprovalTerms terms(Node.Mapping mapping) {
        ApprovalTerms one = ApprovalTerms.onePerson();
        int people = Source.text(mapping, "people").map(Integer::parseInt).orElse(1);
        Set<String> roles = mapping.get("roles").map(Source::texts).orElse(Set.of());
        boolean independent = mapping.get("independent")
                .map(node -> ((Node.Scalar) node).isTrue())
                .orElse(people > 1);
        try {
            return new ApprovalTerms(
                    people,
                    roles,
                    independent,
                    time(mapping, "answer-within", one.answerWithin(), false),
                    time(mapping, "valid-for", one.validFor(), false),
                    time(mapping, "cool-down", one.coolDown(), true),
                    mapping.get("to").map(Source::texts).orElse(Set.of()));
        } catch (IllegalArgumentException e) {
            source.complain(mapping, "no yes can be like this: " + e.getMessage());
            return one;
        }
    }

    private Duration time(Node.Mapping mapping, String key, Duration otherwise, boolean mayBeZero) {
        return mapping.get(key).map(node -> source.time(node, mayBeZero)).orElse(otherwise);
    }
}
