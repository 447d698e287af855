package io.brattice.policy;

import static io.brattice.action.Reversibility.RECOVERABLE;
import static io.brattice.action.Reversibility.REVERSIBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.History.Past;
import io.brattice.policy.History.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String RULE = "default.change-budget";
    private static final Policy POLICY = Policy.withRules(
            new Limits(1_000_000, Long.MAX_VALUE), new ChangeBudget(2_000, 1_000, 1_000_000), List.of());

    private final List<Past> past = new ArrayList<>();

    @Test
    void linesOfManySmallEditsAreAQuestionLongBeforeTheEnd() {
        int lines = 28_745;
        int edits = 340;
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < edits; i++) {
            Effect effect = lines("/app/" + i, lines / edits + (i < lines % edits ? 1 : 0));
            if (asks(effect)) {
                asked.add(i);
            }
            done("s1", effect);
        }
        assertEquals(23, asked.get(0), "2,000 lines are 23.5 edits of 85");
        assertEquals(lines / 2_000, asked.size(), "once for each multiple");
    }

    @Test
    void theReasonHasTheNumbers() {
        for (int i = 0; i < 39; i++) {
            done("s1", lines("/app/" + i, 50));
        }
        assertEquals(
                "default.change-budget: this session has deleted 1,950 lines in 39 files and would now delete 300 more;"
                        + " its budget is 2,000 lines",
                decide(lines("/app/x", 300)).reasons().get(0).toString());
        assertEquals(
                Optional.of(ApprovalTerms.onePerson()),
                decide(lines("/app/x", 300)).terms());
        assertEquals(
                List.of(
                        "this session has deleted 0 things and would now delete 1,000 more; its budget is 1,000 things",
                        "this session has deleted 0 bytes and would now delete 2,000,000 more; its budget is 1,000,000 bytes"),
                decide(things("/app", 1_000, 2_000_000)).reasons().stream()
                        .filter(reason -> reason.rule().equals(RULE))
                        .map(Reason::text)
                        .toList());
    }

    @Test
    void theBudgetIsReachedAndNotOnlyCrossed() {
        assertFalse(asks(lines("/a", 1_999)));
        assertTrue(asks(lines("/a", 2_000)));
        done("s1", lines("/a", 2_000));
        assertFalse(asks(lines("/a", 1_999)));
        assertTrue(asks(lines("/a", 2_000)));
        assertFalse(asks(things("/a", 999, 999_999)));
        assertTrue(asks(things("/a", 1_000, 0)));
        assertTrue(asks(things("/a", 1, 1_000_000)));
    }

    @Test
    void whatDoesNotCount() {
        Effect own = Effect.of(Verb.DELETE, new Resource("file:/own#lines"), REVERSIBLE);
        assertFalse(asks(own.measuring(5_000, 0)), "what the session made itself");
        assertFalse(asks(new Effect(Verb.UPDATE, new Resource("file:/a#lines"), 5_000, 0, RECOVERABLE, RECOVERABLE)));
        done("s2", lines("/a", 1_999));
        past.add(new Past("u", "s1", "edit", NOW, List.of(lines("/b", 1_999)), RECOVERABLE, State.UNDONE));
        assertFalse(asks(lines("/c", 1)), "another session of the same principal, and what was taken back");
        done("s1", lines("/a", 1_999));
        assertTrue(asks(lines("/c", 1)));
    }

    @Test
    void whatMayHaveRunAndWhatIsUnderWayCounts() {
        for (State state : List.of(State.RESERVED, State.DONE, State.FAILED, State.UNKNOWN)) {
            past.clear();
            past.add(new Past("c", "s1", "edit", NOW, List.of(lines("/b", 1_999)), RECOVERABLE, state));
            assertTrue(asks(lines("/c", 1)), state::name);
        }
    }

    /** What {@code sed -i d} takes away is counted once it has run: the next one is asked about, once. */
    @Test
    void whatWasCountedOnlyAfterwardsIsAskedAboutByTheNextOverwrite() {
        Effect overwrite = Effect.of(Verb.UPDATE, new Resource("file:/app/x"), RECOVERABLE);
        Effect look = Effect.of(Verb.UPDATE, new Resource("db:x"), RECOVERABLE);
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 340; i++) {
            if (asks(overwrite)) {
                asked.add(i);
            }
            assertFalse(asks(look), "which neither deletes nor overwrites");
            overwrote(overwrite, "/app/" + i, 85);
        }
        assertEquals(24, asked.get(0), "2,000 lines are 23.5 files of 85");
        assertEquals(340 * 85 / 2_000, asked.size(), "once for each multiple");
        assertEquals(
                "this session has deleted 28,900 lines in 340 files and would now delete 1,100 more; its budget is 2,000 lines",
                decide(lines("/b", 1_100)).reasons().get(0).text());
    }

    @Test
    void theReasonSaysThatItWasFoundOutAfterwards() {
        Effect overwrite = Effect.of(Verb.UPDATE, new Resource("file:/app/x"), RECOVERABLE);
        overwrote(overwrite, "/app/x", 2_000);
        String expected =
                "default.change-budget: this session has deleted 2,000 lines in 1 file, as was found out only once they"
                        + " were overwritten; its budget is 2,000 lines";
        assertEquals(expected, decide(overwrite).reasons().get(0).toString());
        assertTrue(asks(lines("/c", 1)), "and about a deletion, however small");
        Effect own = Effect.of(Verb.UPDATE, new Resource("file:/own"), REVERSIBLE);
        assertFalse(asks(own), "what the session made itself may be overwritten");
        done("s1", own);
        assertTrue(asks(overwrite), "nobody was asked for its sake");
        done("s2", overwrite);
        assertTrue(asks(overwrite), "another session was asked");
        done("s1", overwrite);
        assertFalse(asks(overwrite), "somebody was asked");
    }

    /** A backup makes a deletion REVERSIBLE and unasked: that is what many of them in a row hide behind. */
    @Test
    void aDeletionThatIsKeptFirstCountsByItsInherentClass() {
        assertEquals(Decision.ALLOW, decide(safeguarded(lines("/a", 1_999))).decision());
        Verdict verdict = decide(safeguarded(lines("/a", 2_000)));
        assertEquals(Decision.ESCALATE, verdict.decision());
        assertEquals(RULE, verdict.reasons().get(0).rule());
    }

    @Test
    void aPushAfterTheBudgetAsksAndOneBeforeDoesNot() {
        Effect push = Effect.of(Verb.UPDATE, new Resource("git:https://host/x#refs/heads/topic"), RECOVERABLE);
        assertEquals(Decision.ALLOW, decide(push).decision());
        done("s1", lines("/a", 1_999));
        assertEquals(Decision.ALLOW, decide(push).decision());
        done("s1", lines("/a", 1));
        assertEquals(
                "default.change-budget: it publishes the work of a session that has deleted 2,000 lines;"
                        + " its budget is 2,000 lines",
                decide(push).reasons().get(0).toString());
        Effect commit = Effect.of(Verb.UPDATE, new Resource("git:file:/x#refs/heads/topic"), RECOVERABLE)
                .safeguarded(REVERSIBLE);
        assertEquals(Decision.ALLOW, decide(safeguarded(commit)).decision(), "a commit here publishes nothing");
        done("s1", push);
        assertEquals(Decision.ESCALATE, decide(push).decision(), "each push asks");
    }

    @Test
    void anAllowRuleThatCoversTheDeletesExemptsThemAndTheyStillCount() {
        Policy policy = Policy.withRules(
                Limits.defaults(),
                new ChangeBudget(2_000, 1_000, 1_000_000),
                List.of(Rule.allow(
                        "generated",
                        (evidence, effect) -> effect.resource().uri().startsWith("file:/out/"))));
        assertEquals(
                Decision.ALLOW, policy.decide(evidence(lines("/out/a", 5_000))).decision());
        done("s1", lines("/out/a", 1_999));
        assertTrue(policy.decide(evidence(lines("/src/a", 1))).reasons().stream()
                .anyMatch(reason -> reason.rule().equals(RULE)));
    }

    @Test
    void aBudgetOfZeroAsksAboutEveryDeletionAndNoNumberOverflows() {
        Policy none = Policy.withRules(Limits.defaults(), new ChangeBudget(0, 0, 0), List.of());
        assertEquals(
                RULE,
                none.decide(evidence(safeguarded(lines("/a", 1))))
                        .reasons()
                        .get(0)
                        .rule());
        Effect push = Effect.of(Verb.UPDATE, new Resource("git:https://host/x#refs/heads/topic"), RECOVERABLE);
        assertFalse(asks(none.decide(evidence(push))), "nothing was deleted");
        done("s1", lines("/a", Long.MAX_VALUE));
        done("s1", lines("/b", Long.MAX_VALUE));
        assertFalse(asks(lines("/c", 1)), "it was asked about at the largest number there is");
        assertEquals(Decision.ESCALATE, decide(push).decision());
        Policy unlimited = Policy.withRules(Limits.defaults(), ChangeBudget.unlimited(), List.of());
        past.clear();
        assertEquals(
                Decision.ALLOW,
                unlimited.decide(evidence(safeguarded(lines("/a", 50_000_000)))).decision());
    }

    @Test
    void aPreviewAddsToWhatWasJudgedAndReplacesNothing() {
        Assessment judged = Assessment.of(RECOVERABLE, "edits", lines("/a", 2_000));
        Preview less = Preview.exact(List.of(lines("/a", 10)), Digest.of("s"), "");
        assertTrue(asks(POLICY.decide(evidence(judged, Optional.of(less)))));
        Assessment small = Assessment.of(RECOVERABLE, "edits", lines("/a", 10));
        Preview more = Preview.exact(List.of(lines("/a", 2_000)), Digest.of("s"), "");
        assertTrue(asks(POLICY.decide(evidence(small, Optional.of(more)))));
        assertFalse(asks(POLICY.decide(evidence(small, Optional.of(less)))));
    }

    @Test
    void theBudgetIsPartOfThePolicysDigest() {
        assertNotEquals(
                POLICY.digest(),
                Policy.withRules(
                                new Limits(1_000_000, Long.MAX_VALUE),
                                new ChangeBudget(2_000, 1_000, 1_000_001),
                                List.of())
                        .digest());
        assertThrows(IllegalArgumentException.class, () -> new ChangeBudget(0, -1, 0));
    }

    @Test
    void addingTheBudgetNeverSoftens() {
        long seed = Long.getLong("brattice.seed", 7);
        Random random = new Random(seed);
        int asked = 0;
        for (int i = 0; i < 20_000; i++) {
            past.clear();
            for (int n = random.nextInt(4); n > 0; n--) {
                past.add(new Past(
                        "c" + n,
                        random.nextBoolean() ? "s1" : "s2",
                        "t",
                        NOW,
                        effects(random),
                        RECOVERABLE,
                        pick(random, State.values())));
            }
            List<Rule> rules = new ArrayList<>();
            for (Decision then : Decision.values()) {
                int which = random.nextInt(6);
                Rule.Condition when = (evidence, effect) -> effect.count() % 6 == which;
                if (random.nextInt(3) == 0) {
                    rules.add(
                            switch (then) {
                                case ALLOW -> Rule.allow("a", when);
                                case ESCALATE -> Rule.escalate("e", ApprovalTerms.people(2), when);
                                case DENY -> Rule.deny("d", when);
                            });
                }
            }
            Evidence evidence = evidence(random);
            Limits limits = new Limits(random.nextInt(20), 1_000);
            Verdict without =
                    Policy.withRules(limits, ChangeBudget.unlimited(), rules).decide(evidence);
            Verdict with = Policy.withRules(limits, new ChangeBudget(random.nextInt(20), random.nextInt(20), 30), rules)
                    .decide(evidence);
            boolean asks = asks(with);
            asked += asks ? 1 : 0;
            String message = "seed " + seed + ", case " + i + ": " + without + "\nbecame " + with;
            assertTrue(without.decision().compareTo(with.decision()) <= 0, message);
            assertTrue(with.reasons().containsAll(without.reasons()), message);
            assertTrue(asks || with.equals(without), message);
            without.terms()
                    .ifPresent(terms -> assertEquals(with.terms(), with.terms().map(terms::and), message));
        }
        assertTrue(asked > 2_000, "hardly ever asked: " + asked);
    }

    // -- what it is all made of

    private static Effect lines(String path, long count) {
        return Effect.of(Verb.DELETE, new Resource("file:" + path + "#lines"), RECOVERABLE)
                .measuring(count, 0);
    }

    private static Effect things(String path, long count, long bytes) {
        return Effect.of(Verb.DELETE, new Resource("file:" + path), RECOVERABLE).measuring(count, bytes);
    }

    private static List<Effect> effects(Random random) {
        List<Effect> effects = new ArrayList<>();
        String[] names = {"file:/a", "file:/a#lines", "git:https://h/x#refs/heads/t"};
        for (int n = random.nextInt(3); n > 0; n--) {
            Reversibility inherent = pick(random, Reversibility.values());
            effects.add(Effect.of(
                            random.nextInt(3) > 0 ? Verb.DELETE : Verb.UPDATE,
                            new Resource(names[random.nextInt(names.length)]),
                            inherent)
                    .measuring(random.nextInt(12), random.nextInt(30)));
        }
        return effects;
    }

    private static <T> T pick(Random random, T[] from) {
        return from[random.nextInt(from.length)];
    }

    private static Assessment safeguarded(Effect effect) {
        return Assessment.safeguarded(
                REVERSIBLE,
                new Safeguard("kept", "it is kept first"),
                "edits",
                List.of(effect.safeguarded(REVERSIBLE)));
    }

    private void done(String session, Effect effect) {
        past.add(new Past("c" + past.size(), session, "edit", NOW, List.of(effect), RECOVERABLE, State.DONE));
    }

    private void overwrote(Effect overwrite, String path, long lines) {
        Effect gone = lines(path, lines);
        Effect late = new Effect(Verb.UPDATE, gone.resource(), lines, 0, RECOVERABLE, RECOVERABLE);
        past.add(new Past(
                "c" + past.size(), "s1", "bash", NOW, List.of(overwrite, gone, late), RECOVERABLE, State.DONE));
    }

    private boolean asks(Effect effect) {
        return asks(decide(effect));
    }

    private static boolean asks(Verdict verdict) {
        return verdict.reasons().stream().anyMatch(reason -> reason.rule().equals(RULE));
    }

    private Verdict decide(Effect effect) {
        return POLICY.decide(evidence(effect));
    }

    private Verdict decide(Assessment assessment) {
        return POLICY.decide(evidence(assessment));
    }

    private Evidence evidence(Effect effect) {
        return evidence(Assessment.of(effect.inherent(), "edits", effect));
    }

    private Evidence evidence(Assessment assessment) {
        return evidence(
                assessment, Optional.of(Preview.exact(assessment.effects(), Digest.of("state"), "what is there")));
    }

    private Evidence evidence(Random random) {
        Assessment assessment = Assessment.of(
                pick(random, Reversibility.values()), "tests", effects(random).toArray(new Effect[0]));
        Optional<Preview> preview = random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(
                        new Preview(effects(random), pick(random, Preview.Fidelity.values()), Digest.of("state"), ""));
        return evidence(assessment, preview);
    }

    private Evidence evidence(Assessment assessment, Optional<Preview> preview) {
        ToolCall call =
                new ToolCall("c", "edit", Arguments.none(), Caller.agent("bot").session("s1"), "");
        return new Evidence(call, assessment, preview, new History(1, past, List.of()), NOW, Tiers.none());
    }
}
