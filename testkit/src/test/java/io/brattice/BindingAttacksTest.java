package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Question;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Evidence;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was approved, and nothing else, runs once. */
class BindingAttacksTest extends Scene {

    @Test
    @DisplayName("1: arguments changed after the yes are not what runs")
    void argumentsChangedAfterTheYesAreNotWhatRuns() throws Exception {
        List<String> recipients = new ArrayList<>(List.of("olga"));
        Map<String, Object> passed = new HashMap<>(Map.of("to", recipients));
        FakeTool tool = grave("send");
        approver.then(question -> {
            recipients.set(0, "everybody");
            passed.put("to", "everybody");
            return yes(question, "vera");
        });
        Outcome outcome = agent(gate()).call(tool, Arguments.from(passed));

        assertEquals("{\"to\":[\"olga\"]}", ran(outcome).value());
    }

    /** Says another thing each time it is read. */
    private static final class Liar implements CharSequence {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public int length() {
            return 1;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            return "read " + reads.incrementAndGet();
        }
    }

    @Test
    @DisplayName("2: an argument that lies between reads is read once")
    void anArgumentThatLiesBetweenReadsIsReadOnce() throws Exception {
        approver.yes("vera");
        Outcome outcome = agent(gate()).call(grave("send"), Arguments.of("to", new Liar()));

        assertEquals("{\"to\":\"read 1\"}", ran(outcome).value());
        assertEquals("{\"to\":\"read 1\"}", question().call().arguments().json());
        assertThrows(
                InvalidArgumentsException.class,
                () -> Arguments.of("to", List.of("a").iterator()));
        assertThrows(InvalidArgumentsException.class, () -> Arguments.of("to", List.of("a").stream()));
    }

