package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.journal.Entry.Kind;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.FaultyLedger;
import io.brattice.testkit.FaultyLedger.Operation;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks, at whatever moment: nothing runs that was not allowed, and nothing is said to have happened that is not known. */
class FaultAttacksTest extends Scene {

    private static final Set<Kind> BEFORE_THE_EFFECT =
            EnumSet.of(Kind.READ, Kind.ASKED, Kind.ANSWERED, Kind.INTENT, Kind.SECURED);

    private FakeTool securing() {
        return FakeTool.named("drop").secured("db:orders", light("drop.undo"));
    }

    @ParameterizedTest
    @DisplayName("49, 54: a journal that fails at any entry before the effect stops the effect")
    @EnumSource(Kind.class)
    void aJournalThatFailsStopsTheEffect(Kind kind) throws Exception {
        for (FakeTool tool : List.of(look("look"), light("set"), grave("drop"), securing())) {
            RecordingJournal failing = new RecordingJournal();
            failing.failWhen(entry -> entry.kind() == kind);
            Gate gate = keep(builder()
                    .journal(failing)
                    .ledger(Ledger.inMemory())
                    .approver(new ScriptedApprover().yes("vera"))
                    .build());
            Outcome outcome = agent(gate).call(tool, none());
            if (tool.runs() == 1 && !outcome.ran()) {
                unknown(outcome);
                assertFalse(BEFORE_THE_EFFECT.contains(kind));
            }
            if (outcome.ran()) {
                assertFalse(failing.kinds(outcome.call()).contains(kind));
            }
        }
    }

    @Test
    @DisplayName("49: the intent is there when the tool runs, and the end when the caller is told")
    void theIntentIsThereWhenTheToolRuns() throws Exception {
        FakeTool tool = securing();
        String[] seen = new String[1];
        tool.running(permit -> {
            ToolCall call = permit.redeem();
            seen[0] = journal.kinds(call.id()).toString();
            return null;
        });
        Outcome outcome = agent(gate()).call(tool, none());
        assertEquals("[INTENT, SECURED]", seen[0]);
        assertEquals(List.of(Kind.INTENT, Kind.SECURED, Kind.DONE), journal.kinds(outcome.call()));
    }

