package io.brattice.policy;

import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules in code, and the default table for what no rule covers. */
final class RulePolicy implements Policy {

    private static final Verdict READ_ONLY = Verdict.allow("default.read-only", "nothing changes");
    private static final Verdict REVERSIBLE = Verdict.allow("default.reversible", "can be put back exactly");
    private static final Verdict REHEARSED =
            Verdict.allow("default.recoverable", "can be recovered, and was rehearsed exactly and inside the limits");
    private static final Verdict NOT_REHEARSED = Verdict.escalate(
            "default.recoverable",
            "can only be recovered by others, and no exact rehearsal shows it is small",
            ApprovalTerms.onePerson());
    private static final Verdict IRREVERSIBLE =
            Verdict.escalate("default.irreversible", "cannot be taken back", ApprovalTerms.onePerson());
    private static final Verdict INCOMPLETE =
            Verdict.escalate("default.unknown", "not everything it would do is known", ApprovalTerms.onePerson());

    private final Limits limits;
    private final ChangeBudget budget;
    private final List<Rule> rules;
    private final Digest digest;

    RulePolicy(Limits limits, ChangeBudget budget, List<Rule> rules) {
        this.limits = limits;
        this.budget = budget;
        this.rules = List.copyOf(rules);
        Set<String> ids = new HashSet<>();
        for (Rule rule : this.rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules have the id `" + rule.id() + "`; give each its own");
            }
        }
        this.digest = Digest.of("rules/3 " + limits + budget + "\n"
                + this.rules.stream().map(rule -> rule.digest().hex()).sorted().collect(Collectors.joining("\n")));
    }

    @Override
    public Verdict decide(Evidence evidence) {
        List<Effect> effects = evidence.effects();
        if (effects.isEmpty()) {
            return byTable(evidence, evidence.assessment().reversibility());
        }
        Verdict verdict = null;
        boolean deletes = false;
        boolean overwrites = false;
        boolean publishes = false;
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            Verdict one = byRules(evidence, effect);
            if (one == null) {
                one = byTable(evidence, effect.reversibility());
                deletes = deletes || Deleted.counts(effect);
                overwrites = overwrites || Deletions.overwrites(effect);
                publishes = publishes || ChangeQuestion.publishes(effect);
            }
            verdict = verdict == null ? one : verdict.and(one);
        }
        Verdict decided = Objects.requireNonNull(verdict);
        return deletes || overwrites || publishes
                ? budget.about(evidence, deletes, overwrites, publishes)
                        .map(decided::and)
                        .orElse(decided)
                : decided;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    /** What the rules say of this effect; null where none covers it. */
    private @Nullable Verdict byRules(Evidence evidence, Effect effect) {
        Verdict restricted = null;
        Verdict allowed = null;
        for (Rule rule : rules) {
            if (!rule.when().fits(evidence, effect)) {
                continue;
            }
            Verdict says = verdictOf(rule, effect);
            if (rule.then() != Decision.ALLOW) {
                restricted = restricted == null ? says : restricted.and(says);
            } else if (rule.upTo().isAtLeast(effect.inherent())
                    && evidence.assessment().complete()
                    && !effect.resource().equals(Assessment.UNLISTED)) {
                allowed = allowed == null ? says : allowed.and(says);
            }
        }
        return restricted != null ? restricted : allowed;
    }

    private Verdict byTable(Evidence evidence, Reversibility reversibility) {
        if (!evidence.assessment().complete() && !evidence.assessment().dependsOnSafeguard()) {
            return INCOMPLETE;
        }
        return switch (reversibility) {
            case READ_ONLY -> READ_ONLY;
            case REVERSIBLE -> REVERSIBLE;
            case RECOVERABLE -> isSmall(evidence) ? REHEARSED : NOT_REHEARSED;
            case IRREVERSIBLE -> IRREVERSIBLE;
        };
    }

    private boolean isSmall(Evidence evidence) {
        return evidence.rehearsedExactly()
                && evidence.previewedCount() <= limits.effects()
                && evidence.previewedBytes() <= limits.bytes();
    }

    private static Verdict verdictOf(Rule rule, Effect effect) {
        String text = switch (rule.then()) {
                    case ALLOW -> "allows ";
                    case ESCALATE -> "asks about ";
                    case DENY -> "forbids ";
                }
                + (effect.resource().equals(Assessment.UNLISTED)
                        ? "what it would do beside what is listed"
                        : effect.verb().name().toLowerCase(Locale.ROOT) + " of `" + effect.resource() + "`");
        return new Verdict(rule.then(), List.of(new Reason(rule.id(), text)), rule.terms(), rule.advice());
    }
}
