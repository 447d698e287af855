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
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides by rulebooks, as docs/rulebook-meaning.md defines it: agrees with {@link Interpreter} on every verdict, and looks only at
 * rules that can match, which it finds by tool, verb and resource. Immutable, and safe for use by several threads.
 *
 * <p>Budgets and error budgets of the books are part of the digest, and not decided here.
 */
public final class Decider implements Policy {

    /** How many rules in all the shelves of tools may hold before they are built anew. */
    private static final int ROOM = 1 << 20;

    private static final int MOST_LAYERS = 64;

    /** What a layer leaves to the layers of a bit mask. */
    private record Left(long to, Reversibility upTo, Check when) {}

    private final List<Book> layers;
    private final Rule[] rules;
    private final List<Rule> ofTools;
    private final Shelf ofAnyTool;
    private final Left[][] delegations;
    private final boolean delegates;
    private final Checks checks;
    private final int[] visibleTiers;
    private final Verdicts verdicts;
    private final BookDigest digest;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();
    private final PlainTexts texts = new PlainTexts();
    private final ThreadLocal<Sight> sights;

    private Decider(List<Book> books, CommandReader commands) {
        Layers.check(books);
        if (books.size() > MOST_LAYERS) {
            throw new IllegalArgumentException("at most 64 layers; join some of them");
        }
        this.layers = List.copyOf(books);
        this.digest = new BookDigest(layers, commands);
        List<List<Tier>> tiers = Layers.tiers(layers);
        List<Tier> every = tiers.get(layers.size() - 1);
        this.visibleTiers = tiers.stream().mapToInt(List::size).toArray();
        this.checks = new Checks(every);
        List<Rule> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            for (Clause clause : layers.get(i).clauses()) {
                checks.expect(clause.when());
                all.add(new Rule(all.size(), i, clause, parts(clause.when()), Meaning.speaksOfEffects(clause.when())));
            }
            layers.get(i).delegations().forEach(delegation -> checks.expect(delegation.when()));
        }
        this.rules = all.toArray(new Rule[0]);
        this.verdicts = new Verdicts(layers, all);
        this.delegations = new Left[layers.size()][];
        boolean any = false;
        for (int i = 0; i < layers.size(); i++) {
            delegations[i] = delegations(i);
            any = any || delegations[i].length > 0;
        }
        this.delegates = any;
        this.ofTools = new ArrayList<>();
        Shelf.Builder others = new Shelf.Builder(this::check);
        for (Rule rule : rules) {
            if (rule.parts().stream().anyMatch(Decider::onlyTool)) {
                ofTools.add(rule);
                // Made ready now: paths and shared checks are numbered before the first decision.
                check(rule, rule.parts());
            } else {
                others.add(rule, rule.parts());
            }
        }
        this.ofAnyTool = others.build();
        Compiled compiled = new Compiled(
                commands, List.copyOf(checks.paths()), checks.sharedChecks(), new TierTable(every), rules.length);
        this.sights = ThreadLocal.withInitial(() -> new Sight(compiled));
    }

    /**
     * These rulebooks, the uppermost layer first.
     *
     * @param commands takes command lines apart for conditions on commands
     * @throws IllegalArgumentException if there is none, two rules have one id, a pattern is none, or a tier is named that there
     *     is not
     */
    public static Decider of(List<Book> layers, CommandReader commands) {
        return new Decider(layers, commands);
    }

    /** A digest over everything in the books that can decide, and over the kind of the reader of commands. */
    @Override
    public Digest digest() {
        return digest.get();
    }

    @Override
    public Verdict decide(Evidence evidence) {
        Sight sight = sights.get();
        if (sight.busy) {
            throw new IllegalStateException("a reader of commands asks the policy that asked it; let it read only");
        }
        sight.busy = true;
        try {
            return decide(evidence, sight);
        } finally {
            sight.end();
            sight.busy = false;
        }
    }

    private Verdict decide(Evidence evidence, Sight sight) {
        sight.begin(evidence);
        Shelf ofTool = ofTool(evidence.call().tool());
        List<Effect> effects = evidence.effects();
        @Nullable List<List<Effect>> uncovered = null;
        if (effects.isEmpty()) {
            sight.onNothing();
            look(ofTool, Shelf.NO_EFFECT, true, sight);
            settle(
                    sight,
                    Verdicts.whatOfNoEffect(),
                    Reversibility.READ_ONLY,
                    evidence.assessment().reversibility());
        }
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            sight.on(effect);
            boolean unlisted = effect.resource().equals(Assessment.UNLISTED);
            look(
                    ofTool,
                    effect.verb().ordinal(),
                    !unlisted && evidence.assessment().complete(),
                    sight);
            long byDefault =
                    settle(sight, Verdicts.what(effect.verb(), unlisted), effect.inherent(), effect.reversibility());
            if (byDefault != 0 && ChangeBudget.concerns(effect)) {
                uncovered = add(uncovered, effect, byDefault);
            }
        }
        Verdict verdict = verdicts.of(sight.codes);
        return uncovered == null ? verdict : withQuestions(verdict, evidence, uncovered);
    }

    /** Finds the rules that speak of what is in sight. */
    private void look(Shelf ofTool, int verb, boolean mayAllow, Sight sight) {
        sight.found.size = 0;
        ofAnyTool.find(false, verb, sight);
        ofTool.find(false, verb, sight);
        long restricted = 0;
        int groups = sight.found.size;
        for (int i = 0; i < groups; i++) {
            for (Object one : sight.found.groups[i]) {
                Rule.Left left = (Rule.Left) one;
                if (left.check().on(sight) != Truth.FALSE && sight.isNew(left.rule())) {
                    sight.restricts(left.rule());
                    restricted |= 1L << left.rule().layer();
                }
            }
        }
        boolean silent = Long.bitCount(restricted) == layers.size() && !delegates;
        if (!mayAllow || silent) {
            return;
        }
        sight.found.size = 0;
        ofAnyTool.find(true, verb, sight);
        ofTool.find(true, verb, sight);
        groups = sight.found.size;
        for (int i = 0; i < groups; i++) {
            for (Object one : sight.found.groups[i]) {
                Rule.Left left = (Rule.Left) one;
                if (left.rule().upTo().isAtLeast(sight.inherent())
                        && left.check().on(sight) == Truth.TRUE
                        && sight.isNew(left.rule())) {
                    sight.allows(left.rule());
                }
            }
        }
    }

    /** Puts down who stands for what is in sight; the layers whose defaults do, as bits. */
    private long settle(Sight sight, int what, Reversibility inherent, Reversibility reversibility) {
        long denied = 0;
        long restricted = 0;
        long allowed = 0;
        for (int i = 0; i < sight.restrictingCount; i++) {
            Rule rule = sight.restricting[i];
            restricted |= 1L << rule.layer();
            denied |= rule.clause().then() == Decision.DENY ? 1L << rule.layer() : 0;
        }
        for (int i = 0; i < sight.allowingCount; i++) {
            allowed |= 1L << sight.allowing[i].layer();
        }
        long silent = 0;
        long byDefault = 0;
        for (int layer = 0; layer < delegations.length; layer++) {
            long bit = 1L << layer;
            if (layers.get(layer).readOnly() && inherent != Reversibility.READ_ONLY) {
                sight.codes.add(verdicts.readOnlyMode(layer));
                restricted |= bit;
                denied |= bit;
            }
            if ((denied & bit) == 0 && delegations[layer].length > 0 && leaves(layer, allowed, inherent, sight)) {
                silent |= bit;
            } else if (((restricted | allowed) & bit) == 0) {
                byDefault |= bit;
                sight.codes.add(byDefault(layer, reversibility, sight));
            }
        }
        for (int i = 0; i < sight.restrictingCount; i++) {
            Rule rule = sight.restricting[i];
            if ((silent >> rule.layer() & 1) == 0) {
                sight.codes.add(verdicts.rule(rule, what));
            }
        }
        for (int i = 0; i < sight.allowingCount; i++) {
            Rule rule = sight.allowing[i];
            if (((silent | restricted) >> rule.layer() & 1) == 0) {
                sight.codes.add(verdicts.rule(rule, what));
            }
        }
        return byDefault;
    }

    private boolean leaves(int layer, long allowed, Reversibility inherent, Sight sight) {
        for (Left left : delegations[layer]) {
            // Only a complete list has rules that allow, so there is no need to look at it again.
            if ((left.to() & allowed) != 0
                    && left.upTo().isAtLeast(inherent)
                    && left.when().on(sight) == Truth.TRUE) {
                return true;
            }
        }
        return false;
    }

    private int byDefault(int layer, Reversibility reversibility, Sight sight) {
        if (DefaultSays.isUnknown(sight.evidence)) {
            return verdicts.unknown(layer);
        }
        Defaults defaults = layers.get(layer).defaults();
        boolean small = defaults.of(reversibility) == Defaults.Answer.ALLOW_IF_REHEARSED
                && sight.evidence.rehearsedExactly()
                && sight.previewCount() <= defaults.limits().effects()
                && sight.previewBytes() <= defaults.limits().bytes();
        return verdicts.byDefault(layer, reversibility, small);
    }

    private List<List<Effect>> add(@Nullable List<List<Effect>> uncovered, Effect effect, long byDefault) {
        List<List<Effect>> lists = uncovered;
        if (lists == null) {
            lists = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                lists.add(new ArrayList<>());
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            if ((byDefault >> i & 1) == 1) {
                lists.get(i).add(effect);
            }
        }
        return lists;
    }

    private Verdict withQuestions(Verdict verdict, Evidence evidence, List<List<Effect>> uncovered) {
        Verdict strictest = verdict;
        for (int i = 0; i < layers.size(); i++) {
            Optional<Verdict> question = layers.get(i).defaults().changes().about(evidence, uncovered.get(i));
            strictest = question.isPresent() ? strictest.and(question.get()) : strictest;
        }
        return strictest;
    }

    /** The rules that ask for a tool and fit this one, kept for the next call of it. */
    private Shelf ofTool(String tool) {
        Shelf known = shelves.get(tool);
        if (known != null) {
            return known;
        }
        Shelf.Builder builder = new Shelf.Builder(this::check);
        for (Rule rule : ofTools) {
            List<Condition> left = new ArrayList<>();
            Truth fits = Truth.TRUE;
            for (Condition part : rule.parts()) {
                Truth truth = onlyTool(part) ? Checks.onTool(part, tool, texts) : Truth.UNKNOWN;
                fits = fits.and(truth == Truth.FALSE ? Truth.FALSE : Truth.TRUE);
                if (truth == Truth.UNKNOWN) {
                    left.add(part);
                }
            }
            if (fits == Truth.TRUE) {
                builder.add(rule, left);
            }
        }
        Shelf shelf = builder.build();
        if (held.addAndGet(shelf.size() + 16L) > ROOM) {
            shelves.clear();
            held.set(shelf.size() + 16L);
        }
        shelves.put(tool, shelf);
        return shelf;
    }

    private Left[] delegations(int layer) {
        List<Left> found = new ArrayList<>();
        for (Delegation delegation : layers.get(layer).delegations()) {
            long to = 0;
            for (int lower = layer + 1; lower < layers.size(); lower++) {
                to |= layers.get(lower).layer().equals(Optional.of(delegation.to())) ? 1L << lower : 0;
            }
            if (to != 0) {
                Check when = checks.of(delegation.when(), visibleTiers[layer]);
                boolean speaks = Meaning.speaksOfEffects(delegation.when());
                found.add(new Left(to, delegation.upTo(), speaks ? new OnlyOfEffects(when) : when));
            }
        }
        return found.toArray(new Left[0]);
    }

    /** Without an effect it has nothing to speak of. */
    private static final class OnlyOfEffects extends Check {
        private final Check of;

        OnlyOfEffects(Check of) {
            this.of = of;
        }

        @Override
        Truth on(Sight sight) {
            return sight.hasEffect() ? of.on(sight) : Truth.FALSE;
        }
    }

    private Check check(Rule rule, List<Condition> parts) {
        synchronized (checks) {
            return checks.all(parts, visibleTiers[rule.layer()]);
        }
    }

    private static boolean onlyTool(Condition part) {
        return Conditions.any(part, one -> true) && !Conditions.any(part, one -> !(one instanceof Condition.Tool));
    }

    /** All of these must hold. */
    private static List<Condition> parts(Condition condition) {
        if (!(condition instanceof Condition.All all)) {
            return List.of(condition);
        }
        return all.of().stream().flatMap(one -> parts(one).stream()).toList();
    }
}
