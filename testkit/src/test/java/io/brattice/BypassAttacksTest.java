package io.brattice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.testkit.FakeTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way around the gate that leads through it. */
class BypassAttacksTest extends Scene {

    private static FakeTool deletes(String tool, String resource, Reversibility gravity) {
        return FakeTool.named(tool).doing(Verb.DELETE, resource, gravity);
    }

    @Test
    @DisplayName("15: a refused call runs by no other entrance")
    void aRefusedCallRunsByNoOtherEntrance() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = keep(builder()
                .policy(Policy.withRules(Rule.deny("no", (evidence, effect) -> true)))
                .tools(name ->
                        Optional.<Tool>of(tool).filter(known -> known.name().equals(name)))
                .build());
        Session agent = agent(gate);
        assertRefusedBy("no", agent.call(tool, none()));
        assertRefusedBy("no", agent.call("drop", none()));
        assertRefusedBy("no", agent.submit(tool, none()).toCompletableFuture().get());
        assertRefusedBy("no", agent.admit(tool, none()).outcome().orElseThrow());
        assertRefusedBy(
                "no",
                agent.admitAsync(tool, none())
                        .toCompletableFuture()
                        .get()
                        .outcome()
                        .orElseThrow());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("16: a sibling of the same batch waits for its own decision")
    void aSiblingOfTheSameBatchWaitsForItsOwnDecision() throws Exception {
        FakeTool tool = grave("drop");
        approver.silent().yes("vera");
        Gate gate = gate();
        CompletableFuture<Outcome> first =
                agent(gate).submit(tool, Arguments.of("n", 1)).toCompletableFuture();
        while (approver.questions().isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(agent(gate).call(tool, Arguments.of("n", 2)).ran());
        assertFalse(first.isDone());
        assertEquals(1, tool.runs());
    }

    @Test
    @DisplayName("17: a sub-agent has the same gate, and none of its parent's approvals")
    void aSubAgentHasTheSameGate() throws Exception {
        FakeTool tool = grave("drop");
        Gate gate = parking();
        Session parent = agent(gate).tainted("web");
        String ticket = pending(parent.call(tool, none())).ticket();
        gate.answer(ticket, yes(question(), "vera"));
        Session child = parent.child("helper");

        assertFalse(ticket.equals(pending(child.call(tool, none())).ticket()));
        assertEquals(java.util.Set.of("web"), child.caller().taint());
        assertEquals(Optional.of("s1"), child.caller().parent());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("18: a tool called inside another is judged on its own")
    void aNestedCallIsJudgedOnItsOwn() throws Exception {
        FakeTool inner = grave("inner");
        AtomicReference<Outcome> inside = new AtomicReference<>();
        Gate gate = parking();
        FakeTool outer = light("outer").running(permit -> {
            permit.redeem();
            inside.set(agent(gate).call(inner, none()));
            return null;
        });
        assertTrue(agent(gate).call(outer, none()).ran());
        pending(inside.get());
        assertEquals(0, inner.runs());
    }

    @Test
    @DisplayName("20: the caller goes with the session on every thread")
    void theCallerGoesWithTheSession() throws Exception {
        FakeTool tool = grave("drop");
        Session agent = agent(parking());
        List<String> tickets = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> pending(agent.call(tool, none())).ticket())
                .distinct()
                .toList();
        assertEquals(1, tickets.size());
        assertEquals("bot", question().call().caller().name());
        assertEquals(0, tool.runs());
    }

    @ParameterizedTest
    @DisplayName("21: no look-alike, alias or inherited name finds a tool")
    @ValueSource(
            strings = {
                "Drop",
                "DROP",
                "dr\u043ep",
                "\uff44rop",
                "drop\u200b",
                " drop",
                "drop ",
                "toString",
                "getClass",
                "",
                "d\u0000"
            })
    void noLookAlikeFindsATool(String name) throws Exception {
        FakeTool tool = light("drop");
        Gate gate = keep(builder().tools(asked -> Optional.of(tool)).build());
        try {
            assertRefusedBy("gate.unknown-tool", agent(gate).call(name, none()));
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage().contains("printable ASCII"), refused::getMessage);
        }
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("22: a tool that nobody classifies is irreversible, and one that nobody knows is refused")
    void anUnknownToolIsTreatedAsTheGravest() throws Exception {
        Gate gate = parking();
        pending(agent(gate).call(FakeTool.named("new"), none()));
        assertEquals(Reversibility.IRREVERSIBLE, question().assessment().reversibility());
        assertRefusedBy("gate.unknown-tool", agent(gate).call("newer", none()));
    }

    @Test
    @DisplayName("23: a label may make a call graver, never milder")
    void aLabelMayOnlyRaise() throws Exception {
        Gate gate = keep(builder()
                .patience(Duration.ZERO)
                .classifier(call -> Optional.of(Assessment.of(Reversibility.READ_ONLY, "readOnlyHint: true")))
                .build());
        pending(agent(gate).call(grave("drop"), none()));
        Gate graver = keep(builder()
                .patience(Duration.ZERO)
                .classifier(call -> Optional.of(Assessment.unknown("destructiveHint: true")))
                .build());
        pending(agent(graver).call(look("look"), none()));
    }

    @Test
    @DisplayName("25: a refused effect by another tool is asked about with the no in view, a safer form passes")
    void aRefusedEffectByAnotherRouteIsAskedAbout() throws Exception {
        Policy lenient = Policy.withRules(
                Rule.allow("all", (evidence, effect) -> !evidence.call().tool().equals("rm"))
                        .upTo(Reversibility.IRREVERSIBLE));
        Gate gate = keep(builder().policy(lenient).build());
        approver.no("vera", "keep it");
        refused(agent(gate).call(deletes("rm", "file:/data/a", Reversibility.IRREVERSIBLE), none()));
        approver.no("vera", "I said no");
        FakeTool other = deletes("unlink", "file:/data", Reversibility.IRREVERSIBLE);
        refused(gate.as(bot().session("s2")).call(other, none()));

        assertEquals(1, question().refusals().size());
        assertEquals(0, other.runs());
        assertTrue(agent(gate)
                .call(deletes("trash", "file:/data/a", Reversibility.REVERSIBLE), none())
                .ran());
        assertTrue(agent(gate)
                .call(deletes("unlink", "file:/else", Reversibility.IRREVERSIBLE), none())
                .ran());
        clock.advance(Duration.ofHours(1));
        assertTrue(agent(gate).call(other, Arguments.of("later", true)).ran());
    }

    @Test
    @DisplayName("25: a policy's deny sticks; silence, rate limits and drift do not")
    void aDenySticksAndSilenceDoesNot() throws Exception {
        Gate gate = keep(builder()
                .policy(Policy.withRules(Rule.deny(
                        "no", (evidence, effect) -> evidence.call().tool().equals("rm"))))
                .callsPerMinute(2)
                .patience(Duration.ZERO)
                .build());
        assertRefusedBy("no", agent(gate).call(deletes("rm", "file:/a", Reversibility.IRREVERSIBLE), none()));
        assertEquals(
                1, ledger.history(bot().principal(), clock.instant()).refusals().size());
        pending(agent(gate).call(deletes("other", "file:/b", Reversibility.IRREVERSIBLE), none()));
        clock.advance(Duration.ofHours(2));
        assertRefusedBy("traffic.rate", agent(gate).call(light("set"), none()));
        assertEquals(
                0, ledger.history(bot().principal(), clock.instant()).refusals().size());
    }

    @Test
    @DisplayName("25: a loop of small amounts meets the budget of their sum")
    void aLoopOfSmallAmountsMeetsTheBudget() throws Exception {
        Gate gate = keep(builder()
                .policy(Policy.withRules(
                        Rule.budget("b", Verb.DELETE, 5, Duration.ofHours(1), ApprovalTerms.onePerson())))
                .patience(Duration.ZERO)
                .build());
        FakeTool tool = deletes("rm", "file:/tmp", Reversibility.REVERSIBLE);
        long ran = IntStream.range(0, 20)
                .filter(i -> agent(gate).call(tool, Arguments.of("i", i)).ran())
                .count();
        assertEquals(5, ran);
    }

    @Test
    @DisplayName("26: nothing outside the code that builds a gate can loosen it")
    void nothingOutsideLoosensAGate() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.brattice.policy", "io.brattice.action");
        noClasses()
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .check(core);
        noClasses().should().callMethod(System.class, "getenv", String.class).check(core);
        JavaClasses root = new ClassFileImporter()
                .importClasses(
                        Gate.class,
                        GateBuilder.class,
                        Pipeline.class,
                        Judge.class,
                        Trip.class,
                        Runner.class,
                        Questions.class,
                        Opinions.class,
                        Traffic.class);
        noClasses()
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .check(root);
        noClasses().should().callMethod(System.class, "getenv", String.class).check(root);
    }

