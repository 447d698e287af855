package io.brattice;

import io.brattice.OracleCase.Answer;
import io.brattice.OracleCase.Kind;
import io.brattice.OracleCase.Opinion;
import io.brattice.OracleCase.RuleOf;
import io.brattice.OracleCase.Rules;
import io.brattice.OracleCase.Securing;
import io.brattice.OracleCase.Voice;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The gate again, as naively as the architecture page puts it: what becomes of a case, and how often its effect happens. It
 * shares no code with the gate beyond plain values and enums.
 */
final class Oracle {

    enum End {
        RAN,
        REFUSED,
        PENDING,
        FAILED,
        UNKNOWN
    }

    private static final Resource UNLISTED = new Resource("unknown:unlisted");

    private final OracleCase given;
    int effects;
    boolean byYes;
    private boolean wasStale;
    private int entries;
    private int asked;
    private int previews;
    private boolean tight;

    Oracle(OracleCase given) {
        this.given = given;
    }

    private static final class Full extends Exception {
        private static final long serialVersionUID = 1L;
        final End end;

        Full(End end) {
            this.end = end;
        }
    }

    /** What the call would do, as the classifiers see it. */
    private record Seen(List<Effect> effects, boolean complete, Reversibility with, Reversibility inherent) {
        /** Whether anything is milder than it would be without a safeguard. */
        boolean depends() {
            return with != inherent || effects.stream().anyMatch(effect -> effect.reversibility() != effect.inherent());
        }
    }

    private record Decided(Decision decision, List<ApprovalTerms> terms) {}

    End predict() {
        try {
            return trip();
        } catch (Full full) {
            return full.end;
        }
    }

    /** The journal takes one more entry; where it cannot, the call ends like that. */
    private void write(End otherwise) throws Full {
        if (++entries == given.journalFailsAt()) {
            throw new Full(otherwise);
        }
    }

    private End trip() throws Full {
        boolean unsecured = false;
        String yes = "";
        for (int round = 0; round < 8; round++) {
            Seen seen = classify(unsecured);
            Decided decided = decide(seen, Optional.empty());
            String state = unsecured + "";
            if (decided.decision != Decision.DENY && seen.inherent.isAtLeast(Reversibility.RECOVERABLE)) {
                previews++;
                state += given.rehearsing().sees() && given.drifts() ? Math.min(previews, 2) : 0;
                decided = decide(seen, Optional.of(fidelity()));
            }
            if (decided.decision == Decision.DENY || tight) {
                write(End.REFUSED);
                return End.REFUSED;
            }
            if (decided.decision == Decision.ALLOW && seen.inherent == Reversibility.READ_ONLY) {
                write(End.REFUSED);
                effects += given.run().effect && given.run() != OracleCase.Run.FINDS_IT_STALE_ONCE ? 1 : 0;
                return given.run().end == End.RAN && given.run() != OracleCase.Run.FINDS_IT_STALE_ONCE
                        ? End.RAN
                        : End.FAILED; // a read is never unknown, and has no judged state to find stale
            }
            if (given.stopped()) {
                write(End.REFUSED);
                return End.REFUSED;
            }
            if (decided.decision == Decision.ESCALATE) {
                if (!yes.isEmpty() && !yes.equals(state)) {
                    write(End.REFUSED);
                    yes = "";
                    continue;
                }
                if (yes.isEmpty()) {
                    Optional<End> end = ask(decided.terms);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    yes = state;
                    continue;
                }
                if (decided.terms.stream().anyMatch(terms -> !terms.coolDown().isZero())) {
                    return End.PENDING;
                }
            }
            byYes = decided.decision == Decision.ESCALATE;
            write(End.REFUSED); // intent
            boolean must = seen.depends();
            if (must && (given.rehearsing() == OracleCase.Rehearsing.NONE || given.securing() != Securing.KEEPS)) {
                write(End.REFUSED);
                unsecured = true;
                continue;
            }
            if (must || (given.undoable() && given.rehearsing() != OracleCase.Rehearsing.NONE)) {
                write(End.REFUSED); // secured
            }
            if (given.run() == OracleCase.Run.FINDS_IT_STALE_ALWAYS
                    || (given.run() == OracleCase.Run.FINDS_IT_STALE_ONCE && !wasStale)) {
                wasStale = true;
                write(End.UNKNOWN);
                continue;
            }
            effects += given.run().effect ? 1 : 0;
            write(End.UNKNOWN);
            return given.run().end;
        }
        return End.REFUSED;
    }

