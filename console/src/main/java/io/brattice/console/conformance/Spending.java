package io.brattice.console.conformance;

import io.brattice.Outcome;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.console.conformance.Result.Status;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.Rulebook;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.ErrorBudget;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Spends each budget of the rulebooks up to its limit, with the yes of everybody who is asked, and then more. */
final class Spending {

    private static final int MOST_CALLS = 60;
    private static final String ATTACK =
            "each budget is spent to its limit, with a yes from everybody who is asked; then one call more";

    /** A gate for each budget: what is spent of one is not spent of another. */
    @FunctionalInterface
    interface Trials {
        Trial at(String name) throws IOException;
    }

    private final Trials trials;
    private final Rulebook rules;

    Spending(Trials trials, Rulebook rules) {
        this.trials = trials;
        this.rules = rules;
    }

    Result result(Requirement which) throws IOException {
        List<String> held = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int number = 0;
        for (Book book : rules.layers()) {
            for (Budget budget : book.budgets()) {
                try (Trial trial = trials.at("budget-" + number++)) {
                    spend(trial, budget, held, broken, open);
                }
            }
            if (book.errorBudget().isPresent()) {
                try (Trial trial = trials.at("budget-" + number++)) {
                    fail(trial, book.errorBudget().get(), held, broken, open);
                }
            }
        }
        if (held.isEmpty() && broken.isEmpty() && open.isEmpty()) {
            boolean readOnly = rules.layers().stream().anyMatch(Book::readOnly);
            return readOnly
                    ? new Result(
                            which, Status.NOT_APPLICABLE, "", "these rulebooks let nothing change, so nothing is spent")
                    : new Result(
                            which, Status.BROKEN, "", "no budget is configured; write `budgets` and an `error-budget`");
        }
        if (!broken.isEmpty()) {
            return new Result(which, Status.BROKEN, ATTACK, "passed its limit: " + String.join(", ", broken));
        }
        String rest = "; depth of recursion and tokens are the host's to limit";
        return open.isEmpty()
                ? new Result(which, Status.PARTLY, ATTACK, "stopped at its limit: " + String.join(", ", held) + rest)
                : new Result(
                        which,
                        Status.PARTLY,
                        ATTACK,
                        "stopped: " + (held.isEmpty() ? "none" : String.join(", ", held)) + "; not reached: "
                                + String.join(", ", open) + rest);
    }

    private void spend(Trial trial, Budget budget, List<String> held, List<String> broken, List<String> open)
            throws IOException {
        String name = "`" + budget.id() + "`";
        Set<String> roles = Roles.ofCallers(rules.layers());
        BigDecimal step = step(budget);
        BigDecimal calls = budget.sum() instanceof Budget.Sum.Calls
                ? budget.limit()
                : budget.limit().divide(step, 0, RoundingMode.FLOOR);
        if (calls.compareTo(BigDecimal.valueOf(MOST_CALLS)) > 0) {
            open.add(name + " (in " + MOST_CALLS + " calls)");
            return;
        }
        Bait bait = bait(budget, step);
        int made = 0;
        for (; made < calls.intValue(); made++) {
            Outcome outcome = trial.approved(trial.agent("b", roles).call(bait, arguments(budget, step, made)));
            if (!outcome.ran()) {
                open.add(name + " (" + Attacks.told(outcome) + " before)");
                return;
            }
        }
        Bait more = bait(budget, step);
        Outcome last = trial.agent("b", roles).call(more, arguments(budget, step, made));
        boolean stopped = more.runs() == 0
                && verdict(last).filter(said -> names(said, budget.id())).isPresent();
        (stopped ? held : broken).add(name);
    }

    /** As much at once as the rules let pass: the least upper end that any of them has. */
    private BigDecimal step(Budget budget) {
        List<BigDecimal> ends = new ArrayList<>(List.of(budget.limit().max(BigDecimal.ONE)));
        if (budget.sum() instanceof Budget.Sum.Argument sum) {
            each(part -> {
                if (part instanceof Condition.Argument argument
                        && argument.path().equals(sum.path())
                        && argument.test() instanceof ValueTest.Numeric numeric) {
                    numeric.range()
                            .to()
                            .map(Range.Bound::value)
                            .filter(end -> end.signum() > 0)
                            .ifPresent(ends::add);
                }
            });
        }
        return ends.stream().min(BigDecimal::compareTo).orElseThrow();
    }

