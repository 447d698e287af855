package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.OracleCase.Kind;
import io.brattice.OracleCase.Opinion;
import io.brattice.OracleCase.RuleOf;
import io.brattice.OracleCase.Rules;
import io.brattice.OracleCase.Voice;
import io.brattice.OracleCase.When;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Reason;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * More opinions never make a call milder, and their order never matters: over random evidence, policies and classifiers.
 * {@code -Dbrattice.seed=…} replays one case, {@code -Plong} looks at a hundred times as many.
 */
class SofteningTest {

    private static final ToolCall CALL =
            new ToolCall("c1", "tool", Arguments.of("a", 1), Caller.agent("bot").session("s1"), "");

    /** A session that has deleted a little, so that some change budgets are about to be reached. */
    private static final History HISTORY = new History(
            1,
            List.of(new History.Past(
                    "c0",
                    "s1",
                    "tool",
                    Instant.EPOCH,
                    List.of(
                            Effect.of(Verb.DELETE, new Resource("file:/tmp/x#lines"), Reversibility.RECOVERABLE)
                                    .measuring(70, 0),
                            Effect.of(Verb.DELETE, new Resource("file:/tmp"), Reversibility.RECOVERABLE)
                                    .measuring(90, 50_000)),
                    Reversibility.RECOVERABLE,
                    History.State.DONE)),
            List.of());

    /** What must hold for each seed. */
    private interface Law {
        void holds(Random random) throws Exception;
    }

    private static void always(int cases, Law law) throws Exception {
        Long replay = Long.getLong("brattice.seed");
        long first = replay != null ? replay : 1;
        long last = replay != null ? replay : cases * (Boolean.getBoolean("brattice.long") ? 100L : 1L);
        for (long seed = first; seed <= last; seed++) {
            try {
                law.holds(new Random(seed * 0x9E3779B97F4A7C15L));
            } catch (AssertionError e) {
                throw new AssertionError("replay with -Dbrattice.seed=" + seed + "\n" + e.getMessage(), e);
            }
        }
    }

    @Test
    void addingAPolicyNeverSoftens() throws Exception {
        always(20_000, random -> {
            Evidence evidence = evidence(random, preview(random));
            List<Policy> some = OracleWorld.policies(OracleCase.policies(random));
            List<Policy> more = new ArrayList<>(some);
            more.add(OracleWorld.policy(OracleCase.policy(random)));
            assertNotSofter(decide(some, evidence), decide(more, evidence));
        });
    }

    @Test
    void addingARuleThatDoesNotAllowNeverSoftens() throws Exception {
        always(20_000, random -> {
            Evidence evidence = evidence(random, preview(random));
            Rules some = OracleCase.policy(random);
            List<RuleOf> more = new ArrayList<>(some.rules());
            OracleCase.policy(random).rules().stream()
                    .filter(rule -> rule.then() != Decision.ALLOW)
                    .forEach(more::add);
            Verdict before = decide(List.of(OracleWorld.policy(some)), evidence);
            Verdict after = decide(List.of(OracleWorld.policy(some.with(more))), evidence);
            assertTrue(before.decision().compareTo(after.decision()) <= 0, () -> before + "\nbecame " + after);
        });
    }

    /**
     * To the very effect: what did not run without the other classifier does not run with it. Two things are left out, which
     * another classifier may rightly change: a rule about calls that were not rehearsed, since a graver call is rehearsed
     * and a safer one is not; and a preview that counts on a safeguard, since it may once any classifier requires one.
     */
    @Test
    void addingAClassifierWhereAnotherSpeaksNeverSoftens() throws Exception {
        always(3_000, random -> {
            OracleCase base = withoutFaults(OracleCase.random(random.nextLong()));
            if (isSilent(base) || base.others().stream().anyMatch(one -> one.voice() == Voice.LATE)) {
                return;
            }
            List<Opinion> more = new ArrayList<>(base.others());
            more.add(OracleCase.opinion(random));
            if (runs(base) == 0) {
                assertEquals(0, runs(with(base, more)), () -> base + "\nand " + more);
            }
        });
    }

    @Test
    void addingAClassifierNeverSoftensADecision() throws Exception {
        always(20_000, random -> {
            Assessment one = assessment(random);
            Optional<Preview> preview = preview(random).map(SofteningTest::bare);
            Assessment both = one.and(assessment(random));
            List<Policy> policies = OracleWorld.policies(OracleCase.policies(random));
            for (boolean secured : new boolean[] {true, false}) {
                Assessment before = secured ? one : one.withoutSafeguards("gone");
                Assessment after = secured ? both : both.withoutSafeguards("gone");
                assertNotSofter(
                        decide(policies, evidence(before, preview)), decide(policies, evidence(after, preview)));
            }
        });
    }

