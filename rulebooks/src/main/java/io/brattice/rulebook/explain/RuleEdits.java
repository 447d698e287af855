package io.brattice.rulebook.explain;

import io.brattice.action.Reversibility;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rulebooks with one edit.
 *
 * @param place what is edited: of several edits of one place that lead to the same, the first is told
 */
record RuleEdits(String place, String text, List<Book> layers) {

    /** The mildest edits of each place first: a rule that says something else, then one that is gone. */
    static Stream<RuleEdits> of(List<Book> layers) {
        return IntStream.range(0, layers.size())
                .boxed()
                .flatMap(layer -> Stream.concat(clauses(layers, layer), sections(layers, layer)));
    }

    private static Stream<RuleEdits> clauses(List<Book> layers, int layer) {
        Book book = layers.get(layer);
        return IntStream.range(0, book.clauses().size()).boxed().flatMap(index -> {
            Clause clause = book.clauses().get(index);
            List<RuleEdits> edits = new ArrayList<>();
            String id = "`" + clause.id() + "`";
            if (clause.then() == Decision.ALLOW) {
                for (Reversibility upTo : Reversibility.values()) {
                    if (upTo.compareTo(clause.upTo()) > 0) {
                        Clause other = said(clause, Decision.ALLOW, upTo);
                        edits.add(edit(
                                layers, layer, index, Optional.of(other), id + " with `up-to: " + word(upTo) + "`"));
                    }
                }
            }
            for (Decision then : Decision.values()) {
                if (then != clause.then()) {
                    Clause other = said(clause, then, clause.upTo());
                    edits.add(edit(layers, layer, index, Optional.of(other), id + " with `then: " + word(then) + "`"));
                }
            }
            edits.add(edit(layers, layer, index, Optional.empty(), "without " + id));
            return edits.stream();
        });
    }

    private static Clause said(Clause clause, Decision then, Reversibility upTo) {
        Optional<ApprovalTerms> terms = then == Decision.ESCALATE
                ? Optional.of(clause.approval().orElse(ApprovalTerms.onePerson()))
                : Optional.empty();
        return new Clause(
                clause.id(), clause.place(), clause.when(), then, upTo, terms, clause.advice(), List.of(), List.of());
    }

    private static RuleEdits edit(List<Book> layers, int layer, int index, Optional<Clause> other, String text) {
        Book book = layers.get(layer);
        List<Clause> clauses = new ArrayList<>(book.clauses());
        clauses.remove(index);
        other.ifPresent(clause -> clauses.add(index, clause));
        return new RuleEdits(
                "rule " + book.clauses().get(index).id(),
                text,
                with(layers, layer, copy(book, clauses, book.readOnly(), book.defaults())));
    }

    private static Stream<RuleEdits> sections(List<Book> layers, int layer) {
        Book book = layers.get(layer);
        List<RuleEdits> edits = new ArrayList<>();
        if (book.readOnly()) {
            edits.add(new RuleEdits(
                    "mode " + layer,
                    "`" + book.name() + "` without `mode: read-only`",
                    with(layers, layer, copy(book, book.clauses(), false, book.defaults()))));
        }
        for (Reversibility grade : Reversibility.values()) {
            for (Defaults.Answer answer : Defaults.Answer.values()) {
                if (answer != book.defaults().of(grade)) {
                    edits.add(new RuleEdits(
                            "default " + layer + " " + grade,
                            "`" + book.name() + "` with the default `" + word(grade) + ": " + word(answer) + "`",
                            with(
                                    layers,
                                    layer,
                                    copy(
                                            book,
                                            book.clauses(),
                                            book.readOnly(),
                                            with(book.defaults(), grade, answer)))));
                }
            }
        }
        return edits.stream();
    }

    private static Defaults with(Defaults is, Reversibility grade, Defaults.Answer answer) {
        return new Defaults(
                grade == Reversibility.READ_ONLY ? answer : is.readOnly(),
                grade == Reversibility.REVERSIBLE ? answer : is.reversible(),
                grade == Reversibility.RECOVERABLE ? answer : is.recoverable(),
                grade == Reversibility.IRREVERSIBLE ? answer : is.irreversible(),
                is.limits(),
                is.changes());
    }

    private static List<Book> with(List<Book> layers, int layer, Book other) {
        List<Book> all = new ArrayList<>(layers);
        all.set(layer, other);
        return all;
    }

    private static Book copy(Book book, List<Clause> clauses, boolean readOnly, Defaults defaults) {
        return new Book(
                book.name(),
                book.place(),
                book.layer(),
                readOnly,
                defaults,
                book.tiers(),
                clauses,
                book.delegations(),
                book.budgets(),
                book.errorBudget());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