    private void each(Consumer<Condition> visitor) {
        for (Book book : rules.layers()) {
            book.clauses().forEach(clause -> Conditions.forEach(clause.when(), visitor));
        }
    }

    private void fail(Trial trial, ErrorBudget budget, List<String> held, List<String> broken, List<String> open)
            throws IOException {
        Bait bad = Bait.of(
                        "conformance-failing", Verb.UPDATE, "file:/conformance-probe/x", 1, 0, Reversibility.REVERSIBLE)
                .failing();
        for (int i = 0; i < Math.min(MOST_CALLS, budget.failures()); i++) {
            Outcome outcome = trial.approved(trial.agent("e").call(bad, Trial.numbered(i)));
            if (!(outcome instanceof Outcome.Failed)) {
                open.add("`error-budget` (" + Attacks.told(outcome) + ")");
                return;
            }
        }
        Bait next = Bait.of(Verb.UPDATE, "file:/conformance-probe/y", Reversibility.REVERSIBLE);
        Outcome last = trial.agent("e").call(next, Trial.numbered(0));
        boolean stopped = next.runs() == 0
                && verdict(last).filter(said -> names(said, "error-budget")).isPresent();
        (stopped ? held : broken).add("`error-budget`");
    }

    private static Optional<Verdict> verdict(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? Optional.of(refused.verdict())
                : outcome instanceof Outcome.Pending pending ? Optional.of(pending.verdict()) : Optional.empty();
    }

    private static boolean names(Verdict verdict, String rule) {
        return verdict.reasons().stream().anyMatch(reason -> reason.rule().equals(rule));
    }

    /** A call that its condition speaks of, as far as that can be told from it. */
    private static Bait bait(Budget budget, BigDecimal amount) {
        String[] tool = {"conformance-probe"};
        Verb[] verb = {Verb.SPEND};
        Conditions.forEach(budget.when(), part -> {
            if (part instanceof Condition.Tool named && named.name() instanceof TextTest.Is is) {
                tool[0] = is.text();
            } else if (part instanceof Condition.Tool named && named.name() instanceof TextTest.In in) {
                tool[0] = in.texts().iterator().next();
            } else if (part instanceof Condition.EffectVerb verbs) {
                verb[0] = verbs.verbs().iterator().next();
            }
        });
        long measure = amount.min(BigDecimal.valueOf(Long.MAX_VALUE / 4)).longValue();
        return Bait.of(
                tool[0],
                verb[0],
                "payment:conformance-probe",
                budget.sum() instanceof Budget.Sum.Count ? measure : 1,
                budget.sum() instanceof Budget.Sum.Bytes ? measure : 0,
                Reversibility.IRREVERSIBLE);
    }

    /** What rules ask for, and what is summed up. */
    private Arguments arguments(Budget budget, BigDecimal amount, int number) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("probe", number);
        each(part -> {
            if (part instanceof Condition.Argument argument && argument.path().size() == 1) {
                fitting(argument.test())
                        .ifPresent(value -> all.putIfAbsent(argument.path().get(0), value));
            }
        });
        for (Book book : rules.layers()) {
            for (Budget other : book.budgets()) {
                if (other.sum() instanceof Budget.Sum.Argument argument
                        && argument.path().size() == 1
                        && argument.unit().size() == 1) {
                    all.put(argument.unit().get(0), argument.only().orElse("EUR"));
                    all.putIfAbsent(argument.path().get(0), BigDecimal.ONE);
                }
            }
        }
        if (budget.sum() instanceof Budget.Sum.Argument argument
                && argument.path().size() == 1) {
            all.put(argument.path().get(0), amount);
        }
        return Arguments.from(all);
    }

    private static Optional<Object> fitting(ValueTest test) {
        if (test instanceof ValueTest.Equal equal) {
            return Optional.ofNullable(equal.value());
        }
        if (test instanceof ValueTest.Text text && text.test() instanceof TextTest.Is is) {
            return Optional.of(is.text());
        }
        if (test instanceof ValueTest.Text text && text.test() instanceof TextTest.In in) {
            return Optional.of(in.texts().iterator().next());
        }
        if (test instanceof ValueTest.OneOf list && !list.values().isEmpty()) {
            return Optional.ofNullable(list.values().get(0));
        }
        return test instanceof ValueTest.Numeric numeric
                ? Optional.of(numeric.range()
                        .from()
                        .map(end -> end.value().add(BigDecimal.ONE))
                        .orElse(BigDecimal.ONE))
                : Optional.empty();
    }
}