    private Seen classify(boolean unsecured) {
        List<Seen> all = new ArrayList<>();
        given.declared().ifPresent(declared -> {
            Verb verb = declared == Reversibility.READ_ONLY ? Verb.READ : Verb.EXECUTE;
            all.add(new Seen(List.of(Effect.of(verb, Resource.tool("tool"), declared)), true, declared, declared));
        });
        List<Opinion> opinions = new ArrayList<>(given.others());
        given.own().ifPresent(opinions::add);
        opinions.stream()
                .filter(one -> one.voice() != Voice.EMPTY)
                .map(Oracle::seen)
                .forEach(all::add);
        if (all.isEmpty()) {
            all.add(unknown());
        }
        Set<Effect> effects = new HashSet<>();
        all.forEach(one -> effects.addAll(unsecured ? bare(one.effects) : one.effects));
        Reversibility inherent = gravest(all.stream().map(Seen::inherent).toList());
        Reversibility with =
                unsecured ? inherent : gravest(all.stream().map(Seen::with).toList());
        boolean complete = all.stream().allMatch(Seen::complete);
        if (!complete) {
            effects.add(new Effect(Verb.EXECUTE, UNLISTED, 1, 0, with, Reversibility.IRREVERSIBLE));
        }
        return new Seen(List.copyOf(effects), complete, with, inherent);
    }

    /** Nobody can make it milder than its effects, an incomplete list is irreversible, and so is a classifier that fails. */
    private static Seen seen(Opinion says) {
        if (says.voice() != Voice.SAYS) {
            return unknown();
        }
        Reversibility listed =
                gravest(says.effects().stream().map(Effect::reversibility).toList());
        Reversibility listedInherent =
                gravest(says.effects().stream().map(Effect::inherent).toList());
        Reversibility with = says.with().or(listed);
        Reversibility inherent = with.or(says.inherent())
                .or(listedInherent)
                .or(says.complete() ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE);
        with = says.safeguard() ? with : inherent;
        List<Effect> effects = new ArrayList<>(says.safeguard() ? says.effects() : bare(says.effects()));
        boolean lists =
                with == gravest(effects.stream().map(Effect::reversibility).toList()) && inherent == listedInherent;
        if (says.complete() && !lists) {
            effects.add(new Effect(Verb.EXECUTE, UNLISTED, 1, 0, with, inherent)); // it knows more than it lists
        }
        return new Seen(effects, says.complete(), with, inherent);
    }

    private static Seen unknown() {
        return new Seen(List.of(), false, Reversibility.IRREVERSIBLE, Reversibility.IRREVERSIBLE);
    }

    private static Reversibility gravest(List<Reversibility> all) {
        return all.stream().reduce(Reversibility.READ_ONLY, Reversibility::or);
    }

    private static List<Effect> bare(List<Effect> effects) {
        return effects.stream()
                .map(e -> new Effect(e.verb(), e.resource(), e.count(), e.bytes(), e.inherent(), e.inherent()))
                .toList();
    }

    private Preview.Fidelity fidelity() {
        return switch (given.rehearsing()) {
            case EXACT -> Preview.Fidelity.EXACT;
            case PARTIAL -> Preview.Fidelity.PARTIAL;
            case NONE, EMPTY_HANDED, THROWS, NULL, LATE -> Preview.Fidelity.NONE;
        };
    }

