package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Chronicle.Call;
import io.brattice.Chronicle.State;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chronicle tells what a real journal holds, whoever wrote it and however it ended. */
class ChronicleTest {

    private static final Caller BOT = Caller.agent("bot").onBehalfOf("olga").session("s1");

    @TempDir
    Path folder;

    private final ScriptedApprover approver = new ScriptedApprover();
    private final FakeTool back = FakeTool.named("drop.undo").doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE);
    private final FakeTool drop = FakeTool.named("drop").secured("db:orders", back);

    private Gate gate(FileJournal journal) throws JournalException {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(journal)
                .patience(Duration.ZERO)
                .build();
    }

    @Test
    void everyStateOfACallIsTold() throws Exception {
        FakeTool grave = FakeTool.declared("send", Reversibility.IRREVERSIBLE);
        FakeTool light = FakeTool.declared("set", Reversibility.REVERSIBLE);
        approver.no("vera", "not today");
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            Session agent = gate.as(BOT);
            List<String> ids = new ArrayList<>();
            ids.add(agent.call(FakeTool.declared("look", Reversibility.READ_ONLY), Arguments.none())
                    .call());
            ids.add(agent.call(grave, Arguments.of("to", "all")).call());
            ids.add(agent.call(grave, Arguments.of("to", "some")).call());
            ids.add(agent.call(drop, Arguments.of("n", 1)).call());
            light.running(permit -> {
                permit.redeem();
                throw new IllegalStateException("disk full");
            });
            ids.add(agent.call(light, Arguments.of("n", 2)).call());
            light.running(permit -> {
                permit.redeem();
                throw new SocketTimeoutException("no reply");
            });
            ids.add(agent.call(light, Arguments.of("n", 3)).call());
            ids.add(agent.call(drop, Arguments.of("n", 4)).call());
            Outcome undone = gate.as(Caller.person("vera").session("s2")).undo(ids.get(6));
            Chronicle.State[] open = new Chronicle.State[1];
            light.running(permit -> {
                open[0] = Chronicle.of(journal)
                        .call(permit.redeem().id())
                        .orElseThrow()
                        .state();
                return "";
            });
            agent.call(light, Arguments.of("n", 5));

            List<Call> calls = Chronicle.of(journal).calls("s1");
            assertEquals(ids, calls.stream().map(Call::id).limit(7).toList());
            assertEquals(
                    List.of(
                            State.READ,
                            State.REFUSED,
                            State.ASKED,
                            State.DONE,
                            State.FAILED,
                            State.UNKNOWN,
                            State.UNDONE,
                            State.DONE),
                    calls.stream().map(Call::state).toList());
            assertEquals(State.OPEN, open[0]);
            assertEquals(
                    List.of(false, false, false, true, false, false, false, false),
                    calls.stream().map(Call::undoable).toList());
            assertEquals(Optional.of(undone.call()), calls.get(6).undoneBy());
            Call undo = Chronicle.of(journal).call(undone.call()).orElseThrow();
            assertEquals(Optional.of(ids.get(6)), undo.undoes());
            assertFalse(undo.undoable());

            List<Chronicle.Session> sessions = Chronicle.of(journal).sessions();
            assertEquals(
                    List.of("s1", "s2"),
                    sessions.stream().map(Chronicle.Session::id).toList());
            assertEquals(BOT, sessions.get(0).caller());
            assertEquals(
                    Map.of(
                            State.READ,
                            1,
                            State.REFUSED,
                            1,
                            State.ASKED,
                            1,
                            State.DONE,
                            2,
                            State.FAILED,
                            1,
                            State.UNKNOWN,
                            1,
                            State.UNDONE,
                            1),
                    sessions.get(0).calls());
            assertEquals(1, sessions.get(0).undoable());
            assertEquals(Map.of(), sessions.get(1).calls());
            assertEquals(calls.get(0).at(), sessions.get(0).first());
            assertFalse(sessions.get(0).last().isBefore(calls.get(7).at()));
        }
    }

    @Test
    void whatCameLaterUnderTheIdOfACallThatRanDoesNotHideIt() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            Session agent = gate.as(BOT).callId("c1");
            agent.call(drop, Arguments.none());
            agent.call(FakeTool.declared("look", Reversibility.READ_ONLY), Arguments.none());
            agent.call(FakeTool.declared("set", Reversibility.REVERSIBLE), Arguments.of("n", 1));
        }
        Call call = Chronicle.in(folder).call("c1").orElseThrow();
        assertEquals("drop", call.tool());
        assertEquals(State.DONE, call.state());
        assertTrue(call.undoable());
    }

    @Test
    void aCallIsToldWithAllThatWasWrittenDown() throws Exception {
        drop.running(permit -> {
            permit.redeem();
            permit.leave(Arguments.of("rows", 0));
            return "";
        });
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            gate.as(BOT).callId("c1").call(drop, Arguments.of("password", "hunter2", "table", "orders"));
        }
        Call call = Chronicle.in(folder).call("c1").orElseThrow();
        assertEquals("drop", call.tool());
        assertEquals(BOT, call.caller());
        assertEquals(Optional.of("orders"), call.arguments().string("table"));
        assertFalse(call.arguments().json().contains("hunter2"), "a secret is told");
        assertEquals(
                List.of(Effect.of(Verb.DELETE, new Resource("db:orders"), Reversibility.IRREVERSIBLE)
                        .safeguarded(Reversibility.REVERSIBLE)),
                call.effects());
        assertEquals(1, call.effectsInAll());
        assertEquals(List.of(), call.did());
        assertEquals(Optional.of(Reversibility.REVERSIBLE), call.reversibility());
        assertEquals(Optional.of(Reversibility.IRREVERSIBLE), call.inherent());
        assertEquals(Optional.of(Decision.ALLOW), call.decision());
        assertEquals(List.of("default.reversible: can be put back exactly"), call.reasons());
        assertEquals("put back db:orders", call.summary());
        assertEquals(Arguments.of("what", "db:orders"), call.kept());
        assertEquals(Arguments.of("rows", 0), call.left());
        assertTrue(call.undoable());
    }

    @Test
    void aFolderIsReadWithoutTouchingIt() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            gate.as(BOT).call(drop, Arguments.none());
            List<String> before = files();
            assertEquals(1, Chronicle.in(folder).sessions().size());
            assertEquals(before, files());
        }
        assertThrows(
                JournalException.class,
                () -> Chronicle.in(folder.resolve("none")).sessions());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> seen = new ArrayList<>();
            for (Path each : (Iterable<Path>) all.sorted()::iterator) {
                seen.add(each + " " + Files.getLastModifiedTime(each));
            }
            return seen;
        }
    }

    @Test
    void aCallThatWentRoundAgainIsToldAsItWasInTheEnd() throws Exception {
        int[] round = {0};
        drop.running(permit -> {
            if (round[0]++ == 0) {
                throw new StaleException("it moved");
            }
            permit.redeem();
            return "";
        });
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            String call = gate.as(BOT).call(drop, Arguments.none()).call();
            assertEquals(
                    State.DONE, Chronicle.of(journal).call(call).orElseThrow().state());
            round[0] = -20; // stale until it gives up
            drop.running(permit -> {
                throw new StaleException("it moved");
            });
            Call never = Chronicle.of(journal)
                    .call(gate.as(BOT).call(drop, Arguments.of("n", 2)).call())
                    .orElseThrow();
            assertEquals(State.REFUSED, never.state());
            assertFalse(never.undoable());
        }
    }

    /** The process that took it back died between the end of the undo and the entry that says of what. */
    @Test
    void aCallWhoseUndoEndedIsUndoneAlsoWithoutTheEntryThatSaysSo() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            String call = gate.as(BOT).call(drop, Arguments.none()).call();
            Entry intent = journal.entriesOf(call).get(0);
            Instant now = intent.at().plusSeconds(1);
            journal.append(new Entry(Entry.Kind.INTENT, "u1", now, intent.body().with("undoes", call)));
            journal.append(new Entry(Entry.Kind.DONE, "u1", now, Arguments.of("outcome", Arguments.none())));
            Call told = Chronicle.of(journal).call(call).orElseThrow();
            assertEquals(State.UNDONE, told.state());
            assertEquals(Optional.of("u1"), told.undoneBy());
            assertEquals(told, Chronicle.of(journal).calls("s1").get(0));
        }
    }

    @Test
    void twoCallersUnderOneSessionIdAreTwoSessions() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            gate.as(BOT).call(drop, Arguments.none());
            gate.as(BOT.tenant("t2")).call(drop, Arguments.none());
            assertEquals(2, Chronicle.of(journal).sessions().size());
            assertEquals(2, Chronicle.of(journal).calls("s1").size());
        }
    }

    /** Keys that a reader does not know are ignored, and so are calls of which nobody says who made them. */
    @Test
    void entriesThatSomebodyElseWroteDoNotStopIt() throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(new Entry(Entry.Kind.DONE, "x", Instant.EPOCH, Arguments.of("more", 1)));
            journal.append(new Entry(Entry.Kind.REFUSED, "y", Instant.EPOCH, Arguments.of("decision", "DENY")));
            assertEquals(List.of(), Chronicle.of(journal).sessions());
        }
    }
}