    @Test
    @DisplayName("3: a yes is void once the previewed state has moved")
    void aYesIsVoidOnceThePreviewedStateHasMoved() throws Exception {
        AtomicReference<String> state = new AtomicReference<>("empty");
        FakeTool tool = deleting("drop", "db:orders", state);
        Gate gate = parking();
        Outcome.Pending first = pending(agent(gate).call(tool, none()));
        assertTrue(gate.answer(first.ticket(), yes(question(), "vera")));
        state.set("full of orders");
        Outcome.Pending second = pending(gate.resume(first.ticket()));

        assertNotEquals(first.ticket(), second.ticket());
        assertEquals(2, approver.questions().size());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("3, 4: a state that moves after the permit is found by the tool, and judged anew")
    void aStateThatMovesAfterThePermitIsJudgedAnew() throws Exception {
        AtomicReference<String> state = new AtomicReference<>("one");
        AtomicInteger effects = new AtomicInteger();
        FakeTool tool = deleting("drop", "db:orders", state).running(permit -> {
            permit.redeem();
            if (state.compareAndSet("one", "two")) {
                throw new StaleException("it is no longer what was judged");
            }
            return effects.incrementAndGet();
        });
        approver.yes("vera").yes("vera");
        Outcome outcome = agent(gate()).call(tool, none());

        assertTrue(outcome.ran());
        assertEquals(1, effects.get());
        assertEquals(2, approver.questions().size());
        assertEquals(Digest.of("two"), question().preview().fingerprint());
    }

    @Test
    @DisplayName("3: a state that never stands still is refused")
    void aStateThatNeverStandsStillIsRefused() throws Exception {
        FakeTool tool = light("set").running(permit -> {
            throw new StaleException("moved");
        });
        assertRefusedBy("gate.moving", agent(gate()).call(tool, none()));
        assertEquals(List.of(), ledger.unresolved());
    }

    @Test
    @DisplayName("4: a tool that says it found another state cannot keep the permit for later")
    void aStalePermitCannotBeKeptForLater() throws Exception {
        List<Permit> kept = new ArrayList<>();
        FakeTool tool = light("set").running(permit -> {
            kept.add(permit);
            if (kept.size() == 1) {
                throw new StaleException("moved");
            }
            return permit.redeem().id();
        });
        assertTrue(agent(gate()).call(tool, none()).ran());
        assertEquals(2, kept.size());
        assertThrows(IllegalStateException.class, () -> kept.get(0).redeem());
    }

    @Test
    @DisplayName("5: a used yes gives the recorded outcome, and never a second run")
    void aUsedYesGivesTheRecordedOutcome() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        assertTrue(gate.answer(ticket, yes(question(), "vera")));
        assertTrue(ran(gate.resume(ticket)).value() != null);
        assertTrue(ran(gate.resume(ticket)).replayed());
        assertTrue(ran(agent(gate).call(tool, none())).replayed());
        assertFalse(gate.answer(ticket, yes(question(), "vera")));
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("5: after the recorded outcome has expired an equal call is a new question")
    void anEqualCallAfterExpiryIsANewQuestion() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        assertTrue(gate.resume(ticket).ran());
        clock.advance(ApprovalTerms.onePerson().validFor());

        assertNotEquals(ticket, pending(agent(gate).call(tool, none())).ticket());
        assertRefusedBy("approval.silence", gate.resume(ticket));
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("6: a yes is good for no other agent, tenant, session, person or argument")
    void aYesIsGoodForNobodyElse() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));

        List<Caller> others = List.of(
                Caller.agent("bot2").onBehalfOf("olga").session("s1"),
                bot().tenant("other"),
                bot().session("s2"),
                bot().onBehalfOf("otto"),
                Caller.application("bot").onBehalfOf("olga").session("s1"));
        for (Caller other : others) {
            assertNotEquals(ticket, pending(gate.as(other).call(tool, none())).ticket(), other::toString);
        }
        assertNotEquals(
                ticket, pending(agent(gate).call(tool, Arguments.of("a", 1))).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("7: of many resumes and repeats at once exactly one runs")
    void ofManyRedeemersExactlyOneRuns() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        int many = 32;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            boolean resumes = i % 2 == 0;
            outcomes.add(threads.submit(() -> {
                start.await();
                return resumes ? gate.resume(ticket) : agent(gate).call(tool, none());
            }));
        }
        start.countDown();
        long first = 0;
        for (Future<Outcome> outcome : outcomes) {
            first += outcome.get() instanceof Outcome.Ran done && !done.replayed() ? 1 : 0;
        }
        threads.shutdown();

        assertEquals(1, tool.runs());
        assertEquals(1, first);
        assertEquals(1, approver.questions().size());
    }

    @Test
    @DisplayName("7: a repeat while the approved call is under way does not run it again")
    void aRepeatWhileTheApprovedCallIsUnderWayDoesNotRunItAgain() throws Exception {
        AtomicReference<Outcome> inside = new AtomicReference<>();
        AtomicReference<Gate> gate = new AtomicReference<>();
        AtomicReference<FakeTool> self = new AtomicReference<>();
        AtomicInteger effects = new AtomicInteger();
        self.set(grave("drop").running(permit -> {
            permit.redeem();
            effects.incrementAndGet();
            inside.set(agent(gate.get()).call(self.get(), none()));
            return "done";
        }));
        gate.set(gate());
        approver.yes("vera");

        assertTrue(agent(gate.get()).call(self.get(), none()).ran());
        pending(inside.get());
        assertEquals(1, effects.get());
    }

    @Test
    @DisplayName("8: names and values that would run together in a joined text are different actions")
    void whatWouldRunTogetherIsDifferent() {
        Caller ab = Caller.agent("a:b").tenant("c").session("s");
        Caller a = Caller.agent("a").tenant("b:c").session("s");
        assertNotEquals(digest("t", none(), ab), digest("t", none(), a));
        assertNotEquals(ab.principal(), a.principal());
        assertNotEquals(
                Caller.agent("a").onBehalfOf("-").principal(), Caller.agent("a").principal());
        assertNotEquals(
                digest("t", Arguments.of("a", "1,\"b\":2"), ab), digest("t", Arguments.of("a", "1", "b", 2), ab));
        assertNotEquals(digest("t", Arguments.of("a", "1"), ab), digest("t", Arguments.of("a", 1), ab));
        assertNotEquals(
                digest("t", none(), Caller.agent("x").session("s")),
                digest("t", none(), Caller.application("x").session("s")));
    }

    @Test
    @DisplayName("9: equal arguments have one form, and what has none is refused")
    void equalArgumentsHaveOneForm() {
        Digest one = Arguments.fromJson("{\"a\":1,\"b\":[]}").digest();
        assertEquals(one, Arguments.fromJson("{\"b\":[],\"a\":1.0}").digest());
        assertEquals(one, Arguments.fromJson("{\"b\":[],\"a\":1e0}").digest());
        assertEquals(
                Arguments.fromJson("{\"a\":0}").digest(),
                Arguments.fromJson("{\"a\":-0.0}").digest());
        assertNotEquals(
                Arguments.of("a", "é").digest(), Arguments.of("a", "e\u0301").digest());
        for (String json : List.of("{\"a\":1,\"a\":2}", "{\"a\":NaN}", "{\"a\":\"\\ud800\"}", "{} {}")) {
            assertThrows(InvalidArgumentsException.class, () -> Arguments.fromJson(json), json);
        }
        assertThrows(InvalidArgumentsException.class, () -> Arguments.of("a", Double.POSITIVE_INFINITY));
    }

    @Test
    @DisplayName("10: a yes is for one action, and not for the tool that wraps it")
    void aYesIsForOneActionAndNotForItsTool() throws Exception {
        FakeTool shell = grave("shell");
        Gate gate = parking();
        Outcome.Pending first = pending(agent(gate).call(shell, Arguments.of("command", "ls")));
        gate.answer(first.ticket(), yes(question(), "vera"));
        assertTrue(gate.resume(first.ticket()).ran());

        pending(agent(gate).call(shell, Arguments.of("command", "rm -rf /")));
        assertEquals(1, shell.runs());
    }

    @Test
    @DisplayName("11: an edit is a no, and the edited call is judged from the top")
    void anEditIsANoAndTheEditedCallIsJudgedFromTheTop() throws Exception {
        FakeTool tool = FakeTool.named("pay").assessed(call -> {
            Reversibility gravity = call.arguments().integer("amount").orElseThrow() > 10
                    ? Reversibility.IRREVERSIBLE
                    : Reversibility.REVERSIBLE;
            return io.brattice.action.Assessment.of(
                    gravity, "by amount", Effect.of(Verb.SPEND, new Resource("account:1"), gravity));
        });
        Arguments worse = Arguments.of("amount", 99);
        approver.then(question -> Approval.edit(question, ScriptedApprover.person("vera"), worse, "this much"));
        Gate gate = keep(builder().patience(Duration.ofSeconds(20)).build());
        Outcome.Refused outcome = refused(agent(gate).call(tool, Arguments.of("amount", 50)));

        assertEquals(java.util.Optional.of(worse), outcome.proposed());
        assertEquals(0, tool.runs());
        approver.no("vera", "not even that");
        refused(agent(gate).call(tool, worse));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("11: an edit does not stick, a plain no does")
    void anEditDoesNotStickAndANoDoes() throws Exception {
        Gate gate = gate();
        FakeTool tool = FakeTool.named("rm").doing(Verb.DELETE, "file:/data", Reversibility.IRREVERSIBLE);
        approver.then(question -> Approval.edit(question, ScriptedApprover.person("vera"), Arguments.of("n", 2), ""));
        refused(agent(gate).call(tool, Arguments.of("n", 1)));
        assertEquals(
                List.of(), ledger.history(bot().principal(), clock.instant()).refusals());
        approver.no("vera", "no");
        refused(agent(gate).call(tool, Arguments.of("n", 3)));
        assertEquals(
                1, ledger.history(bot().principal(), clock.instant()).refusals().size());
    }

    @Test
    @DisplayName("12: a yes does not outlive the policy under which it was given")
    void aYesDoesNotOutliveItsPolicy() throws Exception {
        FakeTool tool = grave("drop");
        String ticket = pending(agent(parking()).call(tool, none())).ticket();
        Gate reloaded = keep(builder()
                .patience(Duration.ZERO)
                .policy(Policy.withRules(Rule.deny("freeze", (evidence, effect) -> false)))
                .build());
        assertTrue(reloaded.answer(ticket, yes(question(), "vera")));

        assertNotEquals(ticket, pending(agent(reloaded).call(tool, none())).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("12: a policy that changes its mind while a person is asked is obeyed")
    void aPolicyThatForbidsWhileAPersonIsAskedIsObeyed() throws Exception {
        AtomicReference<Boolean> frozen = new AtomicReference<>(false);
        Policy policy = evidence -> frozen.get()
                ? Verdict.deny("freeze", "nothing moves")
                : Policy.defaults().decide(evidence);
        approver.then(question -> {
            frozen.set(true);
            return yes(question, "vera");
        });
        FakeTool tool = grave("drop");
        assertRefusedBy("freeze", agent(keep(builder().policy(policy).build())).call(tool, none()));
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("13: a yes for one version of a tool does not run another one")
    void aYesForOneVersionOfAToolDoesNotRunAnother() throws Exception {
        FakeTool tool = grave("drop").version("1");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        tool.version("2");

        assertNotEquals(ticket, pending(gate.resume(ticket)).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("13: a function from somewhere else under the same name is another tool")
    void aFunctionFromElsewhereIsAnotherTool() {
        Tool mine = Tool.of("drop", Reversibility.IRREVERSIBLE, arguments -> "mine");
        assertNotEquals(mine.digest(), Elsewhere.tool().digest());
        assertEquals(
                mine.digest(),
                Tool.of("drop", Reversibility.IRREVERSIBLE, arguments -> "mine").digest());
    }

    private static final class Elsewhere {
        static Tool tool() {
            return Tool.of("drop", Reversibility.IRREVERSIBLE, arguments -> "theirs");
        }
    }

    @Test
    @DisplayName("13: a parked call is resumed with the tool of its own session, not with a namesake")
    void aParkedCallIsResumedWithItsOwnTool() throws Exception {
        FakeTool theirs = grave("query");
        FakeTool mine = grave("query");
        Gate gate = parking();
        pending(gate.as(bot().tenant("other")).call(theirs, none()));
        String ticket = pending(agent(gate).call(mine, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));

        assertTrue(gate.resume(ticket).ran());
        assertEquals(0, theirs.runs());
        assertEquals(1, mine.runs());
    }

    @Test
    @DisplayName("14: a tool gets the approved call, and what it asks for later is another call")
    void aToolGetsTheApprovedCallAndNothingElse() throws Exception {
        AtomicReference<Arguments> given = new AtomicReference<>();
        FakeTool tool = grave("deploy").running(permit -> {
            given.set(permit.redeem().arguments());
            return null;
        });
        approver.yes("vera");
        agent(gate()).call(tool, Arguments.of("to", "staging"));

        assertEquals(question().call().arguments(), given.get());
    }

    @Test
    @DisplayName("3: more taint between the yes and the run voids the yes")
    void moreTaintVoidsTheYes() throws Exception {
        FakeTool tool = grave("send");
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));

        assertNotEquals(
                ticket, pending(agent(gate).tainted("web").call(tool, none())).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("3: a graver class between the yes and the run voids the yes")
    void aGraverClassVoidsTheYes() throws Exception {
        AtomicReference<Reversibility> gravity = new AtomicReference<>(Reversibility.RECOVERABLE);
        FakeTool tool = FakeTool.named("move")
                .assessed(call -> io.brattice.action.Assessment.of(
                        gravity.get(), "fake", Effect.of(Verb.UPDATE, new Resource("db:orders"), gravity.get())));
        Gate gate = parking();
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        gravity.set(Reversibility.IRREVERSIBLE);

        assertNotEquals(ticket, pending(gate.resume(ticket)).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("3: stricter terms than those that were met void the yes")
    void stricterTermsVoidTheYes() throws Exception {
        AtomicInteger people = new AtomicInteger(1);
        Policy policy = new Policy() {
            @Override
            public Verdict decide(Evidence evidence) {
                return Verdict.escalate("ask", "ask", ApprovalTerms.people(people.get()));
            }

            @Override
            public Digest digest() {
                return Digest.of("the same all the time");
            }
        };
        FakeTool tool = grave("drop");
        Gate gate = keep(builder().policy(policy).patience(Duration.ZERO).build());
        String ticket = pending(agent(gate).call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        people.set(2);

        assertNotEquals(ticket, pending(gate.resume(ticket)).ticket());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("41: arguments without bounds are refused at the door")
    void argumentsWithoutBoundsAreRefused() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String wide = "{\"a\":[" + "1,".repeat(100_000) + "1]}";
        String trailing = "{\"a\":1}" + " ".repeat(100_000) + "{\"b\":2}";
        for (String json : List.of(deep, wide, trailing)) {
            assertThrows(InvalidArgumentsException.class, () -> Arguments.fromJson(json));
        }
    }

    @Test
    @DisplayName("44: a question has a digest of its own, whatever looks alike")
    void aQuestionHasADigestOfItsOwn() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        String one = pending(agent(gate).call(tool, Arguments.of("n", 1))).ticket();
        Question first = question();
        String two = pending(agent(gate).call(tool, Arguments.of("n", 2))).ticket();

        assertFalse(gate.answer(two, yes(first, "vera")));
        pending(gate.resume(two));
        assertTrue(gate.answer(one, yes(first, "vera")));
        assertTrue(gate.resume(one).ran());
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("12: the digests a yes binds to do not depend on the order of a set")
    void digestsDoNotDependOnTheOrderOfASet() throws Exception {
        ApprovalTerms one = ApprovalTerms.onePerson().roles("sre", "dba").to("ann", "bob");
        ApprovalTerms other = ApprovalTerms.onePerson().roles("dba", "sre").to("bob", "ann");
        assertEquals(
                Policy.withRules(Rule.escalate("r", one, (e, f) -> true)).digest(),
                Policy.withRules(Rule.escalate("r", other, (e, f) -> true)).digest());
        assertEquals(
                bot().tainted("web").tainted("mail").toString(),
                bot().tainted("mail").tainted("web").toString());
    }

    private static Digest digest(String tool, Arguments arguments, Caller caller) {
        return new ToolCall("id", tool, arguments, caller, "").digest();
    }
}