    /** Every policy about every effect; the strictest stands. */
    private Decided decide(Seen seen, Optional<Preview.Fidelity> fidelity) {
        List<Effect> effects = new ArrayList<>(seen.effects);
        List<Effect> previewed = given.rehearsing().sees() ? given.previewed() : List.of();
        if (fidelity.isPresent()) {
            effects.addAll(seen.depends() ? previewed : bare(previewed));
        }
        Decision strictest = Decision.ALLOW;
        List<ApprovalTerms> terms = new ArrayList<>();
        for (Rules policy : given.policies()) {
            if (policy.kind() != Kind.RULES) {
                return new Decided(Decision.DENY, List.of());
            }
            boolean small = fidelity.equals(Optional.of(Preview.Fidelity.EXACT))
                    && previewed.stream().mapToLong(Effect::count).sum()
                            <= policy.limits().effects()
                    && previewed.stream().mapToLong(Effect::bytes).sum()
                            <= policy.limits().bytes();
            boolean deletes = false;
            boolean overwrites = false;
            boolean publishes = false;
            for (Effect effect : effects) {
                Decision one = null;
                for (RuleOf rule : policy.rules()) {
                    boolean fits;
                    try {
                        fits = rule.when().fits(fidelity, effect);
                    } catch (IllegalStateException broken) {
                        return new Decided(Decision.DENY, List.of());
                    }
                    boolean covers = rule.then() != Decision.ALLOW
                            || (rule.upTo().isAtLeast(effect.inherent())
                                    && seen.complete
                                    && !effect.resource().equals(UNLISTED));
                    if (fits && covers) {
                        one = one == null ? rule.then() : one.or(rule.then());
                        if (rule.then() == Decision.ESCALATE) {
                            terms.add(rule.terms());
                        }
                    }
                }
                if (one == null) {
                    one = table(effect.reversibility(), seen, small);
                    if (one == Decision.ESCALATE) {
                        terms.add(ApprovalTerms.onePerson());
                    }
                    deletes |= isDeletion(effect);
                    overwrites |= isOverwrite(effect);
                    publishes |= effect.resource().scheme().equals("git")
                            && Set.of(Verb.CREATE, Verb.UPDATE, Verb.DELETE, Verb.SEND)
                                    .contains(effect.verb())
                            && effect.reversibility().isAtLeast(Reversibility.RECOVERABLE);
                }
                strictest = strictest.or(one);
            }
            if (asksAboutMuch(
                    policy.budget(), seen.effects, previewed, fidelity.isPresent(), deletes, overwrites, publishes)) {
                strictest = strictest.or(Decision.ESCALATE);
                terms.add(ApprovalTerms.onePerson());
            }
        }
        return new Decided(strictest, terms);
    }

    private static boolean isDeletion(Effect effect) {
        return effect.verb() == Verb.DELETE && effect.inherent().isAtLeast(Reversibility.RECOVERABLE);
    }

    private static boolean isOverwrite(Effect effect) {
        return effect.verb() == Verb.UPDATE
                && effect.resource().scheme().equals("file")
                && !isLines(effect)
                && effect.inherent().isAtLeast(Reversibility.RECOVERABLE);
    }

    private static boolean isLines(Effect effect) {
        return effect.resource().uri().endsWith("#lines");
    }

    /** What was known of the deletions of earlier calls when the latest of them that deletes or overwrites was decided. */
    private static List<Effect> couldBeAsked(List<List<Effect>> earlier) {
        List<Effect> known = List.of();
        List<Effect> before = new ArrayList<>();
        for (List<Effect> one : earlier) {
            List<Resource> late = one.stream()
                    .filter(effect -> effect.verb() == Verb.UPDATE && isLines(effect))
                    .map(Effect::resource)
                    .toList();
            List<Effect> judged = one.stream()
                    .filter(effect -> !late.contains(effect.resource()))
                    .toList();
            if (judged.stream().anyMatch(effect -> isDeletion(effect) || isOverwrite(effect))) {
                known = new ArrayList<>(before);
                known.addAll(judged);
            }
            before.addAll(one);
        }
        return known;
    }