    /** Nothing but a rule that says so, or the table's row for what can be recovered, is milder for having seen a preview. */
    @Test
    void aPreviewOnlyMeetsConditionsThatARuleStates() throws Exception {
        always(20_000, random -> {
            Optional<Preview> preview = preview(random);
            Assessment assessment = assessment(random);
            List<Rules> rules = OracleCase.policies(random);
            boolean stated = rules.stream()
                    .flatMap(one -> one.rules().stream())
                    .anyMatch(rule -> rule.when().looksAtThePreview());
            boolean recoverable = evidence(assessment, preview).effects().stream()
                    .anyMatch(effect -> effect.reversibility() == Reversibility.RECOVERABLE);
            if (!stated && !recoverable) {
                List<Policy> policies = OracleWorld.policies(rules);
                assertNotSofter(
                        decide(policies, evidence(assessment, Optional.empty())),
                        decide(policies, evidence(assessment, preview)));
            }
        });
    }

    @Test
    void theOrderOfPoliciesRulesAndClassifiersDoesNotMatter() throws Exception {
        always(10_000, random -> {
            List<Rules> rules = OracleCase.policies(random);
            List<Rules> others = new ArrayList<>();
            for (Rules one : rules) {
                List<RuleOf> turned = new ArrayList<>(one.rules());
                Collections.reverse(turned);
                others.add(one.with(turned));
            }
            Collections.shuffle(others, random);
            List<Assessment> opinions = List.of(assessment(random), assessment(random), assessment(random));
            List<Assessment> turned = new ArrayList<>(opinions);
            Collections.shuffle(turned, random);
            Optional<Preview> preview = preview(random);
            Verdict one = decide(OracleWorld.policies(rules), evidence(all(opinions), preview));
            Verdict other = decide(OracleWorld.policies(others), evidence(all(turned), preview));
            assertEquals(one.decision(), other.decision());
            assertEquals(one.terms(), other.terms());
            List<Policy> parts = OracleWorld.policies(rules);
            List<Policy> mixed = new ArrayList<>(parts);
            Collections.shuffle(mixed, random);
            assertEquals(allOf(parts).digest(), allOf(mixed).digest());
        });
    }

    @Test
    void verdictsTogetherAreOneVerdictInAnyOrder() throws Exception {
        always(20_000, random -> {
            Verdict a = verdict(random);
            Verdict b = verdict(random);
            Verdict c = verdict(random);
            assertSame(a.and(b), b.and(a));
            assertSame(a.and(b).and(c), a.and(b.and(c)));
            assertEquals(a, a.and(a));
            assertNotSofter(a, a.and(b));
        });
    }

    @Test
    void assessmentsTogetherAreOneAssessmentInAnyOrder() throws Exception {
        always(20_000, random -> {
            Assessment a = assessment(random);
            Assessment b = assessment(random);
            Assessment c = assessment(random);
            assertSame(a.and(b), b.and(a));
            assertSame(a.and(b).and(c), a.and(b.and(c)));
            assertSame(a, a.and(a));
            assertTrue(a.and(b).reversibility().isAtLeast(a.reversibility()));
            assertTrue(a.and(b).inherent().isAtLeast(a.inherent()));
        });
    }

    @Test
    void termsTogetherAskForNoLessThanEach() throws Exception {
        always(20_000, random -> {
            ApprovalTerms a = terms(random);
            ApprovalTerms b = terms(random);
            ApprovalTerms c = terms(random);
            assertEquals(a.and(b), b.and(a));
            assertEquals(a.and(b).and(c), a.and(b.and(c)));
            assertEquals(a, a.and(a));
            assertNoLess(a, a.and(b));
        });
    }

    // -- comparing ----------------------------------------------------------------------------------------------------

    private static void assertNotSofter(Verdict before, Verdict after) {
        assertTrue(before.decision().compareTo(after.decision()) <= 0, () -> before + "\nbecame " + after);
        if (after.decision() == Decision.ESCALATE) {
            before.terms().ifPresent(asked -> assertNoLess(asked, after.terms().orElseThrow()));
        }
    }

    private static void assertNoLess(ApprovalTerms before, ApprovalTerms after) {
        boolean less = after.people() < before.people()
                || !after.roles().containsAll(before.roles())
                || (before.independent() && !after.independent())
                || after.answerWithin().compareTo(before.answerWithin()) > 0
                || after.validFor().compareTo(before.validFor()) > 0
                || after.coolDown().compareTo(before.coolDown()) < 0
                || !after.to().containsAll(before.to());
        assertTrue(!less && Answers.cover(after, before), () -> before + "\nbecame " + after);
    }

    private static void assertSame(Verdict one, Verdict other) {
        assertEquals(one.decision(), other.decision());
        assertEquals(one.terms(), other.terms());
        assertEquals(Set.copyOf(one.reasons()), Set.copyOf(other.reasons()));
    }

