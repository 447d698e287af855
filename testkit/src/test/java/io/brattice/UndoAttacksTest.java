package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Entry.Kind;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An undo takes back what this call did, once, for whoever may, and nothing else. */
class UndoAttacksTest extends Scene {

    private final FakeTool back = FakeTool.named("drop.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
    private final FakeTool drop = FakeTool.named("drop").secured("db:orders", back);

    @Test
    @DisplayName("56: a compensation does not run twice")
    void anUndoDoesNotRunTwice() throws Exception {
        Session agent = agent(gate());
        String call = agent.call(drop, none()).call();
        assertTrue(agent.undo(call).ran());
        assertRefusedBy("undo.nothing", agent.undo(call));
        assertEquals(1, back.runs());
    }

    @Test
    @DisplayName("56: two undos of one call at once are one undo")
    void twoUndosAtOnceAreOne() throws Exception {
        Session agent = agent(gate());
        FakeTool slow = FakeTool.named("slow.undo").doing(Verb.EXECUTE, "db:orders", Reversibility.REVERSIBLE);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        slow.running(permit -> {
            permit.redeem();
            inside.countDown();
            assertTrue(go.await(10, TimeUnit.SECONDS));
            return null;
        });
        String call = agent.call(FakeTool.named("slow").secured("db:orders", slow), none())
                .call();
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> agent.undo(call));
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        Outcome second = CompletableFuture.supplyAsync(() -> agent.undo(call)).get(5, TimeUnit.SECONDS);
        go.countDown();

        assertTrue(first.get().ran());
        assertFalse(second.ran());
        assertEquals(1, slow.runs());
    }

    @Test
    @DisplayName("56: an undo that failed may be tried again")
    void anUndoThatFailedMayBeTriedAgain() throws Exception {
        Session agent = agent(gate());
        String call = agent.call(drop, none()).call();
        back.running(permit -> {
            permit.redeem();
            throw new IllegalStateException("disk full");
        });
        failed(agent.undo(call));
        back.running(permit -> permit.redeem().id());
        assertTrue(agent.undo(call).ran());
    }

    @Test
    @DisplayName("56: an undo refuses where somebody else changed the state since")
    void anUndoRefusesWhereTheStateMoved() throws Exception {
        Session agent = agent(gate());
        String call = agent.call(drop, none()).call();
        back.running(permit -> {
            throw new StaleException("somebody wrote to it");
        });
        refused(agent.undo(call));
        assertEquals(List.of(Kind.INTENT, Kind.SECURED, Kind.DONE), journal.kinds(call));
    }

    @Test
    @DisplayName("56: a call that is still under way is not undone")
    void aCallUnderWayIsNotUndone() throws Exception {
        Gate gate = keep(builder().waitForOthers(Duration.ofMillis(50)).build());
        Session agent = agent(gate);
        AtomicReference<Outcome> inside = new AtomicReference<>();
        drop.running(permit -> {
            inside.set(agent.undo(permit.redeem().id()));
            return null;
        });
        assertTrue(agent.call(drop, none()).ran());
        assertRefusedBy("undo.nothing", inside.get());
        assertEquals(0, back.runs());
    }

    @Test
    @DisplayName("10: an agent cannot write an undo by hand")
    void anAgentCannotWriteAnUndoByHand() throws Exception {
        Session agent = agent(gate());
        String call = agent.call(drop, none()).call();
        assertRefusedBy(
                "gate.unknown-tool", agent.call("drop.undo", Arguments.of("call", call, "secured", "x", "left", "y")));
        assertEquals(0, back.runs());
    }

    @Test
    @DisplayName(
            "6: an agent undoes nothing of another session, agent or tenant, and a person nothing of another tenant")
    void anAgentUndoesNothingOfOthers() throws Exception {
        Gate gate = gate();
        String call = agent(gate).call(drop, none()).call();
        for (Caller other : List.of(
                bot().session("s2"),
                Caller.agent("other").session("s1"),
                bot().tenant("t2"),
                Caller.person("vera").tenant("t2"))) {
            assertRefusedBy("undo.nothing", gate.as(other).undo(call));
        }
        assertEquals(List.of(), gate.as(bot().session("s2")).rewind());
        assertTrue(gate.as(Caller.person("vera")).undo(call).ran());
    }

