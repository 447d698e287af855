package io.brattice.rulebook.budget;

import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Verb;
import io.brattice.policy.Charge;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Truth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** One budget: what a call is charged, and what it may not pass. */
final class Limit {

    private static final int LONGEST_NAME = 500;
    private static final String SPENT = "the budget is spent: stop, and report what was done and why it needs more";

    private final Budget budget;
    private final Window window;
    private final Conditions conditions;

    Limit(Budget budget, Conditions conditions) {
        this.budget = budget;
        this.window = new Window(budget.window());
        this.conditions = conditions;
        String problem = problem(budget);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("budget `" + budget.id() + "`: " + problem);
        }
    }

    private static String problem(Budget budget) {
        if (budget.limit().signum() < 0) {
            return "its limit is negative; write zero or more";
        }
        for (Condition.CallerIs.Field field : budget.by()) {
            if (field == Condition.CallerIs.Field.ROLE || field == Condition.CallerIs.Field.TAINT) {
                return "`by` takes what a caller is, not what it has; leave out roles and taint";
            }
        }
        if (budget.sum() instanceof Budget.Sum.Argument argument) {
            if (argument.path().isEmpty()
                    || argument.path().contains("*")
                    || argument.unit().contains("*")) {
                return "it sums one argument; write a path without a `*`";
            }
            if (!argument.unit().isEmpty() && argument.only().isEmpty()) {
                return "amounts of several units have no sum; say by `only` which unit counts";
            }
        }
        return "";
    }

    /** What this call adds; nothing where it does not concern this budget, or cannot be told. */
    Optional<Charge> charge(Evidence evidence) {
        return amount(evidence)
                .filter(amount -> !amount.isWrong())
                .map(amount -> new Charge(account(evidence.call().caller()), amount.value(), window.length()));
    }

    /** Why this call may not simply run, if it may not. */
    Optional<Verdict> objection(Evidence evidence) {
        Optional<Amount> amount = amount(evidence);
        if (amount.isEmpty()) {
            return Optional.empty();
        }
        if (amount.get().isWrong()) {
            return Optional.of(Verdict.deny(budget.id(), amount.get().problem())
                    .advising("correct the call, so that it can be counted, and try again"));
        }
        String account = account(evidence.call().caller());
        if (!evidence.balances().containsKey(account)) {
            return Optional.of(
                    Verdict.deny(budget.id(), "nobody looked up what was spent")
                            .advising(
                                    "the policy is not wired right: ask its owner to let whatever wraps it pass on `charges` too"));
        }
        BigDecimal spent = evidence.balance(account).since(window.start(evidence.at()));
        BigDecimal more = amount.get().value();
        return more.signum() > 0 && spent.add(more).compareTo(budget.limit()) > 0
                ? Optional.of(passed(spent, more))
                : Optional.empty();
    }

    private Verdict passed(BigDecimal spent, BigDecimal more) {
        String text = plain(more) + " more would pass the limit of " + plain(budget.limit()) + unit() + " " + window
                + ", of which " + plain(spent) + " is spent";
        Verdict verdict = budget.then() == Decision.DENY
                ? Verdict.deny(budget.id(), text)
                : Verdict.escalate(budget.id(), text, budget.approval().orElseThrow());
        return verdict.advising(budget.advice().isEmpty() ? SPENT : budget.advice());
    }

    private String unit() {
        Budget.Sum sum = budget.sum();
        return sum instanceof Budget.Sum.Argument argument
                ? argument.only().map(only -> " " + only).orElse("")
                : sum instanceof Budget.Sum.Bytes ? " bytes" : sum instanceof Budget.Sum.Calls ? " calls" : "";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    // -- how much

    /** Empty where no effect fits. */
    private Optional<Amount> amount(Evidence evidence) {
        List<Effect> effects = evidence.effects();
        boolean any = effects.isEmpty()
                ? fits(
                        evidence,
                        Effect.of(
                                Verb.EXECUTE,
                                Resource.tool(evidence.call().tool()),
                                evidence.assessment().inherent()))
                : effects.stream().anyMatch(effect -> fits(evidence, effect));
        if (!any) {
            return Optional.empty();
        }
        Budget.Sum sum = budget.sum();
        return Optional.of(
                sum instanceof Budget.Sum.Argument argument
                        ? Amount.of(argument, evidence.call().arguments())
                        : Amount.of(
                                sum instanceof Budget.Sum.Count
                                        ? most(evidence, Effect::count)
                                        : sum instanceof Budget.Sum.Bytes
                                                ? most(evidence, Effect::bytes)
                                                : BigDecimal.ONE));
    }

    /** The more of what was judged and what was rehearsed; what is not listed counts as one thing. */
    private BigDecimal most(Evidence evidence, ToLongFunction<Effect> measure) {
        BigDecimal judged = sum(evidence, evidence.assessment().effects(), measure);
        BigDecimal rehearsed = sum(evidence, evidence.measured(), measure);
        List<Effect> unlisted = evidence.effects().stream()
                .filter(effect -> effect.resource().equals(Assessment.UNLISTED))
                .toList();
        return judged.max(rehearsed).add(sum(evidence, unlisted, measure));
    }

    private BigDecimal sum(Evidence evidence, List<Effect> effects, ToLongFunction<Effect> measure) {
        return effects.stream()
                .distinct()
                .filter(effect -> fits(evidence, effect))
                .map(effect -> BigDecimal.valueOf(measure.applyAsLong(effect)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean fits(Evidence evidence, Effect effect) {
        return conditions.of(budget.when(), evidence, effect) != Truth.FALSE;
    }

    // -- whose

    /**
     * Whose sum it is: the budget, what it sums, and the caller as far as {@link Budget#by} tells callers apart. Another limit or window goes
     * on with the same sum.
     */
    private String account(Caller caller) {
        StringBuilder name = new StringBuilder("budget ");
        part(name, budget.id());
        part(name, Spelling.of(budget.sum()));
        for (Condition.CallerIs.Field field : budget.by()) {
            name.append(' ').append(field.name()).append(' ');
            value(field, caller).ifPresentOrElse(value -> part(name, value), () -> name.append('-'));
        }
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : "budget " + Digest.of(name.toString()).hex();
    }

    private static void part(StringBuilder name, String text) {
        name.append(text.length()).append(':').append(text);
    }

    private static Optional<String> value(Condition.CallerIs.Field field, Caller caller) {
        return switch (field) {
            case KIND -> Optional.of(caller.kind().name());
            case TENANT -> Optional.of(caller.tenant());
            case AGENT -> Optional.of(caller.name());
            case SESSION -> Optional.of(caller.session());
            case ON_BEHALF_OF -> caller.onBehalfOf();
            case PARENT -> caller.parent();
            case ROLE, TAINT -> throw new IllegalStateException("refused when it was made");
        };
    }
}