    /** Whether this session deletes, or published after it had deleted, as much as a multiple of the budget. */
    private boolean asksAboutMuch(
            ChangeBudget budget,
            List<Effect> judged,
            List<Effect> previewed,
            boolean rehearsed,
            boolean deletes,
            boolean overwrites,
            boolean publishes) {
        List<List<Effect>> earlier = given.earlier().stream()
                .filter(one -> one.sameSession() && one.state() != History.State.UNDONE)
                .map(OracleCase.Earlier::effects)
                .toList();
        List<Effect> before = earlier.stream().flatMap(List::stream).toList();
        List<Effect> known = couldBeAsked(earlier);
        List<Effect> now = List.copyOf(new HashSet<>(bare(judged)));
        boolean asks = false;
        long[] most = {budget.lines(), budget.things(), budget.bytes()};
        for (int what = 0; what < most.length; what++) {
            long had = deleted(before, what);
            long more = Math.max(deleted(now, what), rehearsed ? deleted(previewed, what) : 0);
            long asked = deleted(known, what);
            long then = had + (deletes ? more : 0);
            asks |= (deletes || overwrites)
                    && (most[what] == 0 ? then > asked : asked / most[what] != then / most[what]);
            asks |= publishes && had + more > 0 && had + more >= most[what];
        }
        return asks;
    }

    /** 0: lines, 1: things, 2: bytes. */
    private static long deleted(List<Effect> effects, int what) {
        return effects.stream()
                .filter(effect -> isDeletion(effect) && isLines(effect) == (what == 0))
                .mapToLong(effect -> what == 2 ? effect.bytes() : effect.count())
                .sum();
    }

    /** The table of defaults. */
    private static Decision table(Reversibility reversibility, Seen seen, boolean small) {
        if (!seen.complete && !seen.depends()) {
            return Decision.ESCALATE;
        }
        return switch (reversibility) {
            case READ_ONLY, REVERSIBLE -> Decision.ALLOW;
            case RECOVERABLE -> small ? Decision.ALLOW : Decision.ESCALATE;
            case IRREVERSIBLE -> Decision.ESCALATE;
        };
    }

    /** Empty when it is a yes. */
    private Optional<End> ask(List<ApprovalTerms> terms) throws Full {
        write(End.REFUSED); // asked
        Set<String> people = new HashSet<>();
        Set<String> roles = new HashSet<>();
        int wanted = terms.stream().mapToInt(ApprovalTerms::people).max().orElse(1);
        boolean independent = wanted > 1 || terms.stream().anyMatch(ApprovalTerms::independent);
        while (true) {
            tight = given.tightens();
            Answer answer = asked < given.answers().size() ? given.answers().get(asked) : Answer.SILENT;
            asked++;
            String name = answer.name.strip().toLowerCase(Locale.ROOT);
            switch (answer) {
                case SILENT -> {
                    return Optional.of(End.PENDING);
                }
                case THROWS, NULL, FAILS -> {
                    return Optional.of(End.REFUSED);
                }
                case SELF, OTHER_QUESTION -> {
                    write(End.REFUSED);
                    return Optional.of(End.REFUSED);
                }
                case NO, EDIT -> {
                    write(End.REFUSED);
                    write(End.REFUSED);
                    return Optional.of(End.REFUSED);
                }
                case BOSS, VERA, VERA_IN_CAPITALS, OTTO -> {
                    write(End.REFUSED);
                    if (!people.add(name) || (answer == Answer.BOSS && independent)) {
                        return Optional.of(End.REFUSED);
                    }
                    roles.addAll(answer.roles());
                }
            }
            boolean enough = people.size() >= wanted && terms.stream().allMatch(one -> roles.containsAll(one.roles()));
            if (enough) {
                return Optional.empty();
            }
        }
    }
}
