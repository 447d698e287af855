package io.brattice.rulebook.budget;

import static io.brattice.rulebook.budget.Money.EUROS;
import static io.brattice.rulebook.budget.Money.HOUR;
import static io.brattice.rulebook.budget.Money.PAYING;
import static io.brattice.rulebook.budget.Money.asking;
import static io.brattice.rulebook.budget.Money.denying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Admission;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.journal.Entry;
import io.brattice.journal.Ledger;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets where they count: in a gate. */
class BudgetedGateTest {

    private final FakeClock clock = new FakeClock();
    private final ScriptedApprover approver = new ScriptedApprover();
    private final RecordingJournal journal = new RecordingJournal();
    private final Ledger ledger = Ledger.inMemory();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Gate> gates = new ArrayList<>();
    private final FakeTool pay = FakeTool.declared("pay", Reversibility.REVERSIBLE);

    @AfterEach
    void close() {
        gates.forEach(Gate::close);
    }

    private Session agent(Policy policy) throws Exception {
        Gate gate = Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .clock(clock)
                .monotonic(clock.nanos())
                .patience(Duration.ZERO)
                .build();
        gates.add(gate);
        return gate.as(Caller.agent("bot").session("s1"));
    }

    private static Arguments euros(String amount) {
        return Arguments.of("amount", amount, "currency", "EUR");
    }

    private Outcome pay(Session agent, String amount) {
        return agent.callId("pay-" + numbers.incrementAndGet()).call(pay, euros(amount));
    }

