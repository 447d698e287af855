package io.brattice.rulebook.check;

import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.load.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names that come twice, stand for nothing, or look alike: of rules, tiers and layers. */
final class Names {

    private final List<Book> layers;
    private final List<Finding> findings = new ArrayList<>();

    private Names(List<Book> layers) {
        this.layers = layers;
    }

    static List<Finding> of(List<Book> layers) {
        Names names = new Names(layers);
        names.ids();
        names.tiers();
        names.delegations();
        return names.findings;
    }

    /** Every condition with the place of what it belongs to. */
    static List<Map.Entry<Condition, Place>> conditions(Book book) {
        List<Map.Entry<Condition, Place>> all = new ArrayList<>();
        book.clauses().forEach(clause -> all.add(Map.entry(clause.when(), clause.place())));
        book.delegations().forEach(delegation -> all.add(Map.entry(delegation.when(), delegation.place())));
        book.budgets().forEach(budget -> all.add(Map.entry(budget.when(), budget.place())));
        return all;
    }

    private void ids() {
        Map<String, Place> seen = new HashMap<>();
        Map<String, String> alike = new HashMap<>();
        for (Book book : layers) {
            for (Clause clause : book.clauses()) {
                id(clause.id(), clause.place(), seen, alike);
            }
            for (Budget budget : book.budgets()) {
                id(budget.id(), budget.place(), seen, alike);
            }
        }
    }

    private void id(String id, Place place, Map<String, Place> seen, Map<String, String> alike) {
        Place before = seen.putIfAbsent(id, place);
        if (before != null) {
            findings.add(Finding.Kind.DUPLICATE_ID.at(
                    place, "the id `" + id + "` is there already, at " + before + "; give each rule its own"));
            return;
        }
        String other = alike.putIfAbsent(skeleton(id), id);
        if (other != null) {
            findings.add(Finding.Kind.ALIKE.at(
                    place, "the id `" + id + "` looks like `" + other + "`; give one of them another name"));
        }
    }

    /** Equal for names that people take for one. */
    static String skeleton(String id) {
        return id.toLowerCase(Locale.ROOT)
                .replaceAll("[._/-]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l');
    }

    private void tiers() {
        Set<String> known = new LinkedHashSet<>();
        Set<String> used = new LinkedHashSet<>();
        for (Book book : layers) {
            // A layer sees its own tiers and those above it.
            book.tiers().forEach(tier -> known.add(tier.name()));
            conditions(book)
                    .forEach(one -> Walk.each(one.getKey(), (each, negated) -> {
                        if (each instanceof Condition.EffectTier tier) {
                            used.addAll(tier.names());
                            tier.names().stream()
                                    .filter(name -> !known.contains(name))
                                    .forEach(name -> findings.add(Finding.Kind.UNKNOWN_TIER.at(
                                            one.getValue(),
                                            "neither this layer nor one above it has a tier `" + name + "`; "
                                                    + meant(name, known, "add it to `tiers`"))));
                        }
                    }));
        }
        for (Book book : layers) {
            for (Tier tier : book.tiers()) {
                if (!used.contains(tier.name())) {
                    findings.add(Finding.Kind.UNUSED_TIER.at(
                            tier.place(),
                            "no rule speaks of the tier `" + tier.name() + "`; take it out, or write the rule"));
                }
            }
        }
        alikeTiers();
    }

    private void alikeTiers() {
        Map<String, Tier> seen = new HashMap<>();
        for (Book book : layers) {
            for (Tier tier : book.tiers()) {
                Tier before = seen.putIfAbsent(skeleton(tier.name()), tier);
                if (before != null && !before.name().equals(tier.name())) {
                    findings.add(Finding.Kind.ALIKE.at(
                            tier.place(),
                            "the tier `" + tier.name() + "` looks like `" + before.name()
                                    + "`; give one of them another name"));
                }
            }
        }
    }

    private void delegations() {
        for (int i = 0; i < layers.size(); i++) {
            List<String> below = layers.subList(i + 1, layers.size()).stream()
                    .flatMap(book -> book.layer().stream())
                    .toList();
            for (Delegation delegation : layers.get(i).delegations()) {
                boolean itself =
                        layers.get(i).layer().filter(delegation.to()::equals).isPresent();
                // A file that is checked alone has nobody below it yet.
                if (!below.contains(delegation.to()) && (i + 1 < layers.size() || itself)) {
                    findings.add(Finding.Kind.UNKNOWN_LAYER.at(
                            delegation.place(),
                            "no lower layer is called `" + delegation.to() + "`; "
                                    + meant(delegation.to(), below, "write the `layer` of a rulebook below this one")));
                }
            }
        }
    }

    static String meant(String word, java.util.Collection<String> known, String otherwise) {
        return Nearest.to(word, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElse(otherwise);
    }
}
