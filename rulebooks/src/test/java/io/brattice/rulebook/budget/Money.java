package io.brattice.rulebook.budget;

import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Budgets for tests, and as much of a matcher as they need. */
final class Money {

    static final Condition PAYING = new Condition.Tool(new TextTest.Is("pay"));
    static final Budget.Sum EUROS = new Budget.Sum.Argument(List.of("amount"), List.of("currency"), Optional.of("EUR"));
    static final Budget.Span HOUR = new Budget.Span.Rolling(Duration.ofHours(1));

    private Money() {}

    static final Conditions CONDITIONS = (condition, evidence, effect) -> {
        if (condition instanceof Condition.Always) {
            return Truth.TRUE;
        }
        if (condition instanceof Condition.EffectVerb verb) {
            return Truth.of(verb.verbs().contains(effect.verb()));
        }
        Condition.Tool tool = (Condition.Tool) condition;
        return Truth.of(tool.name().equals(new TextTest.Is(evidence.call().tool())));
    };

    static Budget denying(
            String id, Condition when, Budget.Sum sum, Budget.Span span, String limit, Condition.CallerIs.Field... by) {
        return new Budget(
                id,
                Place.nowhere(),
                when,
                sum,
                List.of(by),
                span,
                new BigDecimal(limit),
                Decision.DENY,
                Optional.empty(),
                "");
    }

    static Budget asking(
            String id, Condition when, Budget.Sum sum, Budget.Span span, String limit, Condition.CallerIs.Field... by) {
        return new Budget(
                id,
                Place.nowhere(),
                when,
                sum,
                List.of(by),
                span,
                new BigDecimal(limit),
                Decision.ESCALATE,
                Optional.of(ApprovalTerms.onePerson()),
                "ask the treasurer");
    }

    static Policy beside(Budget... budgets) {
        return Budgets.beside(Policy.defaults(), List.of(budgets), List.of(), CONDITIONS);
    }
}
