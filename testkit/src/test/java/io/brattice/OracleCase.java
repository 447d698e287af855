package io.brattice;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.ChangeBudget;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import io.brattice.policy.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** One random call, and everything around it, as plain data: what the real gate and the oracle are both given. */
record OracleCase(
        long seed,
        Optional<Reversibility> declared,
        Optional<Opinion> own,
        List<Opinion> others,
        Rehearsing rehearsing,
        List<Effect> previewed,
        Securing securing,
        boolean undoable,
        Run run,
        List<Rules> policies,
        List<Answer> answers,
        boolean drifts,
        boolean tightens,
        boolean stopped,
        int journalFailsAt,
        int ledgerFailsAt,
        boolean ledgerFailsOnce,
        List<Earlier> earlier) {

    enum Voice {
        SAYS,
        EMPTY,
        THROWS,
        NULL,
        LATE
    }

    enum Rehearsing {
        NONE,
        EXACT,
        PARTIAL,
        EMPTY_HANDED,
        THROWS,
        NULL,
        LATE;

        boolean sees() {
            return this == EXACT || this == PARTIAL || this == EMPTY_HANDED;
        }
    }

    enum Securing {
        KEEPS,
        KEEPS_SOME,
        THROWS
    }

    /** What the tool does, whether that has the effect, and how it ends above a read. */
    enum Run {
        RETURNS(true, Oracle.End.RAN),
        RETURNS_LATER(true, Oracle.End.RAN),
        THROWS_BEFORE(false, Oracle.End.FAILED),
        THROWS_AFTER(true, Oracle.End.FAILED),
        FAILS_LATER(true, Oracle.End.FAILED),
        RETURNS_LAZY(true, Oracle.End.FAILED),
        FORGETS_ITS_PERMIT(true, Oracle.End.FAILED),
        LOSES_THE_REPLY(true, Oracle.End.UNKNOWN),
        LOSES_THE_REPLY_LATER(true, Oracle.End.UNKNOWN),
        IS_INTERRUPTED(true, Oracle.End.UNKNOWN),
        OVERFLOWS(true, Oracle.End.UNKNOWN),
        FINDS_IT_STALE_ONCE(true, Oracle.End.RAN),
        FINDS_IT_STALE_ALWAYS(false, Oracle.End.REFUSED);

        final boolean effect;
        final Oracle.End end;

        Run(boolean effect, Oracle.End end) {
            this.effect = effect;
            this.end = end;
        }
    }

    /** What the approver does when it is asked. */
    enum Answer {
        VERA("vera", true),
        VERA_IN_CAPITALS(" VERA ", true),
        OTTO("otto", false),
        BOSS("olga", true),
        SELF("bot", true),
        OTHER_QUESTION("vera", true),
        NO("vera", false),
        EDIT("vera", false),
        SILENT("", false),
        THROWS("", false),
        NULL("", false),
        FAILS("", false);

        final String name;
        private final boolean administrator;

        Answer(String name, boolean administrator) {
            this.name = name;
            this.administrator = administrator;
        }

        Set<String> roles() {
            return administrator ? Set.of("dba") : Set.of();
        }
    }

    /** What one classifier says. */
    record Opinion(
            Voice voice,
            List<Effect> effects,
            boolean complete,
            Reversibility with,
            Reversibility inherent,
            boolean safeguard) {
        Assessment assessment() {
            return new Assessment(
                    effects,
                    complete,
                    with,
                    inherent,
                    safeguard ? Set.of(new Safeguard("kept." + with, "it is kept first")) : Set.of(),
                    List.of("it looks like that"));
        }
    }

    /** What a rule may depend on. */
    enum When {
        ALWAYS,
        NEVER,
        DELETES,
        EXECUTES,
        DATABASE,
        MANY,
        GRAVE,
        REHEARSED,
        NOT_REHEARSED,
        THROWS;

        boolean fits(Optional<Preview.Fidelity> fidelity, Effect effect) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case DELETES -> effect.verb() == Verb.DELETE;
                case EXECUTES -> effect.verb() == Verb.EXECUTE;
                case DATABASE -> effect.resource().scheme().equals("db");
                case MANY -> effect.count() > 10;
                case GRAVE -> effect.reversibility() == Reversibility.IRREVERSIBLE;
                case REHEARSED -> fidelity.equals(Optional.of(Preview.Fidelity.EXACT));
                case NOT_REHEARSED -> !fidelity.equals(Optional.of(Preview.Fidelity.EXACT));
                case THROWS -> throw new IllegalStateException("the condition is broken");
            };
        }

        boolean looksAtThePreview() {
            return this == REHEARSED || this == NOT_REHEARSED;
        }
    }

    record RuleOf(Decision then, When when, ApprovalTerms terms, Reversibility upTo) {}

    enum Kind {
        RULES,
        THROWS,
        NULL
    }

    /** One policy. */
    record Rules(Kind kind, Limits limits, ChangeBudget budget, List<RuleOf> rules) {
        Rules with(List<RuleOf> others) {
            return new Rules(kind, limits, budget, others);
        }
    }

    /** A call of the same principal that ended before this one came. */
    record Earlier(boolean sameSession, History.State state, List<Effect> effects) {}

    private static final List<Resource> RESOURCES = List.of(
            new Resource("db:orders"),
            new Resource("db:orders#row"),
            new Resource("file:/tmp"),
            new Resource("file:/tmp/x"),
            new Resource("file:/tmp/x#lines"),
            new Resource("git:https://host/x#refs/heads/topic"),
            new Resource("mail:all"));
    private static final List<ApprovalTerms> TERMS = List.of(
            ApprovalTerms.onePerson(),
            ApprovalTerms.onePerson(),
            ApprovalTerms.people(2),
            ApprovalTerms.onePerson().roles("dba"),
            ApprovalTerms.onePerson().coolDown(Duration.ofMinutes(5)),
            new ApprovalTerms(
                    1, Set.of(), true, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ZERO, Set.of("board")));

    static OracleCase random(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        int fault = random.nextInt(10);
        return new OracleCase(
                seed,
                random.nextInt(3) == 0 ? Optional.of(pick(random, Reversibility.values())) : Optional.empty(),
                random.nextInt(4) != 0 ? Optional.of(opinion(random)) : Optional.empty(),
                list(random, 0.5, () -> opinion(random)),
                rehearsing(random),
                effects(random),
                random.nextInt(2) == 0 ? Securing.KEEPS : pick(random, Securing.values()),
                random.nextInt(3) == 0,
                random.nextInt(2) == 0 ? Run.RETURNS : pick(random, Run.values()),
                policies(random),
                list(random, 2, () -> random.nextInt(2) == 0 ? Answer.VERA : pick(random, Answer.values())),
                random.nextInt(6) == 0,
                random.nextInt(12) == 0,
                random.nextInt(20) == 0,
                fault == 0 ? 1 + random.nextInt(6) : 0,
                fault == 1 ? 1 + random.nextInt(8) : 0,
                random.nextBoolean(),
                list(random, 1, () -> earlier(random)));
    }

    private static Earlier earlier(Random random) {
        History.State[] ended = {History.State.DONE, History.State.FAILED, History.State.UNDONE};
        return new Earlier(random.nextInt(4) != 0, pick(random, ended), effects(random));
    }

    static Opinion opinion(Random random) {
        Voice voice = random.nextInt(6) != 0 ? Voice.SAYS : pick(random, Voice.values());
        if (voice == Voice.LATE && random.nextInt(50) != 0) {
            voice = Voice.THROWS; // being late costs real time
        }
        return new Opinion(
                voice, effects(random), random.nextInt(6) != 0, mild(random), mild(random), random.nextInt(3) == 0);
    }

    static List<Effect> effects(Random random) {
        List<Effect> effects = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Effect one = new Effect(
                    pick(random, Verb.values()),
                    RESOURCES.get(random.nextInt(RESOURCES.size())),
                    random.nextInt(4) == 0 ? 60 : 1 + random.nextInt(10),
                    random.nextInt(8) == 0 ? 200_000_000 : random.nextInt(1000),
                    mild(random),
                    mild(random));
            if (!effects.contains(one)) {
                effects.add(one);
            }
        }
        return effects;
    }

    static List<Rules> policies(Random random) {
        List<Rules> policies = new ArrayList<>(List.of(policy(random)));
        while (random.nextInt(3) == 0) {
            policies.add(policy(random));
        }
        return policies;
    }

    static Rules policy(Random random) {
        Kind kind = random.nextInt(20) != 0 ? Kind.RULES : pick(random, Kind.values());
        Limits limits = random.nextBoolean() ? Limits.defaults() : new Limits(random.nextInt(20), 1000);
        ChangeBudget budget = random.nextBoolean()
                ? ChangeBudget.defaults()
                : new ChangeBudget(random.nextInt(100), random.nextInt(200), random.nextInt(100_000));
        return new Rules(kind, limits, budget, list(random, 1.5, () -> rule(random)));
    }

    private static RuleOf rule(Random random) {
        Decision then = random.nextInt(5) < 3 ? Decision.ALLOW : pick(random, Decision.values());
        When when = random.nextInt(30) == 0 ? When.THROWS : pick(random, whenever());
        return new RuleOf(then, when, TERMS.get(random.nextInt(TERMS.size())), pick(random, Reversibility.values()));
    }

    private static When[] whenever() {
        return EnumSet.complementOf(EnumSet.of(When.THROWS)).toArray(new When[0]);
    }

    private static Rehearsing rehearsing(Random random) {
        Rehearsing one = random.nextInt(2) == 0 ? Rehearsing.EXACT : pick(random, Rehearsing.values());
        return one == Rehearsing.LATE && random.nextInt(50) != 0 ? Rehearsing.THROWS : one;
    }

    /** The lower of two, so that what passes without a person is not rare. */
    private static Reversibility mild(Random random) {
        Reversibility one = pick(random, Reversibility.values());
        Reversibility other = pick(random, Reversibility.values());
        return one.isAtLeast(other) ? other : one;
    }

    static <T> List<T> list(Random random, double average, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        while (random.nextDouble() < average / (1 + average)) {
            all.add(one.get());
        }
        return Collections.unmodifiableList(all);
    }

    static <T> T pick(Random random, T[] from) {
        return from[random.nextInt(from.length)];
    }
}
