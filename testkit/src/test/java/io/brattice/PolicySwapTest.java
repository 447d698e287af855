package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.journal.Entry;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The policy is exchanged while a call is on its way. Until the permit the one in force decides, and of what a person was asked under an older
 * one and what is in force the stricter stands; after the permit nothing changes.
 */
class PolicySwapTest extends Scene {

    private static final ApprovalTerms TWO = ApprovalTerms.people(2).coolDown(Duration.ofMinutes(10));

    private final Policy allows =
            Policy.withRules(Rule.allow("allows", (evidence, effect) -> true).upTo(Reversibility.IRREVERSIBLE));
    private final Policy asks =
            Policy.withRules(Rule.escalate("asks", ApprovalTerms.onePerson(), (evidence, effect) -> true));
    private final Policy asksTwo = Policy.withRules(Rule.escalate("asks-two", TWO, (evidence, effect) -> true));
    private final Policy denies = Policy.withRules(Rule.deny("denies", (evidence, effect) -> true));

    /** A policy as a rulebook is one: what it is may change at any time. */
    private static final class Exchanged implements Policy {
        private final AtomicReference<Policy> now;

        Exchanged(Policy first) {
            this.now = new AtomicReference<>(first);
        }

        void become(Policy next) {
            now.set(next);
        }

        @Override
        public Policy inForce() {
            return now.get();
        }

        @Override
        public Verdict decide(Evidence evidence) {
            throw new AssertionError("only the one in force decides");
        }
    }

    private Gate parking(Policy policy) throws Exception {
        return keep(builder().policy(policy).patience(Duration.ZERO).build());
    }

    private final FakeTool drop = grave("drop");

    private Outcome drop(Gate gate) {
        return agent(gate).call(drop, none());
    }

    private void yes(Gate gate, Outcome asked, String... people) throws Exception {
        for (String person : people) {
            assertTrue(gate.answer(pending(asked).ticket(), yes(question(), person)), person);
        }
    }

    // -- while a question waits

    @Test
    void questionThatWaitsIsForNothingOnceThePolicyDenies() throws Exception {
        Exchanged policy = new Exchanged(asks);
        Gate gate = parking(policy);
        approver.silent();
        Outcome asked = drop(gate);
        policy.become(denies);
        yes(gate, asked, "vera");
        assertRefusedBy("denies", drop(gate));
        assertRefusedBy("denies", gate.resume(pending(asked).ticket()));
        assertEquals(0, drop.runs());
    }

    @Test
    void questionThatWaitsStandsAlthoughThePolicyAllowsNow() throws Exception {
        Exchanged policy = new Exchanged(asksTwo);
        Gate gate = parking(policy);
        approver.silent().silent();
        Outcome asked = drop(gate);
        policy.become(allows);
        assertEquals(pending(asked).ticket(), pending(drop(gate)).ticket());
        assertTrue(agent(gate).call(light("other"), none()).ran(), "another call is not held up");
        assertTrue(gate.answer(pending(asked).ticket(), no(question(), "vera")));
        assertRefusedBy("approval.refused", drop(gate));
        assertEquals(0, drop.runs());
    }

    @Test
    void answeredUnderAnOlderPolicyIsAskedAnewUnderTheStricterTermsOfBoth() throws Exception {
        for (boolean stricterFirst : List.of(true, false)) {
            Exchanged policy = new Exchanged(stricterFirst ? asksTwo : asks);
            Gate gate = parking(policy);
            approver.silent();
            Session agent = gate.as(bot().session("s" + stricterFirst));
            Outcome asked = agent.call(drop, none());
            policy.become(stricterFirst ? asks : asksTwo);
            yes(gate, asked, stricterFirst ? new String[] {"vera", "wim"} : new String[] {"vera"});
            clock.advance(Duration.ofMinutes(11));
            approver.silent();
            Outcome anew = agent.call(drop, none());
            assertNotEquals(pending(asked).ticket(), pending(anew).ticket());
            assertEquals(TWO.people(), question().terms().people(), "stricter first: " + stricterFirst);
            assertEquals(TWO.coolDown(), question().terms().coolDown(), "stricter first: " + stricterFirst);
            assertEquals(policy.inForce().digest(), question().policy());
            yes(gate, anew, "vera", "wim");
            assertInstanceOf(Outcome.Pending.class, agent.call(drop, none()), "it cools down");
            clock.advance(Duration.ofMinutes(10));
            assertTrue(agent.call(drop, none()).ran());
            gate.close();
        }
        assertEquals(2, drop.runs());
    }

