package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry.Kind;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The ten promises of the gate. Take the guard of any of them out, and a test here fails. */
class InvariantsTest extends Scene {

    private static final Policy EVERYTHING =
            Policy.withRules(Rule.allow("all", (evidence, effect) -> true).upTo(Reversibility.IRREVERSIBLE));

    @Nested
    class First {
        @Test
        void aToolThatDoesNotRedeemItsPermitHasNotDoneItsCall() throws Exception {
            failed(agent(gate()).call(light("set").running(permit -> "did it anyway"), none()));
        }

        @Test
        void aPermitIsGoodOnce() throws Exception {
            Permit permit = agent(gate()).admit(light("set"), none()).permit().orElseThrow();
            permit.redeem();
            assertThrows(IllegalStateException.class, permit::redeem);
        }

        @Test
        void aYesIsForThisPreviewOnly() throws Exception {
            AtomicReference<String> state = new AtomicReference<>("a");
            FakeTool tool = deleting("drop", "db:orders", state);
            Gate gate = parking();
            String ticket = pending(agent(gate).call(tool, none())).ticket();
            gate.answer(ticket, yes(question(), "vera"));
            state.set("b");
            pending(gate.resume(ticket));
            assertEquals(0, tool.runs());
        }
    }

    @Nested
    class Second {
        @Test
        void aMilderPolicyBesideAStricterOneChangesNothing() throws Exception {
            Policy strict = evidence -> Verdict.deny("strict", "no");
            for (Policy both : List.of(Policy.allOf(EVERYTHING, strict), Policy.allOf(strict, EVERYTHING))) {
                assertRefusedBy(
                        "strict", agent(keep(builder().policy(both).build())).call(look("look"), none()));
            }
        }

        @Test
        void aMilderClassifierBesideAGraverOneChangesNothing() throws Exception {
            Classifier mild = call -> Optional.of(Assessment.of(Reversibility.READ_ONLY, "harmless"));
            Classifier grave = call -> Optional.of(Assessment.of(Reversibility.IRREVERSIBLE, "harmful"));
            for (List<Classifier> both : List.of(List.of(mild, grave), List.of(grave, mild))) {
                GateBuilder builder = builder().patience(Duration.ZERO);
                both.forEach(builder::classifier);
                pending(agent(keep(builder.build())).call(FakeTool.named("x"), none()));
            }
        }

        @Test
        void aPreviewAllowsNothingThatIsIrreversible() throws Exception {
            AtomicReference<String> state = new AtomicReference<>("a");
            pending(agent(parking()).call(deleting("drop", "db:orders", state), none()));
        }

        @Test
        void aPreviewMeetsTheConditionThatTheTableStates() throws Exception {
            Effect small = Effect.of(Verb.UPDATE, new Resource("db:orders"), Reversibility.RECOVERABLE);
            Effect large = small.measuring(51, 0);
            for (Effect effect : List.of(small, large)) {
                FakeTool tool = FakeTool.named("update")
                        .doing(Verb.UPDATE, "db:orders", Reversibility.RECOVERABLE)
                        .previewed(call -> Preview.exact(
                                List.of(effect), io.brattice.action.Digest.of("s"), "updates " + effect.count()));
                assertEquals(
                        effect.equals(small),
                        agent(parking())
                                .call(tool, Arguments.of("n", effect.count()))
                                .ran());
            }
        }
    }

    @Nested
    class Third {
        private void runsNothing(GateBuilder builder, FakeTool tool) throws Exception {
            assertFalse(agent(keep(builder.build())).call(tool, none()).ran());
            assertEquals(0, tool.runs());
        }

        @Test
        void noClassifierIsNoReasonToRun() throws Exception {
            runsNothing(builder().patience(Duration.ZERO), FakeTool.named("mystery"));
        }

        @Test
        void aBrokenClassifierIsNoReasonToRun() throws Exception {
            Classifier broken = call -> {
                throw new IllegalStateException("broken");
            };
            runsNothing(builder().classifier(broken).patience(Duration.ZERO), look("look"));
        }

        @Test
        void aBrokenPolicyIsNoReasonToRun() throws Exception {
            Policy broken = evidence -> {
                throw new IllegalStateException("broken");
            };
            runsNothing(builder().policy(broken), look("look"));
        }

        @Test
        void noRehearsalIsNoReasonToRun() throws Exception {
            runsNothing(builder().patience(Duration.ZERO), FakeTool.declared("move", Reversibility.RECOVERABLE));
        }

        @Test
        void aSilentPersonIsNoReasonToRun() throws Exception {
            runsNothing(builder().patience(Duration.ZERO), grave("drop"));
            runsNothing(builder().approver(Approver.refusing("nobody")), grave("drop"));
        }

        @Test
        void aFullDiskIsNoReasonToRun() throws Exception {
            journal.failWhen(entry -> true);
            runsNothing(builder(), look("look"));
            runsNothing(builder(), light("set"));
        }

        @Test
        void anUnknownToolIsNoReasonToRun() throws Exception {
            assertRefusedBy("gate.unknown-tool", agent(gate()).call("nothing", none()));
        }
    }

    @Nested
    class Fourth {
        @Test
        void theIntentAndTheBackupAreWrittenBeforeTheEffect() throws Exception {
            List<Kind> before = new ArrayList<>();
            FakeTool tool = FakeTool.named("drop")
                    .secured("db:orders", light("back"))
                    .running(permit -> {
                        before.addAll(journal.kinds(permit.redeem().id()));
                        return null;
                    });
            assertTrue(agent(gate()).call(tool, none()).ran());
            assertEquals(List.of(Kind.INTENT, Kind.SECURED), before);
        }

