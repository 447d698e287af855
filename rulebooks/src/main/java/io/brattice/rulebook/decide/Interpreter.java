package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What rulebooks mean, rule by rule and effect by effect: docs/rulebook-meaning.md in Java. It is there to be read, to test
 * {@link Decider} by, and to confirm what a proof says; it looks at every rule for every effect.
 */
public final class Interpreter implements Policy {

    /** What a condition of a layer says of an effect, or, where there is none, of the call. */
    @FunctionalInterface
    public interface Truths {
        Truth of(int layer, Condition condition, Evidence evidence, Optional<Effect> effect);
    }

    private final List<Book> layers;
    private final List<List<Tier>> tiers;
    private final Meaning meaning;
    private final BookDigest digest;

    private Interpreter(List<Book> layers, CommandReader commands) {
        this.layers = List.copyOf(layers);
        this.tiers = Layers.tiers(this.layers);
        this.meaning = new Meaning(commands);
        this.digest = new BookDigest(this.layers, commands);
        Layers.check(this.layers);
    }

    /**
     * These rulebooks, the uppermost layer first.
     *
     * @throws IllegalArgumentException if there is none, two rules have one id, a pattern is none, or a tier is named that there
     *     is not
     */
    public static Interpreter of(List<Book> layers, CommandReader commands) {
        return new Interpreter(layers, commands);
    }

    @Override
    public Verdict decide(Evidence evidence) {
        return decide(evidence, this::truth);
    }

    /** The verdict if conditions were as somebody says: how a proof asks about calls that it has not made up yet. */
    public Verdict decide(Evidence evidence, Truths truths) {
        List<Effect> effects = evidence.effects();
        Set<Say> says = new HashSet<>();
        List<List<Effect>> byDefault = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            byDefault.add(new ArrayList<>());
            if (effects.isEmpty()) {
                says.addAll(says(layer, evidence, Optional.empty(), truths, byDefault.get(layer)));
            }
            for (Effect effect : effects) {
                says.addAll(says(layer, evidence, Optional.of(effect), truths, byDefault.get(layer)));
            }
        }
        Verdict verdict = Say.verdict(says);
        for (int layer = 0; layer < layers.size(); layer++) {
            ChangeBudget budget = layers.get(layer).defaults().changes();
            Optional<Verdict> question = budget.about(evidence, byDefault.get(layer));
            verdict = question.map(verdict::and).orElse(verdict);
        }
        return verdict;
    }

    @Override
    public Digest digest() {
        return digest.get();
    }

    /** What a condition of this layer says of an effect; of a call without effects, where there is none. */
    public Truth truth(int layer, Condition condition, Evidence evidence, Optional<Effect> effect) {
        return meaning.of(condition, tiers.get(layer), evidence, effect);
    }

    private List<Say> says(
            int layer, Evidence evidence, Optional<Effect> effect, Truths truths, List<Effect> byDefault) {
        Book book = layers.get(layer);
        List<Say> restricting = new ArrayList<>();
        if (book.readOnly()
                && effect.map(Effect::inherent).orElse(Reversibility.READ_ONLY) != Reversibility.READ_ONLY) {
            restricting.add(DefaultSays.readOnlyMode(layer));
        }
        for (Clause clause : book.clauses()) {
            if (clause.then() != Decision.ALLOW && truths.of(layer, clause.when(), evidence, effect) != Truth.FALSE) {
                restricting.add(Say.by(clause, layer, Say.what(effect)));
            }
        }
        boolean denies = restricting.stream().anyMatch(say -> say.decision() == Decision.DENY);
        if (!denies && delegates(layer, evidence, effect, truths)) {
            return List.of();
        }
        List<Say> allowing = allowing(layer, evidence, effect, truths);
        Say byRight = DefaultSays.of(
                book.defaults(),
                layer,
                evidence,
                effect.map(Effect::reversibility).orElse(evidence.assessment().reversibility()));
        if (!restricting.isEmpty()) {
            if (!denies && allowing.isEmpty() && byRight.decision() == Decision.DENY) {
                restricting.add(byRight);
            }
            return restricting;
        }
        if (!allowing.isEmpty()) {
            return allowing;
        }
        effect.ifPresent(byDefault::add);
        return List.of(byRight);
    }

    private List<Say> allowing(int layer, Evidence evidence, Optional<Effect> effect, Truths truths) {
        List<Say> allowing = new ArrayList<>();
        for (Clause clause : layers.get(layer).clauses()) {
            if (clause.then() == Decision.ALLOW
                    && covers(layer, clause.when(), clause.upTo(), evidence, effect, truths)) {
                allowing.add(Say.by(clause, layer, Say.what(effect)));
            }
        }
        return allowing;
    }

    private boolean covers(
            int layer, Condition when, Reversibility upTo, Evidence evidence, Optional<Effect> effect, Truths truths) {
        return evidence.assessment().complete()
                && effect.map(one -> upTo.isAtLeast(one.inherent())).orElse(true)
                && effect.map(one -> !one.resource().equals(Assessment.UNLISTED))
                        .orElse(true)
                && truths.of(layer, when, evidence, effect) == Truth.TRUE;
    }

    private boolean delegates(int layer, Evidence evidence, Optional<Effect> effect, Truths truths) {
        for (Delegation delegation : layers.get(layer).delegations()) {
            if (covers(layer, delegation.when(), delegation.upTo(), evidence, effect, truths)) {
                for (int lower = layer + 1; lower < layers.size(); lower++) {
                    boolean named = layers.get(lower).layer().equals(Optional.of(delegation.to()));
                    if (named && !allowing(lower, evidence, effect, truths).isEmpty()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