    private BigDecimal spent() throws Exception {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Entry entry : journal.entries()) {
            if (entry.kind() == Entry.Kind.INTENT && entry.body().get("charges").isPresent()) {
                for (Object one : (List<?>) entry.body().get("charges").get()) {
                    String account = String.valueOf(((Map<?, ?>) one).get("account"));
                    sums.put(
                            account,
                            ledger.balances(Set.of(account)).get(account).since(Instant.EPOCH));
                }
            }
        }
        assertTrue(sums.size() <= 1, sums.toString());
        return sums.values().stream().findFirst().orElse(BigDecimal.ZERO);
    }

    @Test
    void manySmallPaymentsStopExactlyAtTheLimitAndGoOnInTheNextHour() throws Exception {
        Policy policy = Money.beside(denying("b", PAYING, EUROS, HOUR, "1.0"));
        Session agent = agent(policy);
        for (int i = 0; i < 10; i++) {
            assertTrue(pay(agent, "0.1").ran());
        }
        assertInstanceOf(Outcome.Refused.class, pay(agent, "0.000000000000000000000000000001"));
        clock.advance(Duration.ofMinutes(59));
        assertInstanceOf(Outcome.Refused.class, pay(agent, "0.1"));
        clock.advance(Duration.ofMinutes(1).plusSeconds(5));
        assertTrue(pay(agent, "1").ran(), "and the refusals do not stick");
    }

    @Test
    void calendarBudgetIsFreeAgainWhenItsMonthIsOverInItsZone() throws Exception {
        Budget.Span span = new Budget.Span.Calendar(Budget.Span.Unit.MONTH, ZoneId.of("Europe/Berlin"));
        Policy policy = Money.beside(denying("b", PAYING, EUROS, span, "10"));
        Session agent = agent(policy);
        assertTrue(pay(agent, "10").ran()); // it is one o'clock on the first of January there
        clock.advance(Duration.ofDays(31).minusHours(1).minusSeconds(1));
        assertInstanceOf(Outcome.Refused.class, pay(agent, "1"));
        clock.advance(Duration.ofSeconds(1));
        assertTrue(pay(agent, "10").ran());
        assertInstanceOf(Outcome.Refused.class, pay(agent, "0.01"));
    }

    @Test
    void otherZoneAfterAReloadGivesNothingAwayAgain() throws Exception {
        clock.advance(Duration.ofDays(30).plusHours(23).plusMinutes(30)); // February in Berlin, January in London
        Session berlin = agent(Money.beside(denying(
                "b",
                PAYING,
                EUROS,
                new Budget.Span.Calendar(Budget.Span.Unit.MONTH, ZoneId.of("Europe/Berlin")),
                "10")));
        assertTrue(pay(berlin, "10").ran());
        for (String zone : List.of("UTC", "Asia/Tokyo", "America/St_Johns")) {
            Session elsewhere = agent(Money.beside(denying(
                    "b", PAYING, EUROS, new Budget.Span.Calendar(Budget.Span.Unit.MONTH, ZoneId.of(zone)), "10")));
            assertInstanceOf(Outcome.Refused.class, pay(elsewhere, "0.01"), zone);
        }
    }

    @Test
    void clockThatIsSetBackGivesNothingBack() throws Exception {
        Policy policy = Money.beside(denying("b", PAYING, EUROS, HOUR, "10"));
        assertTrue(pay(agent(policy), "10").ran());
        clock.step(Duration.ofDays(-3));
        assertInstanceOf(Outcome.Refused.class, pay(agent(policy), "0.01"), "another process, with its clock set back");
    }

    @Test
    void whatDidNotRunIsGivenBackAndWhatIsUnknownIsNot() throws Exception {
        Policy policy = Money.beside(denying("b", PAYING, EUROS, HOUR, "10"));
        Session agent = agent(policy);
        try (Admission admission = agent.admit(pay, euros("4"))) {
            assertEquals(new BigDecimal("4"), spent(), "reserved with the permit");
            admission.notRun("changed my mind");
        }
        assertEquals(BigDecimal.ZERO, spent());
        AtomicInteger tries = new AtomicInteger();
        pay.running(permit -> {
            if (tries.incrementAndGet() == 1) {
                throw new StaleException("it moved");
            }
            return permit.redeem().tool();
        });
        assertTrue(pay(agent, "3").ran());
        assertEquals(new BigDecimal("3"), spent(), "charged once, although it went round");
        pay.running(permit -> {
            permit.redeem();
            throw new TimeoutException("no reply");
        });
        Outcome.Unknown unknown = assertInstanceOf(Outcome.Unknown.class, pay(agent, "5"));
        assertEquals(new BigDecimal("8"), spent());
        pay.running(permit -> permit.redeem().tool());
        assertInstanceOf(Outcome.Refused.class, pay(agent, "2.01"));
        gates.get(0).settle(unknown.call(), true, ScriptedApprover.person("vera"), "I looked");
        assertEquals(new BigDecimal("8"), spent());
        assertTrue(pay(agent, "2").ran());
    }

    @Test
    void undoGivesBackOnceAndDoingItAgainCostsAgain() throws Exception {
        FakeTool back = FakeTool.named("pay.undo").doing(Verb.CREATE, "bank:order", Reversibility.REVERSIBLE);
        FakeTool kept = FakeTool.named("pay").secured("bank:order", back);
        Policy policy = Money.beside(denying("b", PAYING, EUROS, HOUR, "10"));
        Session agent = agent(policy);
        for (int round = 0; round < 5; round++) {
            Outcome paid = agent.callId("p" + round).call(kept, euros("7"));
            assertTrue(paid.ran(), paid::toString);
            assertInstanceOf(Outcome.Refused.class, agent.callId("q" + round).call(kept, euros("4")));
            assertTrue(agent.undo(paid.call()).ran());
            assertEquals(BigDecimal.ZERO, spent());
            assertInstanceOf(Outcome.Refused.class, agent.undo(paid.call()));
            assertEquals(BigDecimal.ZERO, spent(), "given back once");
        }
    }

    @Test
    void yesPassesTheLimitOnceAndIsCounted() throws Exception {
        Policy policy = Money.beside(asking("b", PAYING, EUROS, HOUR, "10"));
        Session agent = agent(policy);
        assertTrue(pay(agent, "10").ran());
        approver.silent();
        Outcome.Pending pending = assertInstanceOf(Outcome.Pending.class, agent.call(pay, euros("2")));
        assertTrue(pending.advice().contains("a person is asked"), pending.advice());
        assertTrue(gates.get(0)
                .answer(
                        pending.ticket(),
                        Approval.yes(approver.questions().get(0), ScriptedApprover.person("vera"), "")));
        assertTrue(agent.call(pay, euros("2")).ran());
        assertEquals(new BigDecimal("12"), spent());
        approver.silent();
        assertInstanceOf(Outcome.Pending.class, agent.call(pay, euros("1")));
    }

    @Test
    void callThatIsRepeatedUnderItsIdIsChargedOnce() throws Exception {
        Session agent = agent(Money.beside(denying("b", PAYING, EUROS, HOUR, "10")));
        for (int i = 0; i < 5; i++) {
            assertTrue(agent.callId("p1").call(pay, euros("4")).ran());
        }
        assertEquals(1, pay.runs());
        assertEquals(new BigDecimal("4"), spent());
        assertInstanceOf(Outcome.Refused.class, agent.callId("p1").call(pay, euros("5")), "the id is used up");
        assertEquals(new BigDecimal("4"), spent());
    }

    @Test
    void admissionThatIsLeftOpenStaysCharged() throws Exception {
        Session agent = agent(Money.beside(denying("b", PAYING, EUROS, HOUR, "10")));
        try (Admission admission = agent.admit(pay, euros("8"))) {
            admission.permit().orElseThrow().redeem();
        }
        assertEquals(new BigDecimal("8"), spent());
        assertInstanceOf(Outcome.Refused.class, pay(agent, "3"));
    }

    @Test
    void readsAreCountedToo() throws Exception {
        FakeTool look = FakeTool.declared("look", Reversibility.READ_ONLY);
        Policy policy = Money.beside(denying("b", new Condition.Always(), new Budget.Sum.Calls(), HOUR, "3"));
        Session agent = agent(policy);
        for (int i = 0; i < 3; i++) {
            assertTrue(agent.call(look, Arguments.of("n", i)).ran());
        }
        assertInstanceOf(Outcome.Refused.class, agent.call(look, Arguments.of("n", 4)));
    }

    @Test
    void policyAroundABudgetThatForgetsTheChargesRefuses() throws Exception {
        Policy inner = Money.beside(denying("b", PAYING, EUROS, HOUR, "10"));
        assertInstanceOf(Outcome.Refused.class, pay(agent(evidence -> inner.decide(evidence)), "1"));
        assertTrue(pay(agent(Policy.allOf(Policy.defaults(), inner)), "1").ran());
    }

    @Test
    void chargesThatThrowRefuse() throws Exception {
        Policy broken = new Policy() {
            @Override
            public Verdict decide(Evidence evidence) {
                return Policy.defaults().decide(evidence);
            }

            @Override
            public List<Charge> charges(Evidence evidence) {
                throw new IllegalStateException("broken");
            }
        };
        assertInstanceOf(Outcome.Refused.class, pay(agent(broken), "1"));
    }

    /** Seeded: 64 threads, several agents, payments that run, fail, are stale, unknown or not run. */
    @Test
    void manyAgentsTogetherNeverPassTheLimitAndLoseNothing() throws Exception {
        long seed = Long.getLong("brattice.seed", 20261125L);
        BigDecimal limit = new BigDecimal("50");
        Policy policy = Money.beside(denying("b", PAYING, EUROS, HOUR, limit.toString()));
        Gate gate = Gate.builder()
                .policy(policy)
                .approver(approver)
                .journal(journal)
                .ledger(ledger)
                .build();
        gates.add(gate);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Callable<BigDecimal>> tasks = new ArrayList<>();
            int calls = Boolean.getBoolean("brattice.long") ? 200 : 12;
            for (int racer = 0; racer < 64; racer++) {
                Random random = new Random(seed + racer);
                Session agent = gate.as(Caller.agent("bot" + racer % 8).session("s" + racer));
                tasks.add(() -> racer(agent, random, calls));
            }
            BigDecimal kept = BigDecimal.ZERO;
            for (Future<BigDecimal> one : threads.invokeAll(tasks)) {
                kept = kept.add(one.get());
            }
            assertEquals(0, kept.compareTo(spent()), "seed " + seed + ": kept " + kept + ", stands " + spent());
            assertTrue(kept.compareTo(limit) <= 0, "seed " + seed + ": " + kept);
            // A call that finds the account moved at each of its rounds is refused: how many are, depends on what else
            // runs here.
            assertTrue(kept.compareTo(BigDecimal.TEN) > 0, "seed " + seed + ": the race was none, " + kept);
        } finally {
            threads.shutdownNow();
        }
    }

    private static BigDecimal racer(Session agent, Random random, int calls) {
        BigDecimal kept = BigDecimal.ZERO;
        for (int i = 0; i < calls; i++) {
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(99), 2);
            int fate = random.nextInt(6);
            FakeTool tool = FakeTool.declared("pay", Reversibility.REVERSIBLE).running(permit -> {
                if (fate == 0) {
                    throw new StaleException("moved");
                }
                permit.redeem();
                if (fate == 1) {
                    throw new TimeoutException("no reply");
                }
                return "paid";
            });
            Arguments arguments = Arguments.of(
                    "amount",
                    amount.toPlainString(),
                    "currency",
                    "EUR",
                    "to",
                    agent.caller().session() + "." + i);
            boolean counts;
            if (fate == 2) {
                try (Admission admission = agent.admit(tool, arguments)) {
                    admission.notRun("not wanted");
                    counts = false;
                }
            } else {
                Outcome outcome = agent.call(tool, arguments);
                counts = outcome instanceof Outcome.Ran || outcome instanceof Outcome.Unknown;
            }
            kept = counts ? kept.add(amount) : kept;
        }
        return kept;
    }
}
