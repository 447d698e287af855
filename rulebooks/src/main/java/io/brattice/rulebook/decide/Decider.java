package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plain interpreter of rulebooks: the strictest of what the layers say. */
public final class Decider implements Policy {

    private final List<Book> layers;
    private final CommandReader commands;

    private Decider(List<Book> layers, CommandReader commands) {
        this.layers = List.copyOf(layers);
        this.commands = commands;
    }

    /** Of these layers, the upper ones first. */
    public static Decider of(List<Book> layers, CommandReader commands) {
        return new Decider(layers, commands);
    }

    @Override
    public Verdict decide(Evidence evidence) {
        List<Effect> effects = evidence.effects();
        if (effects.isEmpty()) {
            Verdict all = byTable(layers.get(0), evidence, evidence.assessment().reversibility());
            for (Book book : layers.subList(1, layers.size())) {
                all = all.and(byTable(book, evidence, evidence.assessment().reversibility()));
            }
            return all;
        }
        @Nullable Verdict verdict = null;
        for (Effect effect : effects) {
            Verdict one = ofEffect(evidence, effect);
            verdict = verdict == null ? one : verdict.and(one);
        }
        return java.util.Objects.requireNonNull(verdict);
    }

    private Verdict ofEffect(Evidence evidence, Effect effect) {
        @Nullable Verdict all = null;
        for (int i = 0; i < layers.size(); i++) {
            Book book = layers.get(i);
            @Nullable Verdict rules = byRules(book, evidence, effect);
            boolean delegated = isDelegated(i, evidence, effect);
            Verdict one = rules != null && (rules.decision() == Decision.DENY || !delegated)
                    ? rules
                    : byTableOrBelow(i, evidence, effect, delegated);
            all = all == null ? one : all.and(one);
        }
        return java.util.Objects.requireNonNull(all);
    }

    private Verdict byTableOrBelow(int layer, Evidence evidence, Effect effect, boolean delegated) {
        if (delegated) {
            return Verdict.allow("delegated", "left to a lower layer");
        }
        Verdict table = byTable(layers.get(layer), evidence, effect.reversibility());
        // An allow rule of an upper layer covers the defaults of a lower one.
        for (Book book : layers) {
            @Nullable Verdict rules = byRules(book, evidence, effect);
            if (rules != null && rules.decision() == Decision.ALLOW && (book == layers.get(0) || layer > 0)) {
                return rules;
            }
        }
        return table;
    }

    private boolean isDelegated(int layer, Evidence evidence, Effect effect) {
        for (Delegation delegation : layers.get(layer).delegations()) {
            for (Book book : layers.subList(layer + 1, layers.size())) {
                if (book.layer().filter(delegation.to()::equals).isEmpty()
                        || !delegation.upTo().isAtLeast(effect.inherent())
                        || truth(delegation.when(), evidence, effect) != Truth.TRUE) {
                    continue;
                }
                @Nullable Verdict rules = byRules(book, evidence, effect);
                if (rules != null && rules.decision() == Decision.ALLOW) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Verdict byRules(Book book, Evidence evidence, Effect effect) {
        if (book.readOnly() && effect.inherent() != Reversibility.READ_ONLY) {
            return Verdict.deny("mode.read-only", "nothing may change");
        }
        @Nullable Verdict restricted = null;
        @Nullable Verdict allowed = null;
        for (Clause clause : book.clauses()) {
            Truth truth = truth(clause.when(), evidence, effect);
            if (clause.then() == Decision.ALLOW) {
                if (truth == Truth.TRUE
                        && clause.upTo().isAtLeast(effect.inherent())
                        && evidence.assessment().complete()
                        && !effect.resource().equals(Assessment.UNLISTED)) {
                    Verdict says = Verdict.allow(clause.id(), "allows it");
                    allowed = allowed == null ? says : allowed.and(says);
                }
            } else if (truth != Truth.FALSE) {
                Verdict says = clause.then() == Decision.DENY
                        ? Verdict.deny(clause.id(), "forbids it").advising(clause.advice())
                        : Verdict.escalate(clause.id(), "asks about it", clause.approval().orElseThrow())
                                .advising(clause.advice());
                restricted = restricted == null ? says : restricted.and(says);
            }
        }
        return restricted != null ? restricted : allowed;
    }

    private static Verdict byTable(Book book, Evidence evidence, Reversibility reversibility) {
        Defaults defaults = book.defaults();
        Optional<Preview> preview = evidence.preview();
        boolean small = evidence.rehearsedExactly()
                && preview.isPresent()
                && evidence.previewedCount() <= defaults.limits().effects()
                && evidence.previewedBytes() <= defaults.limits().bytes();
        boolean unknown = !evidence.assessment().complete() && !evidence.assessment().dependsOnSafeguard();
        String rule = unknown ? "default.unknown" : "default." + reversibility.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        Defaults.Answer answer = defaults.of(unknown ? Reversibility.IRREVERSIBLE : reversibility);
        return switch (answer) {
            case ALLOW -> Verdict.allow(rule, "allowed by default");
            case DENY -> Verdict.deny(rule, "forbidden by default");
            case ESCALATE -> Verdict.escalate(rule, "asked about by default", ApprovalTerms.onePerson());
            case ALLOW_IF_REHEARSED -> small
                    ? Verdict.allow(rule, "rehearsed, and small")
                    : Verdict.escalate(rule, "not rehearsed, or large", ApprovalTerms.onePerson());
        };
    }

    private Truth truth(Condition condition, Evidence evidence, Effect effect) {
        List<Tier> tiers = new ArrayList<>();
        layers.forEach(book -> tiers.addAll(book.tiers()));
        return new Interpreter(evidence, effect, tiers, commands).truth(condition);
    }
}
