package io.brattice.rulebook.explain;

import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The single changes that would alter a decision: of one argument, one effect, the caller, the time or the preview of a call, or of one rule
 * or default. Of several values for the same thing the nearest is told that leads to a decision.
 *
 * <p>Guarantees: each changes one thing alone, and the definition of rulebooks was asked what it leads to. An agent could read in them how to
 * get past a rule, so they are for whoever owns the rules.
 *
 * <p>Does not: look for changes of two things at once, or think of values that no rule mentions. Budgets stay out of it.
 */
public final class SmallestChanges {

    private static final int MOST = 2_000;

    private final List<Book> layers;
    private final CommandReader commands;
    private final Interpreter definition;

    private SmallestChanges(List<Book> layers, CommandReader commands) {
        this.layers = List.copyOf(layers);
        this.commands = commands;
        this.definition = Interpreter.of(layers, commands);
    }

    /** Under these rulebooks, the uppermost first. */
    public static SmallestChanges under(List<Book> layers, CommandReader commands) {
        return new SmallestChanges(layers, commands);
    }

    /** Those of a call, in the order of {@link Alternative.Of}; empty where no single change leads to another decision. */
    public List<Alternative> of(Evidence evidence) {
        Decision now = definition.decide(evidence).decision();
        List<Alternative> found = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        CallChanges.of(evidence, layers).limit(MOST).forEach(change -> {
            Decision then = definition.decide(change.evidence()).decision();
            if (then != now && seen.add(List.of(change.place(), then))) {
                found.add(new Alternative(change.of(), change.text(), then));
            }
        });
        RuleEdits.of(layers).limit(MOST).forEach(edit -> {
            Decision then =
                    Interpreter.of(edit.layers(), commands).decide(evidence).decision();
            if (then != now && seen.add(List.of(edit.place(), then))) {
                found.add(new Alternative(Alternative.Of.RULE, edit.text(), then));
            }
        });
        return found.stream().sorted(Comparator.comparing(Alternative::of)).toList();
    }
}
