package io.brattice.rulebook.prove;

import io.brattice.policy.ChangeBudget;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.decide.Layers;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@link Question}s about rulebooks. <em>Proven</em> means that no call whatever breaks it, as far as calls are classified
 * correctly; a counterexample is a call that does, and that the definition says so of; else it is undecided, and why.
 *
 * <p>A call with one effect stands for all: the verdict on several is the strictest of theirs, and a list that is incomplete never
 * makes it softer. Nothing is sampled. Where only samples could be had (regular expressions, networks, names of domains, what was
 * done lately), any answer is thought possible beside any other: that cannot make a proof wrong, but leave a question undecided.
 */
public final class Prover {

    /**
     * The definition, and the same without what can only make a verdict stricter.
     *
     * @param layers the rulebooks, with a condition of its own for each that has one
     */
    record Definitions(
            List<Book> layers,
            Interpreter exact,
            Interpreter exactUpper,
            Interpreter softest,
            Interpreter softestUpper) {}

    private final Definitions definitions;

    private Prover(List<Book> layers, CommandReader commands) {
        List<Book> apart =
                layers.stream().map(book -> copy(book, book.defaults())).toList();
        // How much was deleted before can only make a verdict stricter.
        List<Book> soft = apart.stream().map(Prover::withoutChangeBudget).toList();
        this.definitions = new Definitions(
                apart,
                Interpreter.of(apart, commands),
                Interpreter.of(apart.subList(0, 1), commands),
                Interpreter.of(soft, commands),
                Interpreter.of(soft.subList(0, 1), commands));
    }

    /**
     * About these rulebooks, the uppermost layer first.
     *
     * @throws IllegalArgumentException if there is none, or one of them is no rulebook
     */
    public static Prover of(List<Book> layers, CommandReader commands) {
        return new Prover(layers, commands);
    }

    /**
     * Answers a question.
     *
     * @param most how long it may take
     * @throws IllegalArgumentException if the question names a tier that there is not
     */
    public Proof prove(Question question, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        List<Tier> tiers =
                Layers.tiers(definitions.layers()).get(definitions.layers().size() - 1);
        Conditions.check(question.region(), tiers.stream().map(Tier::name).toList());
        boolean leaves = !definitions.layers().get(0).delegations().isEmpty();
        if (question.ofLayers() && !leaves) {
            // Each layer stands for itself, and the strictest decides.
            return new Proof(Proof.Outcome.PROVEN, Optional.empty(), Optional.empty(), 0, "");
        }
        List<Dimension> dimensions = Space.of(definitions.layers(), question.region());
        return new Search(definitions, question, dimensions, deadline).run();
    }

    /** The copies below share conditions with it, and with nothing else: so a condition says whose it is. */
    private static Book copy(Book book, Defaults defaults) {
        List<Clause> clauses = new ArrayList<>();
        for (Clause clause : book.clauses()) {
            clauses.add(new Clause(
                    clause.id(),
                    clause.place(),
                    new Condition.All(List.of(clause.when())),
                    clause.then(),
                    clause.upTo(),
                    clause.approval(),
                    clause.advice(),
                    List.of(),
                    List.of()));
        }
        List<Delegation> delegations = new ArrayList<>();
        for (Delegation one : book.delegations()) {
            delegations.add(new Delegation(one.place(), one.to(), new Condition.All(List.of(one.when())), one.upTo()));
        }
        return new Book(
                book.name(),
                book.place(),
                book.layer(),
                book.readOnly(),
                defaults,
                book.tiers(),
                clauses,
                delegations,
                book.budgets(),
                book.errorBudget());
    }

    private static Book withoutChangeBudget(Book book) {
        Defaults defaults = book.defaults();
        return new Book(
                book.name(),
                book.place(),
                book.layer(),
                book.readOnly(),
                new Defaults(
                        defaults.readOnly(),
                        defaults.reversible(),
                        defaults.recoverable(),
                        defaults.irreversible(),
                        defaults.limits(),
                        ChangeBudget.unlimited()),
                book.tiers(),
                book.clauses(),
                book.delegations(),
                book.budgets(),
                book.errorBudget());
    }
}
