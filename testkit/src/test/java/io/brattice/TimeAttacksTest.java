package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clocks that lie, callers at once, threads that are stopped. */
class TimeAttacksTest extends Scene {

    private static final Duration TICK = Duration.ofNanos(1);

    @Test
    @DisplayName("48: an answer counts until the last nanosecond before the boundary, and not at it")
    void anAnswerCountsUpToTheBoundaryAndNotAtIt() throws Exception {
        Gate gate = parking();
        FakeTool tool = grave("drop");
        String early = pending(agent(gate).call(tool, Arguments.of("n", 1))).ticket();
        clock.advance(ApprovalTerms.onePerson().answerWithin().minus(TICK));
        assertTrue(gate.answer(early, yes(question(), "vera")));
        String late = pending(agent(gate).call(tool, Arguments.of("n", 2))).ticket();
        clock.advance(ApprovalTerms.onePerson().answerWithin());
        assertFalse(gate.answer(late, yes(question(), "vera")));
    }

    @Test
    @DisplayName("48: a yes is good until the last nanosecond before its end, and not at it")
    void aYesIsGoodUpToTheBoundaryAndNotAtIt() throws Exception {
        Gate gate = parking();
        FakeTool tool = grave("drop");
        String one = pending(agent(gate).call(tool, Arguments.of("n", 1))).ticket();
        gate.answer(one, yes(question(), "vera"));
        String two = pending(agent(gate).call(tool, Arguments.of("n", 2))).ticket();
        gate.answer(two, yes(question(), "vera"));
        clock.advance(ApprovalTerms.onePerson().validFor().minus(TICK));
        assertTrue(gate.resume(one).ran());
        clock.advance(TICK);
        assertRefusedBy("approval.silence", gate.resume(two));
        assertNotEquals(
                two, pending(agent(gate).call(tool, Arguments.of("n", 2))).ticket());
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("48: a clock that is set back prolongs no yes")
    void aClockThatIsSetBackProlongsNothing() throws Exception {
        Gate gate = parking();
        FakeTool tool = grave("drop");
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        clock.advance(Duration.ofMinutes(10));
        clock.step(Duration.ofHours(-5));
        clock.advance(Duration.ofMinutes(5));
        refused(gate.resume(ticket));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("48: a clock that jumps forward, or a host that slept, expires")
    void aClockThatJumpsForwardExpires() throws Exception {
        Gate gate = parking();
        FakeTool tool = grave("drop");
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        clock.step(Duration.ofDays(1));
        refused(gate.resume(ticket));
        clock.step(Duration.ofDays(-1));
        refused(gate.resume(ticket));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("48: a time that would overflow is refused when the terms are made")
    void aTimeThatWouldOverflowIsRefused() {
        ApprovalTerms terms = ApprovalTerms.onePerson();
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThrows(IllegalArgumentException.class, () -> terms.validFor(forever));
        assertThrows(IllegalArgumentException.class, () -> terms.answerWithin(forever));
        assertThrows(IllegalArgumentException.class, () -> terms.coolDown(forever));
        assertThrows(IllegalArgumentException.class, () -> terms.validFor(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> terms.answerWithin(Duration.ofSeconds(-1)));
    }

    @Test
    @DisplayName("48: a yes that cools down is used only afterwards")
    void aYesThatCoolsDownIsUsedOnlyAfterwards() throws Exception {
        ApprovalTerms terms = ApprovalTerms.onePerson().coolDown(Duration.ofMinutes(5));
        Gate gate = keep(builder()
                .policy(evidence -> Verdict.escalate("ask", "ask", terms))
                .patience(Duration.ZERO)
                .build());
        FakeTool tool = grave("drop");
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        clock.advance(Duration.ofMinutes(5).minus(TICK));
        assertEquals(ticket, pending(gate.resume(ticket)).ticket());
        assertEquals(0, tool.runs());
        clock.advance(TICK);
        assertTrue(gate.resume(ticket).ran());
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("55: a no that comes while the yes cools down is too late, a policy that forbids is not")
    void whatForbidsDuringTheCoolDownIsObeyed() throws Exception {
        ApprovalTerms terms = ApprovalTerms.onePerson().coolDown(Duration.ofMinutes(5));
        AtomicReference<Verdict> says = new AtomicReference<>(Verdict.escalate("ask", "ask", terms));
        Gate gate = keep(
                builder().policy(evidence -> says.get()).patience(Duration.ZERO).build());
        FakeTool tool = grave("drop");
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        says.set(Verdict.deny("freeze", "no"));
        clock.advance(Duration.ofMinutes(6));
        assertRefusedBy("freeze", gate.resume(ticket));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("57: sixty-four callers at once never overspend a budget")
    void sixtyFourCallersNeverOverspend() throws Exception {
        Policy budget =
                Policy.withRules(Rule.budget("b", Verb.SPEND, 10, Duration.ofHours(1), ApprovalTerms.onePerson()));
        Gate gate = keep(
                builder().policy(together(64, budget)).patience(Duration.ZERO).build());
        FakeTool tool = FakeTool.named("pay").doing(Verb.SPEND, "account:1", Reversibility.REVERSIBLE);
        assertEquals(10, atOnce(64, i -> agent(gate).call(tool, Arguments.of("i", i))));
        assertEquals(10, tool.runs());
    }

    @Test
    @DisplayName("57: a call whose outcome is unknown is not given back to the budget")
    void anUnknownOutcomeIsNotGivenBackToTheBudget() throws Exception {
        Gate gate = keep(builder()
                .policy(Policy.withRules(
                        Rule.budget("b", Verb.SPEND, 1, Duration.ofHours(1), ApprovalTerms.onePerson())))
                .patience(Duration.ZERO)
                .build());
        FakeTool tool = FakeTool.named("pay")
                .doing(Verb.SPEND, "account:1", Reversibility.REVERSIBLE)
                .running(permit -> {
                    permit.redeem();
                    throw new java.net.SocketTimeoutException("no reply");
                });
        unknown(agent(gate).call(tool, Arguments.of("i", 1)));
        pending(agent(gate).call(tool, Arguments.of("i", 2)));
    }

    @Test
    @DisplayName("53: two gates on one ledger run an approved call once")
    void twoGatesOnOneLedgerRunItOnce() throws Exception {
        FakeTool tool = grave("drop");
        Gate one = keep(builder().patience(Duration.ZERO).build());
        String ticket = pending(agent(one).call(tool, none())).ticket();
        one.answer(ticket, yes(question(), "vera"));
        one.close();
        Policy meeting = new Policy() {
            private final Policy held = together(32, Policy.defaults());

            @Override
            public Verdict decide(io.brattice.policy.Evidence evidence) {
                return held.decide(evidence);
            }

            @Override
            public io.brattice.action.Digest digest() {
                return Policy.defaults().digest();
            }
        };
        Gate two = keep(builder().policy(meeting).patience(Duration.ZERO).build());
        Gate three = keep(builder().policy(meeting).patience(Duration.ZERO).build());
        assertEquals(1, atOnce(32, i -> agent(i % 2 == 0 ? two : three).call(tool, none())));
        assertEquals(1, tool.runs());
        two.close();
    }

    @Test
    @DisplayName("53: a host's call id runs one action once, and no other action at all")
    void aHostsCallIdRunsOneActionOnce() throws Exception {
        Gate gate = gate();
        FakeTool tool = light("set");
        Session retrying = agent(gate).callId("order-1");
        assertEquals(1, atOnce(32, i -> retrying.call(tool, none())));
        assertTrue(ran(retrying.call(tool, none())).replayed());
        assertRefusedBy("gate.call-id", retrying.call(tool, Arguments.of("n", 2)));
        assertRefusedBy(
                "gate.call-id", gate.as(bot().session("s2")).callId("order-1").call(tool, none()));
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("53: overlapping writes run one after the other")
    void overlappingWritesRunOneAfterTheOther() throws Exception {
        Gate gate = gate();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeTool tool = FakeTool.named("write")
                .doing(Verb.UPDATE, "file:/shared", Reversibility.REVERSIBLE)
                .running(permit -> {
                    permit.redeem();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                });
        assertEquals(16, atOnce(16, i -> gate.as(bot().session("s" + i)).call(tool, none())));
        assertEquals(1, most.get());
    }

    @Test
    @DisplayName("53: a write to what is being written to waits, and is refused when that takes too long")
    void aWriteToWhatIsBeingWrittenToWaits() throws Exception {
        Gate gate = keep(builder().waitForOthers(Duration.ofMillis(50)).build());
        FakeTool inner = FakeTool.named("inner").doing(Verb.DELETE, "file:/shared/a", Reversibility.REVERSIBLE);
        AtomicReference<Outcome> inside = new AtomicReference<>();
        FakeTool outer = FakeTool.named("outer")
                .doing(Verb.UPDATE, "file:/shared", Reversibility.REVERSIBLE)
                .running(permit -> {
                    permit.redeem();
                    inside.set(gate.as(bot().session("s2")).call(inner, none()));
                    return null;
                });
        assertTrue(agent(gate).call(outer, none()).ran());
        assertRefusedBy("gate.busy", inside.get());
        assertEquals(0, inner.runs());
    }

    /** Lets nobody go on until this many have decided on the same history, once. */
    private static Policy together(int many, Policy policy) {
        CountDownLatch all = new CountDownLatch(many);
        return evidence -> {
            Verdict verdict = policy.decide(evidence);
            all.countDown();
            try {
                assertTrue(all.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return verdict;
        };
    }

    @Test
    @DisplayName("58: a caller that is interrupted in the effect does not know how it ended")
    void aCallerInterruptedInTheEffectDoesNotKnow() throws Exception {
        interrupted(permit -> {
            permit.redeem();
            Thread.currentThread().interrupt();
            Thread.sleep(1000);
            return null;
        });
    }

    @Test
    @DisplayName("58: a tool that turns the interrupt into a failure of its own does not know either")
    void aToolThatWrapsTheInterruptDoesNotKnow() throws Exception {
        interrupted(permit -> {
            permit.redeem();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("aborted");
        });
    }

    @Test
    @DisplayName("58: a channel that the interrupt has closed does not know either")
    void aChannelClosedByTheInterruptDoesNotKnow() throws Exception {
        interrupted(permit -> {
            permit.redeem();
            throw new java.nio.channels.ClosedByInterruptException();
        });
    }

    private void interrupted(FakeTool.Body body) throws Exception {
        Gate gate = gate();
        FakeTool tool = light("set").running(body);
        Outcome outcome = agent(gate).call(tool, none());
        Thread.interrupted(); // whatever the tool left set
        unknown(outcome);
        assertEquals(1, gate.unresolved().size());
        assertRefusedBy("gate.unresolved", agent(gate).call(tool, none()));
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("58: a caller that is interrupted while a person is asked gets a ticket, and nothing runs")
    void aCallerInterruptedWhileAPersonIsAsked() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = keep(builder()
                .approver(question -> {
                    Thread.currentThread().interrupt();
                    return new java.util.concurrent.CompletableFuture<>();
                })
                .build());
        Outcome outcome = agent(gate).call(tool, none());
        assertTrue(Thread.interrupted());
        pending(outcome);
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("50: after a lost reply the same call is refused until somebody has settled it")
    void afterALostReplyTheSameCallIsRefused() throws Exception {
        Gate gate = gate();
        List<Exception> losses = List.of(
                new java.net.SocketTimeoutException("read timed out"),
                new java.net.SocketException("connection reset"),
                new java.io.EOFException("end"),
                new java.util.concurrent.TimeoutException("late"),
                new java.io.UncheckedIOException(new java.io.InterruptedIOException("late")),
                new java.net.http.HttpTimeoutException("request timed out"),
                new java.nio.channels.AsynchronousCloseException(),
                new java.util.concurrent.CancellationException("cancelled"));
        for (int i = 0; i < losses.size(); i++) {
            Exception loss = losses.get(i);
            FakeTool tool = light("pay").running(permit -> {
                permit.redeem();
                throw loss;
            });
            Arguments arguments = Arguments.of("i", i);
            Outcome.Unknown lost = unknown(agent(gate).call(tool, arguments));
            assertRefusedBy("gate.unresolved", agent(gate).call(tool, arguments));
            assertRefusedBy("gate.unresolved", gate.as(bot().session("other")).call(tool, arguments));
            assertEquals(1, tool.runs());
            assertTrue(gate.settle(lost.call(), false, io.brattice.testkit.ScriptedApprover.person("vera"), "looked"));
            assertEquals(0, gate.unresolved().size());
        }
    }

    @Test
    @DisplayName("50: a yes whose call ended as unknown does not promise an outcome that will never come")
    void aYesWhoseCallIsUnknownSaysSo() throws Exception {
        FakeTool tool = grave("pay").running(permit -> {
            permit.redeem();
            throw new java.net.SocketTimeoutException("no reply");
        });
        approver.yes("vera");
        Gate gate = gate();
        unknown(agent(gate).call(tool, none()));
        assertRefusedBy("gate.unresolved", agent(gate).call(tool, none()));
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("50: a read is never unknown")
    void aReadIsNeverUnknown() throws Exception {
        Gate gate = gate();
        FakeTool tool = look("look").running(permit -> {
            permit.redeem();
            throw new java.net.SocketTimeoutException("no reply");
        });
        failed(agent(gate).call(tool, none()));
        Admission open = agent(gate).admit(look("peek"), none());
        open.close();
        failed(open.outcome().orElseThrow());
    }

    @Test
    @DisplayName("47: a preview that never comes holds nobody longer than allowed, and is no preview")
    void aPreviewThatNeverComes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FakeTool tool = FakeTool.declared("move", Reversibility.RECOVERABLE).previewed(call -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("too late");
        });
        Gate gate = keep(builder()
                .previewWithin(Duration.ofMillis(50))
                .patience(Duration.ZERO)
                .build());
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> pending(agent(gate).call(tool, none())));
        assertEquals(0, tool.runs());
    }

    private interface Call {
        Outcome number(int i) throws Exception;
    }

    /** How many of them ran, not counting recorded outcomes. */
    private static long atOnce(int many, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier start = new CyclicBarrier(many);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int number = i;
            outcomes.add(threads.submit(() -> {
                start.await();
                return call.number(number);
            }));
        }
        long ran = 0;
        for (Future<Outcome> outcome : outcomes) {
            ran += outcome.get(60, TimeUnit.SECONDS) instanceof Outcome.Ran done && !done.replayed() ? 1 : 0;
        }
        threads.shutdown();
        return ran;
    }
}