    @Test
    @DisplayName("10: a person's undo passes the stop switch, an agent's does not, and reads go on")
    void aPersonsUndoPassesTheStopSwitch() throws Exception {
        Gate gate = gate();
        String call = agent(gate).call(drop, none()).call();
        gate.stop("vera");
        assertTrue(agent(gate).call(look("look"), none()).ran());
        assertRefusedBy("gate.stopped", agent(gate).call(light("set"), none()));
        assertRefusedBy("gate.stopped", agent(gate).undo(call));
        assertTrue(gate.as(Caller.person("vera")).undo(call).ran());
        gate.release(ScriptedApprover.person("vera"));
        assertTrue(agent(gate).call(light("set"), none()).ran());
    }

    @Test
    @DisplayName("10: a person's undo passes budgets and earlier refusals, and is journaled like any call")
    void aPersonsUndoPassesBudgetsAndRefusals() throws Exception {
        Policy policy = Policy.allOf(
                Policy.withRules(Rule.budget("none", Verb.CREATE, 0, Duration.ofHours(1), ApprovalTerms.onePerson())));
        Gate gate = keep(builder().policy(policy).patience(Duration.ZERO).build());
        String call = agent(gate).call(drop, none()).call();
        pending(agent(gate).undo(call));
        Outcome outcome = gate.as(Caller.person("vera")).undo(call);
        assertTrue(outcome.ran());
        assertEquals(List.of(Kind.ASKED, Kind.INTENT, Kind.DONE), journal.kinds(outcome.call()));
    }

    @Test
    @DisplayName("10: a person's undo whose rehearsal fails does not run")
    void aPersonsUndoIsRehearsed() throws Exception {
        FakeTool checking = FakeTool.named("check.undo")
                .doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE)
                .previewed(call -> {
                    throw new IllegalStateException("somebody changed it since");
                });
        Gate gate = gate();
        String call = agent(gate)
                .call(FakeTool.named("check").secured("db:orders", checking), none())
                .call();
        refused(gate.as(Caller.person("vera")).undo(call));
        refused(agent(gate).undo(call));
        assertEquals(0, checking.runs());
    }

    @Test
    @DisplayName("10: rewind goes back newest first, and over what cannot be taken back")
    void rewindGoesBackNewestFirst() throws Exception {
        Session agent = agent(gate());
        List<String> order = new ArrayList<>();
        back.running(
                permit -> order.add(permit.redeem().arguments().string("call").orElseThrow()));
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(0, agent.call(drop, Arguments.of("i", i)).call());
            agent.call(light("set"), Arguments.of("i", i));
        }
        assertEquals(3, agent.rewind().size());
        assertEquals(calls, order);
        assertEquals(List.of(), agent.rewind());
    }

    @Test
    @DisplayName("7: a class that depends on a safeguard is not honoured without exactly that safeguard")
    void aClassWithoutItsSafeguardIsNotHonoured() throws Exception {
        FakeTool other = FakeTool.named("drop").secured("db:orders", back);
        other.rehearsed(
                call -> io.brattice.action.Preview.none("none"),
                call -> new Secured(java.util.Set.of("another.safeguard"), Arguments.of("a", 1), "kept"));
        approver.no("vera", "not without a backup");
        Outcome outcome = agent(gate()).call(other, none());
        refused(outcome);
        assertEquals(1, approver.questions().size());
        assertEquals(Reversibility.IRREVERSIBLE, question().assessment().reversibility());
        assertEquals(0, other.runs());
    }

    @Test
    @DisplayName("7: a call that was taken back no longer counts, and its class is that of the call, not of its backup")
    void whatWasTakenBackNoLongerCounts() throws Exception {
        Session agent = agent(gate());
        String call = agent.call(drop, none()).call();
        agent.undo(call);
        assertEquals(
                Optional.of(io.brattice.policy.History.State.UNDONE),
                ledger.recorded(call).map(io.brattice.journal.Ledger.Recorded::state));
    }

    @Test
    @DisplayName("9: an undo into a protected place is denied too")
    void anUndoIntoAProtectedPlaceIsDenied() throws Exception {
        Gate gate = keep(builder().build());
        String call = agent(gate).call(drop, none()).call();
        Gate guarded = keep(builder()
                .protect(new Resource("db:orders"))
                .tools(name ->
                        Optional.<Tool>of(drop).filter(tool -> tool.name().equals(name)))
                .build());
        assertRefusedBy("protected", agent(guarded).undo(call));
    }
}
