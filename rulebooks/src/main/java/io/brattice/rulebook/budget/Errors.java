package io.brattice.rulebook.budget;

import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.ErrorBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a principal only read once so many of its calls went wrong within a time, until a person resets it. Looks at every failure since the
 * last reset, not at those of lately: waiting does not help.
 */
final class Errors {

    static final String RULE = "error-budget";

    /** As many as a history knows. */
    private static final int MOST = 256;

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String STOP =
            "too much went wrong: only reading is possible now; report what happened and wait until a person resets it";

    private final ErrorBudget budget;

    Errors(ErrorBudget budget) {
        this.budget = budget;
        if (budget.failures() < 1 || budget.failures() > MOST) {
            throw new IllegalArgumentException("error budget: from 1 to 256 failures, not " + budget.failures());
        }
        if (budget.within().isNegative()
                || budget.within().isZero()
                || budget.within().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "error budget: within more than no time and at most 366 days, not " + budget.within());
        }
    }

    Optional<Verdict> objection(Evidence evidence) {
        List<Instant> failures = evidence.history().failures();
        if (failures.size() < budget.failures()
                || evidence.call().caller().kind() == Caller.Kind.PERSON
                || onlyReads(evidence)
                || !isSpent(failures)) {
            return Optional.empty();
        }
        return Optional.of(Verdict.deny(
                        RULE,
                        budget.failures() + " calls went wrong within " + budget.within()
                                + ", and no person has reset it since")
                .advising(budget.advice().isEmpty() ? STOP : budget.advice()));
    }

    private static boolean onlyReads(Evidence evidence) {
        return evidence.assessment().inherent() == Reversibility.READ_ONLY
                && evidence.effects().stream().allMatch(effect -> effect.inherent() == Reversibility.READ_ONLY);
    }

    private boolean isSpent(List<Instant> failures) {
        int many = (int) budget.failures();
        for (int last = many - 1; last < failures.size(); last++) {
            Duration took = Duration.between(failures.get(last - many + 1), failures.get(last));
            if (took.compareTo(budget.within()) <= 0) {
                return true;
            }
        }
        return false;
    }
}
