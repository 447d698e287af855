package io.brattice.console.conformance;

import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The roles that rulebooks ask for. */
final class Roles {

    private Roles() {}

    /** Those that rules look for in callers. */
    static Set<String> ofCallers(List<Book> layers) {
        Set<String> roles = new TreeSet<>();
        for (Book book : layers) {
            book.clauses()
                    .forEach(clause -> Conditions.forEach(clause.when(), part -> {
                        if (part instanceof Condition.CallerIs is
                                && is.field() == Condition.CallerIs.Field.ROLE
                                && is.test() instanceof TextTest.Is role) {
                            roles.add(role.text());
                        }
                    }));
        }
        return roles;
    }

    static Set<String> in(List<Book> layers) {
        Set<String> roles = new TreeSet<>();
        for (Book book : layers) {
            book.clauses().forEach(clause -> clause.approval().ifPresent(terms -> roles.addAll(terms.roles())));
            book.budgets().forEach(budget -> budget.approval().ifPresent(terms -> roles.addAll(terms.roles())));
        }
        return roles;
    }
}
