package io.brattice.rulebook.decide;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rulebooks of several layers are together. */
public final class Layers {

    private Layers() {}

    /** The tiers that each layer sees: those above it first, so that none of its own can take a resource out of one of theirs. */
    public static List<List<Tier>> tiers(List<Book> layers) {
        List<List<Tier>> visible = new ArrayList<>();
        List<Tier> all = new ArrayList<>();
        for (Book book : layers) {
            all.addAll(book.tiers());
            visible.add(List.copyOf(all));
        }
        return visible;
    }

    static void check(List<Book> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("no rulebook at all: pass at least one");
        }
        Set<String> ids = new HashSet<>();
        List<List<Tier>> tiers = tiers(layers);
        for (int i = 0; i < layers.size(); i++) {
            Book book = layers.get(i);
            List<String> names =
                    tiers.get(i).stream().map(Tier::name).distinct().toList();
            book.tiers().forEach(tier -> tier.patterns().forEach(Conditions::check));
            for (Clause clause : book.clauses()) {
                if (!ids.add(clause.id())) {
                    throw new IllegalArgumentException(
                            "two rules have the id `" + clause.id() + "`; give each its own");
                }
                Conditions.check(clause.when(), names);
            }
            for (Delegation delegation : book.delegations()) {
                Conditions.check(delegation.when(), names);
            }
            for (Budget budget : book.budgets()) {
                Conditions.check(budget.when(), names);
            }
        }
    }
}
