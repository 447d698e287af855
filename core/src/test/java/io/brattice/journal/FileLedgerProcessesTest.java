package io.brattice.journal;

import static io.brattice.journal.LedgerSamples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.policy.History;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several real processes on one ledger, and what is left when one is killed. */
class FileLedgerProcessesTest {

    private static final long LARGE = 16L << 20;

    @TempDir
    private Path temp;

    @Test
    void processesAndThreadsTogetherNeverOverspendABudget() throws Exception {
        Path dir = Files.createDirectory(temp.resolve("ledger"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (FileLedger one = FileLedger.in(dir, 200_000);
                FileLedger two = FileLedger.in(dir)) {
            Process child = LedgerChild.start(dir, "spend", "child", 200_000);
            Process another = LedgerChild.start(dir, "spend", "another", 200_000);
            BufferedReader ofChild = LedgerChild.linesOf(child);
            BufferedReader ofAnother = LedgerChild.linesOf(another);
            assertEquals("ready", ofChild.readLine());
            assertEquals("ready", ofAnother.readLine());
            LedgerChild.start(one);
            int granted = 0;
            for (Future<Integer> task : threads.invokeAll(List.<Callable<Integer>>of(
                    () -> LedgerChild.spend(one, "one", LedgerChild.BUDGET),
                    () -> LedgerChild.spend(two, "two", LedgerChild.BUDGET)))) {
                granted += task.get();
            }
            granted += Integer.parseInt(ofChild.readLine());
            granted += Integer.parseInt(ofAnother.readLine());
            assertEquals(0, child.waitFor());
            assertEquals(0, another.waitFor());
            assertEquals(LedgerChild.BUDGET, granted);
            assertEquals(LedgerChild.BUDGET, one.history("shared", NOW).past().size());
            assertEquals(one.history("shared", NOW), two.history("shared", NOW));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesAndThreadsTogetherNeverOverspendAnAccount() throws Exception {
        Path dir = Files.createDirectory(temp.resolve("ledger"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (FileLedger one = FileLedger.in(dir, 200_000);
                FileLedger two = FileLedger.in(dir)) {
            Process child = LedgerChild.start(dir, "pay", "child", 200_000);
            BufferedReader ofChild = LedgerChild.linesOf(child);
            assertEquals("ready", ofChild.readLine());
            LedgerChild.start(one);
            int granted = 0;
            for (Future<Integer> task : threads.invokeAll(List.<Callable<Integer>>of(
                    () -> LedgerChild.pay(one, "one", LedgerChild.LIMIT),
                    () -> LedgerChild.pay(two, "two", LedgerChild.LIMIT)))) {
                granted += task.get();
            }
            granted += Integer.parseInt(ofChild.readLine());
            assertEquals(0, child.waitFor());
            assertEquals(1000, granted);
            assertEquals(0, LedgerChild.LIMIT.compareTo(shared(one)));
            assertEquals(one.balances(Set.of("shared")), two.balances(Set.of("shared")));
        } finally {
            threads.shutdownNow();
        }
    }

    /** It pays, gives every seventh payment back, and says so; killed between the two, the payment still counts. */
    @ParameterizedTest
    @ValueSource(longs = {LARGE, 20_000})
    void killedProcessLosesNothingOfWhatItCharged(long compactAbove) throws Exception {
        Path dir = Files.createDirectory(temp.resolve("ledger"));
        int told = 0;
        for (int round = 0; round < 3; round++) {
            told += paidUntilKilled(dir, "child" + round, 200 + 101 * round, compactAbove);
            try (FileLedger survivor = FileLedger.in(dir, compactAbove)) {
                BigDecimal before = shared(survivor);
                survivor.recover(NOW);
                int stands = before.movePointRight(1).intValueExact();
                assertTrue(
                        Math.abs(stands - told) <= 1, "told " + told + ", stands " + stands); // the last was not told
                assertEquals(before, shared(survivor), "kept on unknown");
                told = stands;
            }
        }
    }

    private int paidUntilKilled(Path dir, String name, int lines, long compactAbove) throws Exception {
        Process child = LedgerChild.start(dir, "pay for ever", name, compactAbove);
        int paid = 0;
        try (BufferedReader said = LedgerChild.linesOf(child)) {
            String line = said.readLine();
            for (int i = 0; line != null; i++) {
                if (line.endsWith(".")) {
                    paid += line.startsWith("RESERVED") ? 1 : -1;
                }
                if (i == lines) {
                    child.toHandle().destroyForcibly();
                }
                line = said.readLine();
            }
        }
        child.waitFor();
        assertTrue(paid > lines / 3, Files.readString(temp.resolve(name + ".err")));
        return paid;
    }

    private static BigDecimal shared(Ledger ledger) throws JournalException {
        return ledger.balances(Set.of("shared")).get("shared").since(NOW.minusSeconds(60));
    }

    /** With a small log, the kill also falls into compactions. */
    @ParameterizedTest
    @ValueSource(longs = {LARGE, 20_000})
    void killedProcessLosesNothingItWasToldAndItsReservationsBecomeUnknown(long compactAbove) throws Exception {
        Path dir = Files.createDirectory(temp.resolve("ledger"));
        try (FileLedger survivor = FileLedger.in(dir, compactAbove)) {
            claim(survivor, "survivor.1");
            for (int round = 0; round < 4; round++) {
                String name = "child" + round;
                Map<String, History.State> told = killedAfter(dir, name, 500 + 333 * round, compactAbove);
                List<String> lost = survivor.recover(NOW).stream()
                        .map(Ledger.Unresolved::call)
                        .toList();
                for (Map.Entry<String, History.State> one : told.entrySet()) {
                    History.State is =
                            survivor.recorded(one.getKey()).orElseThrow().state();
                    if (one.getValue() == History.State.DONE) {
                        assertEquals(History.State.DONE, is, one.getKey());
                    } else if (!isLast(one.getKey(), told)) { // the last may have been settled without our being told
                        assertEquals(History.State.UNKNOWN, is, one.getKey());
                        assertTrue(lost.contains(one.getKey()), one.getKey());
                    }
                }
                assertEquals(List.of(), survivor.recover(NOW));
                assertEquals(
                        History.State.RESERVED,
                        survivor.recorded("survivor.1").orElseThrow().state());
            }
            assertEquals(1, files(dir, "ledger.alive-"));
        }
    }

    @Test
    void reservationOfALivingProcessIsLeftAloneUntilItIsKilled() throws Exception {
        Path dir = Files.createDirectory(temp.resolve("ledger"));
        try (FileLedger ledger = FileLedger.in(dir)) {
            Process child = LedgerChild.start(dir, "hold", "child", LARGE);
            assertEquals("held", LedgerChild.linesOf(child).readLine());
            assertEquals(List.of(), ledger.recover(NOW));
            assertEquals(List.of(), ledger.recover(NOW)); // looking did not take its proof of life away
            assertEquals(2, files(dir, "ledger.alive-"));
            child.destroyForcibly().waitFor();
            assertEquals(
                    List.of("child"),
                    ledger.recover(NOW).stream().map(Ledger.Unresolved::call).toList());
            assertEquals(1, files(dir, "ledger.alive-"));
        }
    }

    @Test
    void closedLedgerLeavesItsReservationsToBeRecovered() throws Exception {
        Path dir = temp.resolve("ledger");
        try (FileLedger stays = FileLedger.in(dir)) {
            claim(stays, "stays");
            FileLedger goes = FileLedger.in(dir);
            claim(goes, "goes");
            goes.close();
            assertEquals(
                    List.of("goes"),
                    stays.recover(NOW).stream().map(Ledger.Unresolved::call).toList());
        }
        try (FileLedger again = FileLedger.in(dir)) {
            assertEquals(
                    List.of("stays"),
                    again.recover(NOW).stream().map(Ledger.Unresolved::call).toList());
            assertEquals(2, again.unresolved().size());
            assertTrue(again.settle("goes", History.State.DONE, Arguments.none(), NOW));
        }
    }

    /** What the child said it did before it was killed, at an arbitrary point of its work. */
    private Map<String, History.State> killedAfter(Path dir, String name, int lines, long compactAbove)
            throws Exception {
        Process child = LedgerChild.start(dir, "churn", name, compactAbove);
        Map<String, History.State> told = new TreeMap<>();
        try (BufferedReader said = LedgerChild.linesOf(child)) {
            String line = said.readLine();
            for (int i = 0; line != null; i++) {
                if (line.endsWith(".")) { // so that a line cut by the kill is not taken for another call
                    int space = line.indexOf(' ');
                    told.put(
                            line.substring(space + 1, line.length() - 1),
                            History.State.valueOf(line.substring(0, space)));
                }
                if (i == lines) {
                    child.toHandle().destroyForcibly(); // unlike that of the process, leaves what it said to be read
                }
                line = said.readLine();
            }
        }
        child.waitFor();
        assertTrue(told.size() > lines / 3, Files.readString(temp.resolve(name + ".err")));
        return told;
    }

    private static boolean isLast(String call, Map<String, History.State> told) {
        int number = Integer.parseInt(call.substring(call.indexOf('.') + 1));
        return !told.containsKey(call.substring(0, call.indexOf('.') + 1) + (number + 1));
    }

    private static void claim(Ledger ledger, String id) throws JournalException {
        long seen = ledger.history("p", NOW).version();
        assertEquals(Claim.Answer.GRANTED, ledger.claim(LedgerSamples.claim("p", id, "file:/" + id, seen, NOW)));
    }

    private static long files(Path dir, String prefix) throws Exception {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }
}