    @Test
    @DisplayName("49: a call that could not be recorded as secured is given back, since it did not run")
    void aCallNotRecordedAsSecuredIsGivenBack() throws Exception {
        journal.failWhen(entry -> entry.kind() == Kind.SECURED);
        FakeTool tool = securing();
        Outcome outcome = agent(gate()).call(tool, none());
        assertRefusedBy("gate.broken", outcome);
        assertEquals(Optional.empty(), ledger.recorded(outcome.call()));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("49: a backup that breaks the machine does not leave its call open")
    void aBackupThatThrowsAnErrorDoesNotLeaveItsCallOpen() throws Exception {
        FakeTool tool = securing();
        tool.rehearsed(call -> io.brattice.action.Preview.none("none"), call -> {
            throw new AssertionError("broken");
        });
        Gate gate = parking();
        pending(agent(gate).call(tool, none()));
        assertEquals(0, tool.runs());
        assertTrue(ledger.history(bot().principal(), clock.instant()).past().isEmpty());
    }

    @ParameterizedTest
    @DisplayName("54: a ledger that fails at any operation runs nothing twice and nothing unasked")
    @EnumSource(Operation.class)
    void aLedgerThatFailsRunsNothingUnasked(Operation operation) throws Exception {
        for (boolean late : new boolean[] {false, true}) {
            FaultyLedger faulty = new FaultyLedger(Ledger.inMemory());
            Gate gate = keep(builder()
                    .ledger(faulty)
                    .journal(new RecordingJournal())
                    .approver(new ScriptedApprover().yes("vera").no("vera", "once"))
                    .patience(Duration.ofMillis(500))
                    .build());
            FakeTool heavy = grave("drop");
            FakeTool refused = grave("refused");
            FakeTool light = light("set");
            if (late) {
                faulty.failLate(operation);
            } else {
                faulty.fail(operation);
            }
            Outcome one = agent(gate).call(heavy, none());
            Outcome two = agent(gate).call(refused, none());
            Outcome three = agent(gate).call(light, none());
            faulty.mend();
            agent(gate).call(heavy, none());

            assertTrue(heavy.runs() <= 1, () -> operation + " " + one);
            assertEquals(0, refused.runs(), two::toString);
            assertTrue(three.ran() == (light.runs() == 1) || three instanceof Outcome.Unknown, three::toString);
        }
    }

    @Test
    @DisplayName("49: an intent without an end is unknown after a crash, and is not repeated")
    void anIntentWithoutAnEndIsUnknownAfterACrash() throws Exception {
        FakeTool tool = light("pay").running(permit -> {
            permit.redeem();
            throw new ThreadDeathOfTheProcess();
        });
        journal.failWhen(entry -> entry.kind() == Kind.FAILED || entry.kind() == Kind.NOTED);
        agent(gate()).call(tool, none());
        RecordingJournal survived = copyOf(journal);
        ledger = Ledger.inMemory();
        Gate restarted = keep(builder().journal(survived).ledger(ledger).build());

        assertEquals(1, restarted.unresolved().size());
        assertRefusedBy("gate.unresolved", agent(restarted).call(tool, none()));
        assertRefusedBy("gate.unresolved", restarted.as(bot().session("s2")).call(tool, none()));
        assertEquals(1, tool.runs());
    }

    private static final class ThreadDeathOfTheProcess extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @DisplayName("49: of two equal calls that a crash left open both are listed")
    void ofTwoEqualCallsBothAreListed() throws Exception {
        Session agent = agent(gate());
        Admission one = agent.admit(light("pay"), none());
        Admission two = agent.admit(light("pay"), none());
        assertTrue(one.permit().isPresent() && two.permit().isPresent());
        ledger = Ledger.inMemory();
        Gate restarted = keep(builder().journal(copyOf(journal)).ledger(ledger).build());
        assertEquals(2, restarted.unresolved().size());
    }

    @Test
    @DisplayName("49: an intent that had to be secured and was not did not run")
    void anIntentWithoutItsSecuredDidNotRun() throws Exception {
        journal.failWhen(entry -> entry.kind() == Kind.SECURED);
        agent(gate()).call(securing(), none());
        Gate restarted = keep(
                builder().journal(copyOf(journal)).ledger(Ledger.inMemory()).build());
        assertEquals(List.of(), restarted.unresolved());
    }

    private static RecordingJournal copyOf(RecordingJournal journal) throws Exception {
        RecordingJournal copy = new RecordingJournal();
        for (io.brattice.journal.Entry entry : journal.entries()) {
            copy.append(entry);
        }
        return copy;
    }

    static Stream<Classifier> brokenClassifiers() {
        return Stream.of(
                call -> {
                    throw new IllegalStateException("broken");
                },
                call -> {
                    throw new java.io.IOException("broken");
                },
                call -> {
                    throw new AssertionError("broken");
                },
                FaultAttacksTest::forever,
                FaultAttacksTest::nothing,
                call -> {
                    call.arguments().asMap().clear();
                    return Optional.of(Assessment.of(Reversibility.READ_ONLY, "changed"));
                });
    }

    @SuppressWarnings("InfiniteRecursion") // the point of the test
    private static Optional<Assessment> forever(ToolCall call) throws Exception {
        return forever(call);
    }

    @SuppressWarnings("NullAway") // the point of the test
    private static Optional<Assessment> nothing(ToolCall call) {
        return null;
    }

    @ParameterizedTest
    @DisplayName("47: a broken classifier makes a call graver, however it is broken")
    @MethodSource("brokenClassifiers")
    void aBrokenClassifierMakesACallGraver(Classifier broken) throws Exception {
        FakeTool tool = look("look");
        pending(agent(keep(builder().classifier(broken).patience(Duration.ZERO).build()))
                .call(tool, Arguments.of("a", 1)));
        assertEquals(0, tool.runs());
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    @DisplayName("47: a policy that throws, overflows or answers null denies, and does not stick")
    void aBrokenPolicyDenies() throws Exception {
        List<Policy> broken = List.of(
                evidence -> {
                    throw new IllegalStateException("broken");
                },
                evidence -> {
                    throw new StackOverflowError();
                },
                evidence -> {
                    throw new AssertionError();
                },
                evidence -> null);
        for (Policy policy : broken) {
            FakeTool tool = grave("drop");
            assertRefusedBy(
                    "policy.broken",
                    agent(keep(builder()
                                    .policy(Policy.allOf(Policy.defaults(), policy))
                                    .build()))
                            .call(tool, none()));
            assertEquals(0, tool.runs());
        }
        assertEquals(
                List.of(), ledger.history(bot().principal(), clock.instant()).refusals());
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    @DisplayName("47: a preview that throws or answers null is no preview")
    void aBrokenPreviewIsNone() throws Exception {
        FakeTool throwing = FakeTool.declared("move", Reversibility.RECOVERABLE).previewed(call -> {
            throw new AssertionError("broken");
        });
        FakeTool empty = FakeTool.declared("move2", Reversibility.RECOVERABLE).previewed(call -> null);
        Gate gate = parking();
        pending(agent(gate).call(throwing, none()));
        pending(agent(gate).call(empty, none()));
    }

    static Stream<Object> deferred() {
        Runnable later = () -> {};
        Supplier<String> supply = () -> "later";
        Callable<String> call = () -> "later";
        Iterable<String> lazy = () -> List.of("later").iterator();
        java.util.function.Function<String, String> function = text -> text;
        Iterator<String> iterator = List.of("later").iterator();
        return Stream.of(
                later,
                supply,
                call,
                lazy,
                function,
                iterator,
                Stream.of("later"),
                Optional.of(later),
                List.of(supply),
                Map.of("callback", later),
                Optional.of(new CompletableFuture<String>()));
    }

    @ParameterizedTest
    @DisplayName("29: a tool that returns work for later has failed")
    @MethodSource("deferred")
    void aToolThatReturnsWorkForLaterHasFailed(Object later) throws Exception {
        failed(agent(gate())
                .call(
                        light("set").running(permit -> {
                            permit.redeem();
                            return later;
                        }),
                        none()));
    }

    @Test
    @DisplayName("29: a permit that is kept cannot be used later, nor twice")
    void aPermitThatIsKeptCannotBeUsedLater() throws Exception {
        Permit[] kept = new Permit[1];
        FakeTool keeping = light("set").running(permit -> {
            kept[0] = permit;
            return "done";
        });
        failed(agent(gate()).call(keeping, none()));
        assertThrows(IllegalStateException.class, () -> kept[0].redeem());
        FakeTool twice = light("twice").running(permit -> {
            permit.redeem();
            return permit.redeem();
        });
        failed(agent(gate()).call(twice, none()));
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new Unreadable();
        }
    }

    @Test
    @DisplayName("58: whatever a tool throws, its call has an end")
    void whateverAToolThrowsItsCallHasAnEnd() throws Exception {
        Exception one = new RuntimeException("one");
        Exception two = new RuntimeException("two", one);
        one.initCause(two);
        for (Throwable thrown : List.of(
                new AssertionError("a"),
                new StackOverflowError(),
                new OutOfMemoryError("m"),
                two,
                new Unreadable(),
                new LinkageError("l"))) {
            FakeTool tool = light("set").running(permit -> {
                permit.redeem();
                throw sneaky(thrown);
            });
            Outcome outcome = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> agent(gate())
                            .call(tool, Arguments.of("t", thrown.getClass().getName())));
            assertFalse(outcome.ran());
            assertEquals(2, journal.kinds(outcome.call()).size(), thrown.getClass()::getName);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName("58: a result that cannot be read does not undo the end of its call")
    void aResultThatCannotBeReadDoesNotUndoTheEnd() throws Exception {
        Map<String, Object> hostile = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new StackOverflowError();
            }
        };
        Object deep = "leaf";
        for (int i = 0; i < Arguments.MAX_DEPTH - 1; i++) {
            deep = List.of(deep);
        }
        for (Object result : List.of(hostile, deep, "x".repeat(Arguments.MAX_BYTES - 20))) {
            FakeTool tool = light("set").running(permit -> {
                permit.redeem();
                return result;
            });
            Outcome outcome = agent(gate())
                    .call(tool, Arguments.of("r", result.getClass().getName() + System.identityHashCode(result)));
            assertTrue(outcome.ran());
            assertEquals(List.of(Kind.INTENT, Kind.DONE), journal.kinds(outcome.call()));
        }
    }

    @Test
    @DisplayName("51: the end of one admission is the end of no other")
    void theEndOfOneAdmissionIsTheEndOfNoOther() throws Exception {
        Gate gate = gate();
        Admission one = agent(gate).admit(light("a"), none());
        Admission two = agent(gate).admit(light("b"), none());
        one.permit().orElseThrow().redeem();
        assertTrue(one.done("one").ran());
        two.close();
        unknown(two.outcome().orElseThrow());
        assertEquals(1, gate.unresolved().size());
        assertFalse(gate.settle("somebody-else", true, ScriptedApprover.person("vera"), ""));
        assertTrue(ran(one.outcome().orElseThrow()).value().equals("one"));
    }

    @Test
    @DisplayName("52: an executor that says it did nothing after it redeemed its permit is not believed")
    void anExecutorThatSaysItDidNothingIsNotBelieved() throws Exception {
        Gate gate = gate();
        Admission admission = agent(gate).admit(light("a"), none());
        admission.permit().orElseThrow().redeem();
        failed(admission.notRun("never happened"));
        Admission honest = agent(gate).admit(light("b"), none());
        refused(honest.notRun("changed my mind"));
        assertThrows(
                IllegalStateException.class, () -> honest.permit().orElseThrow().redeem());
    }

    @Test
    @DisplayName("52: the permit of an admission that has ended is void, however it ended")
    void thePermitOfAnEndedAdmissionIsVoid() throws Exception {
        Gate gate = gate();
        Admission done = agent(gate).admit(light("a"), none());
        unknown(done.done("without redeeming"));
        Admission closed = agent(gate).admit(light("b"), none());
        closed.close();
        closed.close();
        Admission atClose = agent(gate).admit(light("c"), none());
        gate.close();
        for (Admission ended : List.of(done, closed, atClose)) {
            unknown(ended.outcome().orElseThrow());
            unknown(ended.done("late"));
            assertThrows(
                    IllegalStateException.class,
                    () -> ended.permit().orElseThrow().redeem());
        }
    }

    @Test
    @DisplayName("54: a closed gate runs nothing and keeps nobody waiting")
    void aClosedGateRunsNothing() throws Exception {
        Gate gate = gate();
        gate.close();
        FakeTool heavy = grave("drop");
        FakeTool light = light("set");
        FakeTool look = look("look");
        for (FakeTool tool : List.of(heavy, light, look)) {
            Outcome outcome = assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> agent(gate).call(tool, none()));
            assertRefusedBy("gate.closed", outcome);
            assertEquals(0, tool.runs());
        }
    }