    @Test
    @DisplayName(
            "62: no approver is found on the class path, and nothing stored is deserialised into a type of its choice")
    void nothingIsLoadedOrDeserialised() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.brattice");
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.util.ServiceLoader.class)
                .check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .check(all);
        noClasses().should().callMethod(Class.class, "forName", String.class).check(all);
    }

    @Test
    @DisplayName("27: the gate's own places are denied to an agent whatever the policy says, and reads above them pass")
    void theGatesOwnPlacesAreDenied() throws Exception {
        Policy all = Policy.withRules(Rule.allow("all", (e, f) -> true).upTo(Reversibility.IRREVERSIBLE));
        Gate gate = keep(builder()
                .policy(all)
                .protect(new Resource("file:/gate/rules.yaml"))
                .build());
        Session agent = agent(gate);
        for (String place : List.of(
                "file:/gate/rules.yaml",
                "file:/gate",
                "file:/",
                "file:/gate/rules.yaml/x",
                "file:/gate/rules.yaml#1")) {
            assertRefusedBy("protected", agent.call(deletes("rm", place, Reversibility.REVERSIBLE), none()));
        }
        FakeTool reads = FakeTool.named("cat").doing(Verb.READ, "file:/gate", Reversibility.READ_ONLY);
        assertTrue(agent.call(reads, none()).ran());
        assertRefusedBy(
                "protected",
                agent.call(
                        FakeTool.named("cat2").doing(Verb.READ, "file:/gate/rules.yaml", Reversibility.READ_ONLY),
                        none()));
        assertTrue(agent.call(deletes("rm", "file:/gate/rules.yaml.bak", Reversibility.REVERSIBLE), none())
                .ran());
    }

    @ParameterizedTest
    @DisplayName("27: a file name that is not normal names no file, so that it cannot slip past a protected one")
    @ValueSource(
            strings = {
                "file:/gate/../gate/rules.yaml",
                "file:/gate/./rules.yaml",
                "file:/gate//rules.yaml",
                "file:/x/.."
            })
    void aFileNameThatIsNotNormalIsTheGravest(String name) throws Exception {
        FakeTool tool = deletes("rm", name, Reversibility.REVERSIBLE);
        Gate gate = keep(builder()
                .protect(new Resource("file:/gate/rules.yaml"))
                .patience(Duration.ZERO)
                .build());
        assertFalse(agent(gate).call(tool, none()).ran());
        assertEquals(0, tool.runs());
    }

    @Test
    @DisplayName("28: after any number of benign steps the irreversible one is asked about")
    void afterBenignStepsTheLeafIsAskedAbout() throws Exception {
        Gate gate = parking();
        for (int i = 0; i < 20; i++) {
            assertTrue(agent(gate).call(light("step"), Arguments.of("i", i)).ran());
        }
        pending(agent(gate).call(grave("leaf"), none()));
    }

    @Test
    @DisplayName("28: what only the preview sees counts")
    void whatOnlyThePreviewSeesCounts() throws Exception {
        Effect grave = Effect.of(Verb.DELETE, new Resource("db:orders"), Reversibility.IRREVERSIBLE);
        FakeTool tool = FakeTool.declared("move", Reversibility.RECOVERABLE)
                .previewed(call -> Preview.exact(List.of(grave), Digest.of("s"), "deletes"));
        pending(agent(parking()).call(tool, none()));
    }

    @Test
    @DisplayName("27: a rule is heard about a call that lists no effect")
    void aRuleIsHeardAboutACallThatListsNoEffect() throws Exception {
        Gate gate = keep(builder()
                .policy(Policy.withRules(Rule.deny("no", (e, f) -> true)))
                .build());
        FakeTool silent =
                FakeTool.named("quiet").assessed(call -> Assessment.of(Reversibility.REVERSIBLE, "nothing much"));
        assertRefusedBy("no", agent(gate).call(silent, none()));
    }

    @Test
    @DisplayName("33: stop and release are not within an agent's reach")
    void stopAndReleaseAreNotWithinReach() throws Exception {
        Gate gate = gate();
        gate.stop("vera");
        assertRefusedBy("gate.stopped", agent(gate).call(light("set"), none()));
        assertRefusedBy("gate.stopped", gate.as(Caller.application("app")).call(light("set"), none()));
    }
}
