package io.brattice.rulebook.decide;

import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.policy.ChangeBudget;
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

/**
 * Decides by rulebooks, as docs/rulebook-meaning.md defines it: agrees with {@link Interpreter} on every verdict, and looks only at
 * rules that can match, which it finds by tool, verb and resource. Immutable, and safe for use by several threads.
 *
 * <p>Budgets and error budgets of the books are part of the digest, and not decided here.
 */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
public final class Decider implements Policy {

    /** How many rules in all the shelves of tools may hold before they are built anew. */
    private static final int ROOM = 1 << 20;

    private static final String UNLISTED = Assessment.UNLISTED.uri();

    private static final int MOST_LAYERS = 64;

    /** So few rules that do not ask for a tool stand on the shelf of each: one look finds all. */
    private static final int FEW = 32;

    /** What a layer leaves to the layers of a bit mask. */
    private record Left(long to, Reversibility upTo, Check when) {}

    private final List<Book> layers;
    private final Rule[] rules;
    private final List<Rule> ofTools;
    private final List<Rule> ofNoTool;
    private final Shelf ofAnyTool;
    private final Left[][] delegations;
    private final boolean alwaysAsksWhoAllows;
    private final long readOnly;
    private final boolean anyToolApart;
    private final Checks checks;
    private final int[] visibleTiers;
    private final Verdicts verdicts;
    private final BookDigest digest;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();
    private final PlainTexts texts = new PlainTexts();
    private final ThreadLocal<Scratch> scratches;

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
                all.add(new Rule(all.size(), i, clause, parts(clause.when())));
            }
            layers.get(i).delegations().forEach(delegation -> checks.expect(delegation.when()));
        }
        this.rules = all.toArray(new Rule[0]);
        this.verdicts = new Verdicts(layers, all);
        this.delegations = new Left[layers.size()][];
        boolean matters = false;
        long looksOnly = 0;
        for (int i = 0; i < layers.size(); i++) {
            delegations[i] = delegations(i);
            looksOnly |= layers.get(i).readOnly() ? 1L << i : 0;
            matters = matters
                    || delegations[i].length > 0
                    || deniesSomething(layers.get(i).defaults());
        }
        this.alwaysAsksWhoAllows = matters;
        this.readOnly = looksOnly;
        this.ofTools = new ArrayList<>();
        this.ofNoTool = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.parts.stream().anyMatch(Decider::onlyTool)) {
                ofTools.add(rule);
                // Made ready now: paths and shared checks are numbered before the first decision.
                check(rule, rule.parts);
            } else {
                ofNoTool.add(rule);
            }
        }
        Shelf.Builder others = new Shelf.Builder(this::check);
        ofNoTool.forEach(rule -> others.add(rule, rule.parts));
        this.ofAnyTool = others.build();
        this.anyToolApart = ofNoTool.size() > FEW;
        Compiled compiled = new Compiled(
                commands, List.copyOf(checks.paths()), checks.sharedChecks(), new TierTable(every), rules.length);
        this.scratches = ThreadLocal.withInitial(() -> new Scratch(compiled));
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
        Scratch scratch = scratches.get();
        if (scratch.busy) {
            throw new IllegalStateException("a reader of commands asks the policy that asked it; let it read only");
        }
        scratch.busy = true;
        try {
            scratch.begin();
            return decide(evidence, new Sight(scratch, evidence));
        } finally {
            scratch.end();
            scratch.busy = false;
        }
    }

    private Verdict decide(Evidence evidence, Sight sight) {
        Shelf ofTool = ofTool(evidence.call().tool());
        List<Effect> effects = evidence.effects();
        List<List<Effect>> uncovered = List.of();
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
            boolean unlisted = effect.resource().uri().equals(UNLISTED);
            look(
                    ofTool,
                    effect.verb().ordinal(),
                    !unlisted && evidence.assessment().complete(),
                    sight);
            long byDefault =
                    settle(sight, Verdicts.what(effect.verb(), unlisted), effect.inherent(), effect.reversibility());
            if (byDefault != 0 && ChangeBudget.concerns(effect)) {
                uncovered = with(effect, byDefault, uncovered);
            }
        }
        Verdict verdict = verdicts.of(sight.scratch.codes);
        return uncovered.isEmpty() ? verdict : withQuestions(verdict, evidence, uncovered);
    }

    /** Finds the rules that speak of what is in sight. */
    private void look(Shelf ofTool, int verb, boolean mayAllow, Sight sight) {
        long restricted = look(ofTool, false, verb, sight) | (anyToolApart ? look(ofAnyTool, false, verb, sight) : 0);
        boolean settled = Long.bitCount(restricted) == delegations.length && !alwaysAsksWhoAllows;
        if (mayAllow && !settled) {
            look(ofTool, true, verb, sight);
            if (anyToolApart) {
                look(ofAnyTool, true, verb, sight);
            }
        }
    }

    /** The layers of those that were found, as bits. */
    private static long look(Shelf shelf, boolean allows, int verb, Sight sight) {
        Rack ofVerb = shelf.ofVerb(allows, verb);
        Rack ofAny = verb == Shelf.NO_EFFECT ? null : shelf.ofAnyVerb(allows);
        return (ofVerb == null ? 0 : look(ofVerb, allows, sight)) | (ofAny == null ? 0 : look(ofAny, allows, sight));
    }

    private static long look(Rack rack, boolean allows, Sight sight) {
        long layers = 0;
        for (Rule.Left left : rack.anywhere(sight)) {
            layers |= ask(left, allows, sight);
        }
        HeadTable.Found found = sight.scratch.found;
        found.size = 0;
        rack.find(sight);
        int groups = found.size;
        for (int i = 0; i < groups; i++) {
            for (Object one : found.groups[i]) {
                layers |= ask((Rule.Left) one, allows, sight);
            }
        }
        return layers;
    }

    private static long ask(Rule.Left left, boolean allows, Sight sight) {
        Rule rule = left.rule();
        if (allows) {
            boolean covers = rule.upTo.isAtLeast(sight.inherent())
                    && left.check().on(sight) == Truth.TRUE
                    && sight.scratch.isNew(rule);
            if (covers) {
                sight.scratch.allows(rule);
            }
            return 0;
        }
        if (left.check().on(sight) == Truth.FALSE || !sight.scratch.isNew(rule)) {
            return 0;
        }
        sight.scratch.restricts(rule);
        return rule.bit;
    }

    /** The same as {@link #settle} for the commonest of cases: one layer that may change things. */
    private long settleOne(Sight sight, int what, Reversibility reversibility) {
        Scratch scratch = sight.scratch;
        if (scratch.restrictingCount == 0 && scratch.allowingCount == 0) {
            scratch.codes.add(byDefault(0, reversibility, sight));
            return 1;
        }
        boolean denied = false;
        for (int i = 0; i < scratch.restrictingCount; i++) {
            Rule rule = rules[scratch.restricting[i]];
            denied |= rule.denies;
            scratch.codes.add(verdicts.rule(rule, what));
        }
        if (scratch.restrictingCount == 0) {
            for (int i = 0; i < scratch.allowingCount; i++) {
                scratch.codes.add(verdicts.rule(rules[scratch.allowing[i]], what));
            }
        } else if (!denied && scratch.allowingCount == 0 && deniesByDefault(0, reversibility, sight)) {
            scratch.codes.add(byDefault(0, reversibility, sight));
        }
        return 0;
    }

    /** Puts down who stands for what is in sight; the layers whose defaults do, as bits. */
    private long settle(Sight sight, int what, Reversibility inherent, Reversibility reversibility) {
        if (delegations.length == 1 && readOnly == 0) {
            return settleOne(sight, what, reversibility);
        }
        Scratch scratch = sight.scratch;
        long denied = 0;
        long restricted = 0;
        long allowed = 0;
        for (int i = 0; i < scratch.restrictingCount; i++) {
            Rule rule = rules[scratch.restricting[i]];
            restricted |= rule.bit;
            denied |= rule.denies ? rule.bit : 0;
        }
        for (int i = 0; i < scratch.allowingCount; i++) {
            allowed |= rules[scratch.allowing[i]].bit;
        }
        long silent = 0;
        long byDefault = 0;
        for (int layer = 0; layer < delegations.length; layer++) {
            long bit = 1L << layer;
            if ((readOnly & bit) != 0 && inherent != Reversibility.READ_ONLY) {
                scratch.codes.add(verdicts.readOnlyMode(layer));
                restricted |= bit;
                denied |= bit;
            }
            if ((denied & bit) == 0 && delegations[layer].length > 0 && leaves(layer, allowed, inherent, sight)) {
                silent |= bit;
            } else if (((restricted | allowed) & bit) == 0) {
                byDefault |= bit;
                scratch.codes.add(byDefault(layer, reversibility, sight));
            } else if (((denied | allowed) & bit) == 0 && deniesByDefault(layer, reversibility, sight)) {
                scratch.codes.add(byDefault(layer, reversibility, sight));
            }
        }
        for (int i = 0; i < scratch.restrictingCount; i++) {
            Rule rule = rules[scratch.restricting[i]];
            if ((silent & rule.bit) == 0) {
                scratch.codes.add(verdicts.rule(rule, what));
            }
        }
        for (int i = 0; i < scratch.allowingCount; i++) {
            Rule rule = rules[scratch.allowing[i]];
            if (((silent | restricted) & rule.bit) == 0) {
                scratch.codes.add(verdicts.rule(rule, what));
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

    private boolean deniesByDefault(int layer, Reversibility reversibility, Sight sight) {
        Defaults defaults = layers.get(layer).defaults();
        boolean ofUnknown = DefaultSays.isUnknown(sight.evidence) && defaults.irreversible() == Defaults.Answer.DENY;
        return ofUnknown || defaults.of(reversibility) == Defaults.Answer.DENY;
    }

    private static boolean deniesSomething(Defaults defaults) {
        for (Reversibility one : Reversibility.values()) {
            if (defaults.of(one) == Defaults.Answer.DENY) {
                return true;
            }
        }
        return false;
    }

    private int byDefault(int layer, Reversibility reversibility, Sight sight) {
        Defaults defaults = layers.get(layer).defaults();
        if (DefaultSays.isUnknown(sight.evidence) && defaults.of(reversibility) != Defaults.Answer.DENY) {
            return verdicts.unknown(layer);
        }
        boolean small = defaults.of(reversibility) == Defaults.Answer.ALLOW_IF_REHEARSED
                && sight.evidence.rehearsedExactly()
                && sight.previewCount() <= defaults.limits().effects()
                && sight.previewBytes() <= defaults.limits().bytes();
        return verdicts.byDefault(layer, reversibility, small);
    }

    private List<List<Effect>> with(Effect effect, long byDefault, List<List<Effect>> uncovered) {
        List<List<Effect>> lists = uncovered;
        if (lists.isEmpty()) {
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
            for (Condition part : rule.parts) {
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
        if (!anyToolApart) {
            ofNoTool.forEach(rule -> builder.add(rule, rule.parts));
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
            return checks.all(parts, visibleTiers[rule.layer]);
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