    @Test
    @DisplayName("54: what waited for leave has ended when its gate is closed, and writes nothing any more")
    void whatWaitedForLeaveHasEndedWhenItsGateIsClosed() throws Exception {
        approver.silent();
        Gate gate = gate();
        List<CompletableFuture<Admission>> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(
                    agent(gate).admitAsync(grave("drop"), Arguments.of("n", i)).toCompletableFuture());
        }
        while (approver.questions().isEmpty()) {
            Thread.onSpinWait();
        }
        // Some wait for an answer now, some are on the way to their question.
        assertTimeoutPreemptively(Duration.ofSeconds(4), gate::close);
        long left = waiting.stream().filter(one -> !one.isDone()).count();
        assertEquals(0, left);
    }

    @Test
    @DisplayName("56: what was settled by a probe that looks is settled once")
    void aProbeSettlesOnce() throws Exception {
        Gate gate = gate();
        FakeTool tool = FakeTool.named("pay").doing(Verb.SPEND, "account:1", Reversibility.REVERSIBLE);
        Admission lost = agent(gate).admit(tool, none());
        lost.close();
        String call = gate.unresolved().get(0).call();
        assertTrue(gate.settle(call, true, ScriptedApprover.person("vera"), "it is there"));
        assertFalse(gate.settle(call, false, ScriptedApprover.person("zoe"), "it is not"));
        assertEquals(List.of(), gate.unresolved());
    }
}
