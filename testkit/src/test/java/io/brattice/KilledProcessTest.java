package io.brattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.KilledChild.Order;
import io.brattice.KilledChild.Step;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.journal.Verification;
import io.brattice.testkit.ScriptedApprover;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process is killed with SIGKILL at every step of a call, and another one opens a gate on what it left: no entry that was
 * said to be durable is lost, nothing happens twice, and what nobody can know is listed.
 *
 * <p>{@code -Plong} kills 200 times at random, {@code -Dbrattice.seed=…} says where.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledProcessTest {

    private static final Pattern EFFECT = Pattern.compile("\\((c\\d+)\\.");

    @TempDir
    Path folder;

    /** What is left of a call. */
    private enum Left {
        /** It provably did not run: a retry may. */
        NOTHING,
        /** Nobody knows: it is listed, and a retry may not. */
        DOUBT,
        /** Its end is known: a retry is told. */
        END
    }

    @ParameterizedTest(name = "{1} is killed {0}: {2}")
    @CsvSource({
        "BEFORE_INTENT,     plain, NOTHING",
        "AFTER_INTENT,      plain, DOUBT",
        "HALF_WAY,          plain, DOUBT",
        "BEFORE_THE_END,    plain, DOUBT",
        "AFTER_THE_END,     plain, END",
        "BEFORE_IT_IS_TOLD, plain, END",
        "AFTER_INTENT,      kept,  NOTHING",
        "AFTER_SECURED,     kept,  DOUBT",
        "BEFORE_THE_END,    kept,  DOUBT",
        "BEFORE_ASKED,      asked, NOTHING",
        "BEFORE_INTENT,     asked, NOTHING",
        "BEFORE_THE_EFFECT, asked, DOUBT",
        "AFTER_THE_END,     asked, END"
    })
    void whatIsLeftOfAKilledCall(Step step, String tool, Left left) throws Exception {
        check(killedAt(step, tool, Order.RIGHT), tool, left);
    }

    @ParameterizedTest(name = "{0}, {1}: {3}")
    @CsvSource({
        "INTENT_IS_CLAIMED, BEFORE_THE_END, DOUBT,   an entry is lost: INTENT c1",
        "INTENT_IS_SKIPPED, BEFORE_THE_END, DOUBT,   listed as unknown",
        "INTENT_IS_SKIPPED, BEFORE_THE_END, NOTHING, it happened once",
        "END_COMES_FIRST,   HALF_WAY,       DOUBT,   listed as unknown"
    })
    void aWrongOrderIsCaught(Order order, Step step, Left left, String by) throws Exception {
        Killed killed = killedAt(step, "plain", order);
        AssertionError caught = assertThrows(AssertionError.class, () -> check(killed, "plain", left));
        assertTrue(caught.getMessage().startsWith(by), caught::getMessage);
    }

    @Test
    void aSecuredCallWhoseProcessWasKilledIsTakenBack() throws Exception {
        Killed killed = killedAt(Step.HALF_WAY, "kept", Order.RIGHT);
        try (FileJournal journal = open(killed);
                Gate gate = KilledChild.gate(folder, journal, KilledChild.yes())) {
            assertEquals(Set.of("c1"), listed(gate));
            assertTrue(KilledChild.agent(gate).undo("c1").ran());
            assertEquals(Set.of(), listed(gate), "nobody need settle what was taken back");
        }
        try (FileJournal journal = open(killed);
                Gate gate = KilledChild.gate(folder, journal, KilledChild.yes())) {
            assertEquals(Set.of(), listed(gate), "nor after another start");
            assertInstanceOf(Outcome.Refused.class, KilledChild.agent(gate).undo("c1"), "once");
        }
    }

    @Test
    void aParkedQuestionOutlivesItsProcessAndIsRedeemedOnce() throws Exception {
        Killed killed = killedAt(Step.PARKED, "asked", Order.RIGHT);
        String ticket = killed.after("ticket ").get(0);
        try (FileJournal journal = open(killed);
                Gate gate = KilledChild.gate(folder, journal, KilledChild.silent())) {
            Parked parked = gate.waiting().get(0);
            assertEquals(
                    List.of(ticket), gate.waiting().stream().map(Parked::ticket).toList());
            Outcome again = KilledChild.agent(gate).call(tool("asked"), Arguments.of("n", 1));
            assertEquals(ticket, assertInstanceOf(Outcome.Pending.class, again).ticket());

            assertTrue(gate.answer(
                    ticket,
                    new Approval(true, ScriptedApprover.person("vera"), "", parked.question(), Optional.empty())));
            assertTrue(gate.resume(ticket).ran());
            assertTrue(assertInstanceOf(Outcome.Ran.class, gate.resume(ticket)).replayed());
            assertTrue(assertInstanceOf(
                            Outcome.Ran.class, KilledChild.agent(gate).call(tool("asked"), Arguments.of("n", 1)))
                    .replayed());
            assertEquals(Map.of("c1", 1), effects());
        }
    }

    @Test
    void aProcessKilledAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        long seed = Long.getLong("brattice.seed", 1);
        int kills = Boolean.getBoolean("brattice.long") ? 200 : 3;
        Random random = new Random(seed);
        int first = 1;
        int doubts = 0;
        for (int i = 0; i < kills; i++) {
            int lines = 1 + random.nextInt(60);
            try {
                Killed killed = killed(Step.NEVER, "any", Order.RIGHT, first, new Countdown(lines));
                int last = first + 1 + killed.after("told ").size();
                doubts += checkAll(killed, first, last);
                first = last + 1;
            } catch (AssertionError e) {
                throw new AssertionError("kill " + i + " after line " + lines + " of seed " + seed, e);
            }
        }
        System.out.printf("%d kills from seed %d: %d calls, %d unknown%n", kills, seed, first - 1, doubts);
    }

    // -- the checks ---------------------------------------------------------------------------------------------------

    private void check(Killed killed, String tool, Left left) throws Exception {
        try (FileJournal journal = open(killed);
                Gate gate = KilledChild.gate(folder, journal, KilledChild.yes())) {
            Set<String> listed = listed(gate);
            assertEquals(left == Left.DOUBT ? Set.of("c1") : Set.of(), listed, "listed as unknown");
            int before = effects().getOrDefault("c1", 0);
            assertTrue(before <= 1, "it happened once at most");
            Outcome retried = KilledChild.agent(gate).callId("c1").call(tool(tool), Arguments.of("n", 1));
            switch (left) {
                case NOTHING -> assertTrue(retried.ran(), () -> "a retry of what did not run: " + retried);
                case END ->
                    assertTrue(assertInstanceOf(Outcome.Ran.class, retried).replayed(), "the end is told");
                case DOUBT -> {
                    assertInstanceOf(Outcome.Unknown.class, retried);
                    Session same = KilledChild.agent(gate);
                    Session other =
                            gate.as(Caller.agent("bot").onBehalfOf("olga").session("s2"));
                    assertFalse(same.call(tool(tool), Arguments.of("n", 1)).ran(), "the same session may not");
                    assertInstanceOf(Outcome.Refused.class, other.call(tool(tool), Arguments.of("n", 1)));
                    assertEquals(before, effects().getOrDefault("c1", 0), "nothing happens while it is unknown");
                    assertTrue(gate.settle("c1", before == 1, ScriptedApprover.person("vera"), "I looked"));
                    assertEquals(Set.of(), listed(gate), "listed once it is settled");
                    return;
                }
            }
            assertEquals(Map.of("c1", 1), effects(), "it happened once");
        }
    }

    /** The same for many calls; answers how many are unknown, and settles them. */
    private int checkAll(Killed killed, int first, int last) throws Exception {
        try (FileJournal journal = open(killed);
                Gate gate = KilledChild.gate(folder, journal, KilledChild.yes())) {
            Set<String> listed = listed(gate);
            Map<String, Integer> before = effects();
            Set<String> ended = calls(journal, entry -> entry.kind() == Entry.Kind.DONE);
            assertTrue(listed.size() <= 1, () -> "one call at a time, and " + listed);
            for (int n = first; n <= last; n++) {
                String call = "c" + n;
                boolean happened = before.containsKey(call);
                assertTrue(!happened || ended.contains(call) || listed.contains(call), () -> call + " is forgotten");
                assertFalse(ended.contains(call) && listed.contains(call), () -> call + " is listed and has an end");
                String tool = new String[] {"plain", "kept", "asked"}[n % 3];
                Outcome retried = KilledChild.agent(gate).callId(call).call(tool(tool), Arguments.of("n", n));
                assertEquals(!listed.contains(call), retried.ran(), () -> "a retry: " + retried);
            }
            effects().forEach((call, times) -> assertEquals(1, times, call));
            for (String call : listed) {
                assertTrue(gate.settle(call, before.containsKey(call), ScriptedApprover.person("vera"), "I looked"));
            }
            return listed.size();
        }
    }

    /** Opens what a killed process left, once it has been found whole: nothing that was said to be durable is missing. */
    private FileJournal open(Killed killed) throws JournalException {
        Path files = KilledChild.journal(folder);
        Verification verified = FileJournal.verify(files);
        assertTrue(verified.isIntact(), () -> "the journal is damaged: " + verified.problem());
        FileJournal journal = FileJournal.in(files);
        Set<String> kept = new HashSet<>();
        journal.read(entry -> kept.add(entry.kind() + " " + entry.call()));
        for (String said : killed.after("durable ")) {
            assertTrue(kept.contains(said), () -> "an entry is lost: " + said);
        }
        return journal;
    }

    private static Set<String> calls(Journal journal, Predicate<Entry> which) throws JournalException {
        Set<String> calls = new HashSet<>();
        journal.read(entry -> {
            if (which.test(entry)) {
                calls.add(entry.call());
            }
        });
        return calls;
    }

    private static Set<String> listed(Gate gate) throws JournalException {
        Set<String> calls = new HashSet<>();
        for (Ledger.Unresolved one : gate.unresolved()) {
            calls.add(one.call());
        }
        return calls;
    }

    private Map<String, Integer> effects() throws IOException {
        Map<String, Integer> times = new TreeMap<>();
        if (Files.exists(KilledChild.effects(folder))) {
            Matcher one = EFFECT.matcher(Files.readString(KilledChild.effects(folder)));
            while (one.find()) {
                times.merge(one.group(1), 1, Integer::sum);
            }
        }
        return times;
    }

    private Tool tool(String name) {
        return KilledChild.tool(folder, name, step -> {});
    }

    // -- the killing --------------------------------------------------------------------------------------------------

    /** What a process said before it was killed. */
    private record Killed(List<String> lines) {
        List<String> after(String start) {
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .toList();
        }
    }

    private static final class Countdown implements Predicate<String> {
        private int left;

        Countdown(int left) {
            this.left = left;
        }

        @Override
        public boolean test(String line) {
            return --left == 0;
        }
    }

    private Killed killedAt(Step step, String tool, Order order) throws Exception {
        return killed(step, tool, order, 1, line -> line.equals("at " + step));
    }

    private Killed killed(Step step, String tool, Order order, int first, Predicate<String> now) throws Exception {
        File errors = folder.resolve("errors").toFile();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        folder.toString(),
                        step.name(),
                        order.name(),
                        tool,
                        String.valueOf(first))
                .redirectError(errors)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            boolean killed = false;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (!killed && now.test(line)) {
                    killed = child.toHandle().destroyForcibly(); // what it said is still read
                }
            }
            assertTrue(killed, () -> "it ended by itself after " + lines + "\n" + contents(errors));
            assertEquals(128 + 9, child.waitFor(), "killed by SIGKILL");
        } finally {
            child.destroyForcibly();
        }
        return new Killed(lines);
    }

    private static String contents(File errors) {
        try {
            return Files.readString(errors.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
