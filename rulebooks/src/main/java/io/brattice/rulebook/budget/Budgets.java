package io.brattice.rulebook.budget;

import io.brattice.action.Digest;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.ErrorBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules with budgets beside them; the strictest stands.
 *
 * <p>Guarantees: however many calls come at once, in whatever process of the ledger, what was let through without a person's yes never
 * passes a limit; a call whose amount cannot be told is refused. A call that a person lets pass the limit is counted too. Once an error
 * budget is spent a principal may only read, until a person resets it ({@code Gate.reset}).
 *
 * <p>Does not: know what a tool really spent. It counts what was asked for.
 */
public final class Budgets implements Policy {

    private final Policy rules;
    private final List<Limit> limits;
    private final List<Errors> errors;
    private final Set<String> ids;
    private final String spelling;
    private final Digest digest;

    private Budgets(Policy rules, List<Limit> limits, List<Errors> errors, Set<String> ids, String spelling) {
        this.rules = rules;
        this.limits = limits;
        this.errors = errors;
        this.ids = ids;
        this.spelling = spelling;
        this.digest = Digest.of("budgets/1 " + rules.digest().hex() + spelling);
    }

    /**
     * These rules, and these budgets and error budgets of all layers.
     *
     * @throws IllegalArgumentException where a budget cannot be kept: one id twice, a window of more than 366 days, amounts of several units
     */
    public static Policy beside(Policy rules, List<Budget> budgets, List<ErrorBudget> errors, Conditions conditions) {
        if (budgets.isEmpty() && errors.isEmpty()) {
            return rules;
        }
        Set<String> ids = new HashSet<>(Set.of(Errors.RULE));
        for (Budget budget : budgets) {
            if (!ids.add(budget.id())) {
                throw new IllegalArgumentException("two budgets have the id `" + budget.id() + "`; give each its own");
            }
        }
        return new Budgets(
                rules,
                budgets.stream().map(budget -> new Limit(budget, conditions)).toList(),
                errors.stream().map(Errors::new).toList(),
                Set.copyOf(ids),
                Spelling.of(budgets) + Spelling.of(errors));
    }

    /** The budgets as they are, beside the rules that hold right now. */
    @Override
    public Policy inForce() {
        Policy now = rules.inForce();
        return now == rules ? this : new Budgets(now, limits, errors, ids, spelling);
    }

    @Override
    public List<Charge> charges(Evidence evidence) {
        List<Charge> charges = new ArrayList<>(rules.charges(evidence));
        limits.forEach(limit -> limit.charge(evidence).ifPresent(charges::add));
        return charges;
    }

    @Override
    public Verdict decide(Evidence evidence) {
        Verdict verdict = rules.decide(evidence);
        for (Limit limit : limits) {
            Optional<Verdict> objection = limit.objection(evidence);
            verdict = objection.isPresent() ? verdict.and(objection.get()) : verdict;
        }
        for (Errors each : errors) {
            Optional<Verdict> objection = each.objection(evidence);
            verdict = objection.isPresent() ? verdict.and(objection.get()) : verdict;
        }
        return verdict;
    }

    /** A limit is no verdict on what was wanted: it may fit tomorrow. */
    @Override
    public boolean sticks(String rule) {
        return !ids.contains(rule) && rules.sticks(rule);
    }

    @Override
    public Digest digest() {
        return digest;
    }
}
