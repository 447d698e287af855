package io.brattice.rulebook.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rulebook: one file, one layer.
 *
 * @param name what people call it; shown in reports
 * @param layer the layer it is written for, where it says so
 * @param readOnly true when nothing above READ_ONLY may run at all
 * @param clauses its rules, in the order of the file; change freezes and safety resets are rules by the time they are here
 */
public record Book(
        String name,
        Place place,
        Optional<String> layer,
        boolean readOnly,
        Defaults defaults,
        List<Tier> tiers,
        List<Clause> clauses,
        List<Delegation> delegations,
        List<Budget> budgets,
        Optional<ErrorBudget> errorBudget) {

    public Book {
        Objects.requireNonNull(name, "name");
        tiers = List.copyOf(tiers);
        clauses = List.copyOf(clauses);
        delegations = List.copyOf(delegations);
        budgets = List.copyOf(budgets);
    }
}