    /** Beside the policy that asked it, a question adds nothing, so that it is still the one that was asked. */
    @Test
    void questionOfAProcessThatIsGoneIsAskedAgainUnderItsTicketWhileThePolicyIsTheSame() throws Exception {
        Gate first = parking(asks);
        approver.silent().silent();
        Outcome asked = drop(first);
        first.close();
        Gate second = parking(asks);
        assertEquals(pending(asked).ticket(), pending(drop(second)).ticket());
        assertEquals(2, approver.questions().size());
        assertEquals(approver.questions().get(0).digest(), question().digest());
        yes(second, asked, "vera");
        assertTrue(drop(second).ran());
    }

    // -- while a yes cools down

    @Test
    void yesThatCoolsDownIsForNothingOnceThePolicyDenies() throws Exception {
        Exchanged policy = new Exchanged(asksTwo);
        Gate gate = parking(policy);
        approver.silent();
        yes(gate, drop(gate), "vera", "wim");
        policy.become(denies);
        clock.advance(Duration.ofMinutes(10));
        assertRefusedBy("denies", drop(gate));
        assertEquals(0, drop.runs());
    }

    @Test
    void coolDownIsNotCutShortByAPolicyThatAllows() throws Exception {
        Exchanged policy = new Exchanged(asksTwo);
        Gate gate = parking(policy);
        approver.silent();
        yes(gate, drop(gate), "vera", "wim");
        policy.become(allows);
        approver.silent();
        Outcome anew = drop(gate);
        yes(gate, anew, "vera", "wim");
        pending(drop(gate));
        assertEquals(0, drop.runs());
        clock.advance(Duration.ofMinutes(10));
        assertTrue(drop(gate).ran());
    }

    // -- between verdict and permit, and after it

    @Test
    void policyThatChangesRightBeforeThePermitIsTheOneThatDecides() throws Exception {
        for (Policy next : List.of(denies, asks)) {
            Exchanged policy = new Exchanged(allows);
            Policy turning = new Policy() {
                private final AtomicInteger asked = new AtomicInteger();

                @Override
                public Verdict decide(Evidence evidence) {
                    if (asked.incrementAndGet() == 2) { // the verdict with the preview is the last before the permit
                        policy.become(next);
                    }
                    return allows.decide(evidence);
                }

                @Override
                public Digest digest() {
                    return allows.digest();
                }
            };
            policy.become(turning);
            Gate gate = parking(policy);
            approver.silent();
            Outcome outcome =
                    gate.as(bot().session("s" + next.digest().shortForm())).call(drop, none());
            assertFalse(outcome.ran(), outcome::toString);
            gate.close();
        }
        assertEquals(0, drop.runs());
    }

    @Test
    void callThatHasItsPermitRunsOn() throws Exception {
        Exchanged policy = new Exchanged(allows);
        Gate gate = parking(policy);
        drop.running(permit -> {
            policy.become(denies);
            return permit.redeem().tool();
        });
        assertTrue(drop(gate).ran());
        assertRefusedBy("denies", drop(gate));
    }

    @Test
    void policyThatIsExchangedAllTheTimeLetsNothingThroughThatOneOfThemForbids() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        Policy flickering = new Policy() {
            @Override
            public Policy inForce() {
                return turns.incrementAndGet() % 2 == 0 ? allows : denies;
            }

            @Override
            public Verdict decide(Evidence evidence) {
                return inForce().decide(evidence);
            }
        };
        Gate gate = parking(flickering);
        for (int i = 0; i < 50; i++) {
            Outcome outcome = agent(gate).call(drop, Arguments.of("n", i));
            assertTrue(outcome instanceof Outcome.Refused, outcome::toString);
        }
    }

    // -- the digest

    @Test
    void digestOfThePolicyInForceIsInTheQuestionAndInEveryEntryAboutTheCall() throws Exception {
        Exchanged policy = new Exchanged(asks);
        Gate gate = parking(policy);
        approver.silent();
        Outcome asked = drop(gate);
        assertEquals(asks.digest(), question().policy());
        yes(gate, asked, "vera");
        assertTrue(drop(gate).ran());
        policy.become(allows);
        assertTrue(agent(gate).call(drop, Arguments.of("n", 2)).ran());
        assertTrue(agent(gate).call(look("look"), none()).ran());
        policy.become(denies);
        assertRefusedBy("denies", agent(gate).call(drop, Arguments.of("n", 3)));
        Set<Entry.Kind> judged = Set.of(Entry.Kind.READ, Entry.Kind.ASKED, Entry.Kind.INTENT, Entry.Kind.REFUSED);
        List<String> policies = journal.entries().stream()
                .filter(entry -> judged.contains(entry.kind()))
                .map(entry -> entry.kind() + " " + entry.body().string("policy").orElse("none"))
                .toList();
        assertEquals(
                List.of(
                        "ASKED " + asks.digest().hex(),
                        "INTENT " + asks.digest().hex(),
                        "INTENT " + allows.digest().hex(),
                        "READ " + allows.digest().hex(),
                        "REFUSED " + denies.digest().hex()),
                policies);
    }
}
