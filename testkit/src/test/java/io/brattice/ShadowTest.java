package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A candidate beside the policy: seen, and of no effect. */
class ShadowTest extends Scene {

    private final Semaphore noted = new Semaphore(0);

    private Gate beside(Policy candidate) throws Exception {
        journal.onEntry(entry -> noted.release(isShadow(entry) ? 1 : 0));
        return keep(builder().patience(Duration.ZERO).shadow(candidate).build());
    }

    private static boolean isShadow(Entry entry) {
        return entry.kind() == Entry.Kind.NOTED
                && entry.body().string("what").orElse("").equals("shadow");
    }

    private List<Entry> notes(int atLeast) throws Exception {
        assertTrue(noted.tryAcquire(atLeast, 20, TimeUnit.SECONDS), "notes are missing: " + journal.entries());
        return journal.entries().stream().filter(ShadowTest::isShadow).toList();
    }

    @Test
    void differenceIsNotedWithBothDecisionsAndChangesNothing() throws Exception {
        Policy candidate = Policy.withRules(Rule.deny("no-sets", (evidence, effect) -> true));
        Outcome outcome = agent(beside(candidate)).call(light("set"), none());
        assertTrue(outcome.ran());
        Entry note = notes(1).get(0);
        assertEquals(outcome.call(), note.call());
        assertEquals(
                "ALLOW by `default.reversible` would be DENY by `no-sets`",
                note.body().string("why").orElseThrow());
        assertEquals("ALLOW", of(note, "enforced").get("decision"));
        assertEquals(Policy.defaults().digest().hex(), of(note, "enforced").get("policy"));
        assertEquals("DENY", of(note, "candidate").get("decision"));
        assertEquals(candidate.digest().hex(), of(note, "candidate").get("policy"));
        assertEquals(
                List.of(), ledger.history(bot().principal(), clock.instant()).refusals());
    }

    @Test
    void otherTermsOfAQuestionAreADifferenceAndTheSameDecisionIsNone() throws Exception {
        Policy two = Policy.withRules(Rule.escalate(
                "two",
                ApprovalTerms.people(2),
                (evidence, effect) -> effect.verb().writes()));
        Session agent = agent(beside(Policy.allOf(
                two,
                Policy.withRules(Rule.escalate(
                        "grave",
                        ApprovalTerms.people(3),
                        (evidence, effect) -> evidence.call().tool().equals("drop"))))));
        agent.call(light("set"), none());
        agent.call(look("look"), none());
        pending(agent.call(grave("drop"), none()));
        Entry note = notes(1).get(0);
        assertEquals("ESCALATE", of(note, "enforced").get("decision"));
        assertEquals("ESCALATE", of(note, "candidate").get("decision"));
    }

    @Test
    void callThatComesRoundAgainIsOneDifference() throws Exception {
        Session agent = agent(beside(Policy.withRules(Rule.deny("never", (evidence, effect) -> true))));
        Session one = agent.callId("c1");
        pending(one.call(grave("drop"), none()));
        pending(one.call(grave("drop"), none()));
        agent.callId("c2").call(light("set"), none());
        assertEquals(2, notes(2).size());
    }

    @Test
    void candidateThatThrowsOrHangsIsNoticedByNobodyWhoCalls() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Session agent = agent(beside(evidence -> {
            if (evidence.call().tool().equals("hang")) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            throw new StackOverflowError();
        }));
        assertTrue(agent.call(light("set"), none()).ran());
        assertEquals("DENY", of(notes(1).get(0), "candidate").get("decision"));
        for (int i = 0; i < 1000; i++) {
            assertTrue(agent.call(light("hang"), Arguments.of("n", i)).ran());
        }
        end.countDown();
        notes(50);
    }

    @Test
    void noMoreThanSixtyAMinuteAreWrittenDownAndTheRestIsCounted() throws Exception {
        Semaphore seen = new Semaphore(0);
        Session agent = agent(beside(evidence -> {
            seen.release();
            return Verdict.deny("never", "never");
        }));
        for (int i = 0; i < 100; i++) {
            agent.call(light("set"), Arguments.of("n", i));
            assertTrue(seen.tryAcquire(
                    20, TimeUnit.SECONDS)); // one at a time, so that none is left out before it is looked at
        }
        clock.advance(Duration.ofMinutes(1));
        agent.call(light("set"), none());
        List<Entry> notes = notes(61);
        assertEquals(61, notes.size());
        assertEquals(40L, notes.get(60).body().integer("leftOut").orElseThrow());
    }

    /** It would spend more than there is, and spends nothing. */
    @Test
    void candidateSpendsNothingAndSeesWhatIsSpent() throws Exception {
        Policy candidate = new Policy() {
            @Override
            public List<Charge> charges(Evidence evidence) {
                return List.of(new Charge("its own", BigDecimal.TEN, Duration.ofHours(1)));
            }

            @Override
            public Verdict decide(Evidence evidence) {
                boolean spent = evidence.balance("its own")
                                .since(evidence.at().minusSeconds(60))
                                .signum()
                        > 0;
                return spent
                        ? Verdict.deny("spent", "spent")
                        : Policy.defaults().decide(evidence);
            }
        };
        Session agent = agent(beside(candidate));
        for (int i = 0; i < 5; i++) {
            assertTrue(agent.call(light("set"), Arguments.of("n", i)).ran());
        }
        assertEquals(Map.of("its own", Balance.none()), ledger.balances(Set.of("its own")));
        assertEquals(0, journal.entries().stream().filter(ShadowTest::isShadow).count());
    }

    private static Map<?, ?> of(Entry note, String name) {
        return (Map<?, ?>) note.body().get(name).orElseThrow();
    }
}
