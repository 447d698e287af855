package io.brattice.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy decided, with every reason.
 *
 * @param reasons every rule that took part, at least one
 * @param terms what a yes must satisfy; present exactly when the decision is ESCALATE
 * @param advice what the agent can do instead; may be empty
 */
public record Verdict(Decision decision, List<Reason> reasons, Optional<ApprovalTerms> terms, String advice) {

    public Verdict {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(advice, "advice");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict needs at least one reason");
        }
        if (terms.isPresent() != (decision == Decision.ESCALATE)) {
            throw new IllegalArgumentException("approval terms belong to ESCALATE and to nothing else");
        }
    }

    /** An ALLOW for one reason. */
    public static Verdict allow(String rule, String text) {
        return new Verdict(Decision.ALLOW, List.of(new Reason(rule, text)), Optional.empty(), "");
    }

    /** An ESCALATE for one reason, with what a yes must satisfy. */
    public static Verdict escalate(String rule, String text, ApprovalTerms terms) {
        return new Verdict(Decision.ESCALATE, List.of(new Reason(rule, text)), Optional.of(terms), "");
    }

    /** A DENY for one reason, without advice: add it by {@link #advising}. */
    public static Verdict deny(String rule, String text) {
        return new Verdict(Decision.DENY, List.of(new Reason(rule, text)), Optional.empty(), "");
    }

    /** The same verdict with advice for the agent. */
    public Verdict advising(String text) {
        return new Verdict(decision, reasons, terms, text);
    }

    /** Both at once: the stricter decision, every reason of both, the union of the terms of those that escalate. */
    public Verdict and(Verdict other) {
        Decision stricter = decision.or(other.decision);
        Set<Reason> every = new LinkedHashSet<>();
        (decision == stricter ? this : other).reasons.forEach(every::add);
        every.addAll(reasons);
        every.addAll(other.reasons);
        Optional<ApprovalTerms> both = stricter != Decision.ESCALATE
                ? Optional.empty()
                : terms.map(mine -> other.terms.map(mine::and).orElse(mine)).or(other::terms);
        String words = advice.equals(other.advice) || other.advice.isEmpty()
                ? advice
                : advice.isEmpty() ? other.advice : advice + "; " + other.advice;
        return new Verdict(stricter, new ArrayList<>(every), both, words);
    }
}
