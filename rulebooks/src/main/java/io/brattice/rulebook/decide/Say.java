package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Clause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What one rule, or one default, says of one effect. What stood for a call is a set of these, and makes its verdict. */
record Say(Decision decision, int layer, Reason reason, Optional<ApprovalTerms> terms, String advice) {

    static final String NO_EFFECT = "this call";
    static final String UNLISTED = "what it would do beside what is listed";

    private static final Comparator<Say> ORDER = Comparator.comparing(Say::decision, Comparator.reverseOrder())
            .thenComparing(Say::layer)
            .thenComparing(say -> say.reason().rule())
            .thenComparing(say -> say.reason().text());

    /** @param what the effect, in a word or two: {@link #what} */
    static Say by(Clause clause, int layer, String what) {
        String verb = switch (clause.then()) {
            case ALLOW -> "allows ";
            case ESCALATE -> "asks about ";
            case DENY -> "forbids ";
        };
        return new Say(clause.then(), layer, new Reason(clause.id(), verb + what), clause.approval(), clause.advice());
    }

    static String what(Optional<Effect> effect) {
        return effect.isEmpty()
                ? NO_EFFECT
                : effect.get().resource().equals(Assessment.UNLISTED)
                        ? UNLISTED
                        : effect.get().verb().name().toLowerCase(Locale.ROOT);
    }

    /** The strictest decision with every reason, in an order that does not depend on that of the rules. */
    static Verdict verdict(Collection<Say> all) {
        List<Say> sorted = all.stream().sorted(ORDER).toList();
        Decision strictest = sorted.get(0).decision();
        Set<Reason> reasons = new LinkedHashSet<>();
        Set<String> advice = new LinkedHashSet<>();
        Optional<ApprovalTerms> terms = Optional.empty();
        for (Say say : sorted) {
            reasons.add(say.reason());
            if (say.decision() == strictest) {
                advice.add(say.advice());
                Optional<ApprovalTerms> before = terms;
                terms = say.terms().map(mine -> before.map(mine::and).orElse(mine));
            }
        }
        advice.remove("");
        return new Verdict(strictest, new ArrayList<>(reasons), terms, String.join("; ", advice));
    }
}