        @Test
        void whatCannotBeSaidToHaveEndedIsUnknownAndIsNotRepeated() throws Exception {
            journal.failWhen(entry -> entry.kind() == Kind.DONE);
            FakeTool tool = light("pay");
            unknown(agent(gate()).call(tool, none()));
            assertEquals(1, ledger.unresolved().size());
            journal.failWhen(entry -> false);
            assertFalse(agent(gate()).call(tool, none()).ran());
            assertEquals(1, tool.runs());
        }

        @Test
        void anIntentWithoutItsBackupDidNotRun() throws Exception {
            journal.failWhen(entry -> entry.kind() == Kind.SECURED);
            FakeTool tool = FakeTool.named("drop").secured("db:orders", light("back"));
            refused(agent(gate()).call(tool, none()));
            assertEquals(0, tool.runs());
            assertEquals(List.of(), ledger.unresolved());
        }
    }

    @Nested
    class Fifth {
        @Test
        void whatWasShownIsWhatRuns() throws Exception {
            List<String> names = new ArrayList<>(List.of("a"));
            approver.then(question -> {
                names.add("b");
                return yes(question, "vera");
            });
            Outcome outcome = agent(gate()).call(grave("drop"), Arguments.of("names", names));
            assertEquals("{\"names\":[\"a\"]}", ran(outcome).value());
        }
    }

    @Nested
    class Sixth {
        @Test
        void everyLeafThatIsHashedIsShown() throws Exception {
            Gate gate = parking();
            pending(agent(gate)
                    .saying("trust me")
                    .call(grave("drop"), Arguments.of("table", "or\u202eders", "rows", 7)));
            String full = question().brief().inFull();
            question()
                    .call()
                    .arguments()
                    .forEachLeaf((pointer, value) ->
                            assertTrue(full.contains(pointer.substring(1)), () -> pointer + " is missing in " + full));
            assertFalse(full.contains("\u202e"));
            assertTrue(full.indexOf("trust me") > full.indexOf("rows"), full);
        }

        @Test
        void anAnswerToAnotherQuestionDoesNotCount() throws Exception {
            Gate gate = parking();
            FakeTool tool = grave("drop");
            pending(agent(gate).call(tool, Arguments.of("n", 1)));
            var first = question();
            String ticket =
                    pending(agent(gate).call(tool, Arguments.of("n", 2))).ticket();
            assertFalse(gate.answer(ticket, yes(first, "vera")));
            assertNotEquals(first.digest(), question().digest());
        }
    }

    @Nested
    class Seventh {
        @Test
        void aClassIsHonouredOnlyOnceItsSafeguardExists() throws Exception {
            FakeTool tool = FakeTool.named("drop").secured("db:orders", light("back"));
            tool.rehearsed(call -> Preview.none("none"), call -> new Secured(Set.of("something.else"), none(), "else"));
            pending(agent(parking()).call(tool, none()));
            assertEquals(Reversibility.IRREVERSIBLE, question().assessment().reversibility());
            assertEquals(0, tool.runs());
        }

        @Test
        void anUndoRefusesWhereTheStateIsNotWhatTheCallLeft() throws Exception {
            FakeTool back = light("back").previewed(call -> {
                throw new IllegalStateException("somebody wrote to it");
            });
            FakeTool tool = FakeTool.named("drop").secured("db:orders", back);
            Session agent = agent(gate());
            assertRefusedBy("undo.moved", agent.undo(agent.call(tool, none()).call()));
            assertEquals(0, back.runs());
        }
    }

    @Nested
    class Eighth {
        @Test
        void theAgentsWordsLowerNothing() throws Exception {
            pending(agent(parking()).saying("read-only, approved by the owner").call(grave("drop"), none()));
        }
    }

    @Nested
    class Ninth {
        @Test
        void noPolicyLetsAnAgentTouchTheGatesOwnPlaces() throws Exception {
            Gate gate = keep(builder()
                    .policy(EVERYTHING)
                    .protect(new Resource("file:/gate/journal"))
                    .build());
            FakeTool tool = FakeTool.named("rm").doing(Verb.DELETE, "file:/gate", Reversibility.REVERSIBLE);
            assertRefusedBy("protected", agent(gate).call(tool, none()));
        }
    }

    @Nested
    class Tenth {
        private final FakeTool back = FakeTool.named("back").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
        private final FakeTool tool = FakeTool.named("drop").secured("db:orders", back);

        @Test
        void onlyAPersonsUndoPassesTheStopSwitch() throws Exception {
            Gate gate = gate();
            String call = agent(gate).call(tool, none()).call();
            gate.stop("vera");
            assertRefusedBy("gate.stopped", agent(gate).undo(call));
            Outcome undone = gate.as(Caller.person("vera")).undo(call);
            assertTrue(undone.ran());
            assertEquals(List.of(Kind.REFUSED, Kind.INTENT, Kind.DONE), journal.kinds(undone.call()));
        }

        @Test
        void anAgentCannotWriteAnUndoByHand() throws Exception {
            Gate gate = gate();
            agent(gate).call(tool, none());
            assertRefusedBy("gate.unknown-tool", agent(gate).call("back", none()));
            assertEquals(0, back.runs());
        }
    }
}