    private static void assertSame(Assessment one, Assessment other) {
        assertEquals(new HashSet<>(one.effects()), new HashSet<>(other.effects()));
        assertEquals(one.complete(), other.complete());
        assertEquals(one.reversibility(), other.reversibility());
        assertEquals(one.inherent(), other.inherent());
        assertEquals(one.safeguards(), other.safeguards());
        assertEquals(Set.copyOf(one.reasons()), Set.copyOf(other.reasons()));
    }

    // -- random evidence ----------------------------------------------------------------------------------------------

    private static Verdict decide(List<Policy> policies, Evidence evidence) {
        return allOf(policies).decide(evidence);
    }

    private static Policy allOf(List<Policy> policies) {
        return Policy.allOf(policies.toArray(new Policy[0]));
    }

    private static Evidence evidence(Random random, Optional<Preview> preview) {
        return evidence(assessment(random), preview);
    }

    private static Evidence evidence(Assessment assessment, Optional<Preview> preview) {
        return new Evidence(CALL, assessment, preview, HISTORY, Instant.EPOCH, Tiers.none());
    }

    private static Assessment assessment(Random random) {
        Opinion opinion = OracleCase.opinion(random);
        return opinion.voice() == Voice.SAYS ? opinion.assessment() : Assessment.unknown("nobody knows");
    }

    private static Assessment all(List<Assessment> opinions) {
        return opinions.stream().reduce(Assessment::and).orElseThrow();
    }

    private static Optional<Preview> preview(Random random) {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        List<Effect> effects = OracleCase.effects(random);
        Preview.Fidelity fidelity = OracleCase.pick(random, Preview.Fidelity.values());
        return Optional.of(new Preview(effects, fidelity, Digest.of("state"), "that"));
    }

    private static Preview bare(Preview seen) {
        return new Preview(bare(seen.effects()), seen.fidelity(), seen.fingerprint(), seen.text());
    }

    private static List<Effect> bare(List<Effect> effects) {
        return effects.stream().map(Effect::bare).toList();
    }

    private static Verdict verdict(Random random) {
        Decision decision = OracleCase.pick(random, Decision.values());
        return new Verdict(
                decision,
                List.of(new Reason("rule-" + random.nextInt(5), "because")),
                decision == Decision.ESCALATE ? Optional.of(terms(random)) : Optional.empty(),
                "");
    }

    private static ApprovalTerms terms(Random random) {
        return new ApprovalTerms(
                1 + random.nextInt(3),
                Set.copyOf(OracleCase.list(random, 1, () -> "role-" + random.nextInt(3))),
                random.nextBoolean(),
                Duration.ofMinutes(1 + random.nextInt(5)),
                Duration.ofMinutes(1 + random.nextInt(5)),
                Duration.ofMinutes(random.nextInt(5)),
                Set.copyOf(OracleCase.list(random, 1, () -> "team-" + random.nextInt(3))));
    }

    // -- random cases -------------------------------------------------------------------------------------------------

    private static boolean isSilent(OracleCase given) {
        Predicate<Opinion> speaks = one -> one.voice() != Voice.EMPTY;
        return given.declared().isEmpty()
                && given.own().filter(speaks).isEmpty()
                && given.others().stream().noneMatch(speaks);
    }

    private static int runs(OracleCase given) throws Exception {
        try (OracleWorld world = new OracleWorld(given)) {
            world.call();
            return world.effects.get();
        }
    }

    /** The same case with a tool that works, an approver who says nothing, no fault and no promise in its preview. */
    private static OracleCase withoutFaults(OracleCase of) {
        List<Rules> rules = of.policies().stream()
                .map(one -> new Rules(
                        Kind.RULES,
                        one.limits(),
                        one.budget(),
                        one.rules().stream()
                                .filter(rule -> rule.when() != When.NOT_REHEARSED)
                                .toList()))
                .toList();
        return new OracleCase(
                of.seed(),
                of.declared(),
                of.own(),
                of.others(),
                of.rehearsing(),
                bare(of.previewed()),
                of.securing(),
                of.undoable(),
                OracleCase.Run.RETURNS,
                rules,
                List.of(),
                false,
                false,
                false,
                0,
                0,
                false,
                of.earlier());
    }

    private static OracleCase with(OracleCase of, List<Opinion> others) {
        return new OracleCase(
                of.seed(),
                of.declared(),
                of.own(),
                others,
                of.rehearsing(),
                of.previewed(),
                of.securing(),
                of.undoable(),
                of.run(),
                of.policies(),
                of.answers(),
                of.drifts(),
                of.tightens(),
                of.stopped(),
                of.journalFailsAt(),
                of.ledgerFailsAt(),
                of.ledgerFailsOnce(),
                of.earlier());
    }
}
