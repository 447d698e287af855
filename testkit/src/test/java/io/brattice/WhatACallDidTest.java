package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Ledger;
import io.brattice.policy.History;
import io.brattice.testkit.FakeTool;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that learns what it did only by doing it reports it; from then on it is known and counts. */
class WhatACallDidTest extends Scene {

    @TempDir
    Path folder;

    private static Effect removed(String file, long lines) {
        return Effect.of(Verb.DELETE, new Resource("file:" + file + "#lines"), Reversibility.RECOVERABLE)
                .measuring(lines, 0);
    }

    private final FakeTool script = light("script");

    private void doing(List<Effect> did, Exception... end) {
        script.running(permit -> {
            permit.redeem();
            permit.did(did);
            if (end.length > 0) {
                throw end[0];
            }
            return "done";
        });
    }

    private List<Effect> counted() throws Exception {
        List<History.Past> past =
                ledger.history(bot().principal(), clock.instant()).past();
        return past.get(past.size() - 1).effects();
    }

    private List<Effect> written(String call) throws Exception {
        return Chronicle.of(journal).call(call).orElseThrow().did();
    }

    @Test
    void itIsWrittenDownAndCountsWhateverTheEnd() throws Exception {
        List<Effect> did = List.of(removed("/a", 7), removed("/b", 8));
        Effect judged = Effect.of(Verb.EXECUTE, Resource.tool("script"), Reversibility.REVERSIBLE);
        Session agent = agent(gate());

        doing(did);
        String done = ran(agent.call(script, Arguments.of("n", 1))).call();
        assertEquals(did, written(done));
        assertEquals(List.of(judged, did.get(0), did.get(1)), counted());

        doing(did, new IllegalStateException("half way"));
        String failed = failed(agent.call(script, Arguments.of("n", 2))).call();
        assertEquals(did, written(failed));
        assertEquals(List.of(judged, did.get(0), did.get(1)), counted());

        doing(did, new SocketTimeoutException("no reply"));
        unknown(agent.call(script, Arguments.of("n", 3)));
        assertEquals(List.of(judged, did.get(0), did.get(1)), counted());
    }

    @Test
    void aScriptThatNobodyCouldReadUsesTheChangeBudgetUp() throws Exception {
        Session agent = agent(parking());
        doing(List.of(removed("/a", 1_999)));
        assertTrue(agent.call(script, none()).ran());
        FakeTool edit = FakeTool.named("edit")
                .doing(Verb.DELETE, "file:/b#lines", Reversibility.RECOVERABLE)
                .previewed(call -> io.brattice.action.Preview.exact(
                        List.of(removed("/b", 1)), io.brattice.action.Digest.of("state"), "one line"));
        assertEquals(
                "default.change-budget: this session has deleted 1,999 lines in 1 file and would now delete 1 more;"
                        + " its budget is 2,000 lines",
                pending(agent.call(edit, none())).verdict().reasons().get(0).toString());
    }

    @Test
    void reportsAddUpAndReadsAreNotRemembered() throws Exception {
        Session agent = agent(gate());
        Effect read = Effect.of(Verb.READ, new Resource("file:/c"), Reversibility.READ_ONLY);
        script.running(permit -> {
            permit.redeem();
            permit.did(List.of(removed("/a", 1)));
            permit.did(List.of(read));
            return "";
        });
        String call = agent.call(script, none()).call();
        assertEquals(List.of(removed("/a", 1), read), written(call));
        assertEquals(2, counted().size());
    }

    @Test
    void aLongReportIsSummedUpAndLosesNoCount() throws Exception {
        Session agent = agent(gate());
        for (int folders : List.of(10, 5_000)) {
            List<Effect> did = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                did.add(removed("/work/" + "x".repeat(200) + i % folders + "/" + i, i % 7));
                did.add(Effect.of(Verb.CREATE, new Resource("db:rows/" + i), Reversibility.REVERSIBLE)
                        .measuring(2, 3));
            }
            doing(did);
            List<Effect> written =
                    written(ran(agent.call(script, Arguments.of("n", folders))).call());
            assertEquals(folders == 10 ? 11 : 2, written.size());
            assertEquals(sum(did, Verb.DELETE), sum(written, Verb.DELETE));
            assertEquals(sum(did, Verb.CREATE), sum(written, Verb.CREATE));
            assertTrue(written.get(0).resource().uri().endsWith("#lines"), "lines are counted apart");
            assertTrue(written.stream()
                    .allMatch(one -> one.resource().overlaps(new Resource("file:/work"))
                            || one.resource().uri().startsWith("db:")));
        }
    }

    private static List<Long> sum(List<Effect> effects, Verb verb) {
        return List.of(
                effects.stream()
                        .filter(one -> one.verb() == verb)
                        .mapToLong(Effect::count)
                        .sum(),
                effects.stream()
                        .filter(one -> one.verb() == verb)
                        .mapToLong(Effect::bytes)
                        .sum());
    }

    @Test
    void aReadThatSaysItChangedSomethingIsWrittenDown() throws Exception {
        FakeTool look = look("look").running(permit -> {
            permit.redeem();
            permit.did(List.of(removed("/a", 1)));
            return "";
        });
        String call = agent(gate()).call(look, none()).call();
        assertEquals(List.of(Entry.Kind.READ, Entry.Kind.NOTED), journal.kinds(call));
        doing(List.of());
        String quiet = agent(gate()).call(look("other"), none()).call();
        assertEquals(List.of(Entry.Kind.READ), journal.kinds(quiet));
    }

    /** The process died once the end was written, and before the ledger knew of it. */
    @Test
    void whatAKilledProcessWroteDownCountsOnceAGateOpensOnIt() throws Exception {
        Path place = folder.resolve("journal");
        doing(List.of(removed("/a", 7)));
        String call;
        List<History.Past> before;
        try (FileJournal files = FileJournal.in(place);
                Ledger kept = io.brattice.journal.FileLedger.in(folder.resolve("ledger"))) {
            Ledger deaf = (Ledger) java.lang.reflect.Proxy.newProxyInstance(
                    Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("settle")) {
                            throw new io.brattice.journal.JournalException("the process is gone");
                        }
                        return method.invoke(kept, arguments);
                    });
            Gate gate = keep(builder().journal(files).ledger(deaf).build());
            call = agent(gate).call(script, none()).call();
            before = kept.history(bot().principal(), Instant.now()).past();
        }
        assertEquals(1, before.get(0).effects().size());
        try (FileJournal files = FileJournal.in(place);
                Ledger kept = io.brattice.journal.FileLedger.in(folder.resolve("ledger"))) {
            keep(builder().journal(files).ledger(kept).patience(Duration.ZERO).build());
            History.Past after =
                    kept.history(bot().principal(), Instant.now()).past().get(0);
            assertEquals(History.State.DONE, after.state());
            assertEquals(removed("/a", 7), after.effects().get(1));
            assertEquals(Optional.of(History.State.DONE), kept.recorded(call).map(Ledger.Recorded::state));
        }
    }
}
