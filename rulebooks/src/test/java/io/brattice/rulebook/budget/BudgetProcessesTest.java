package io.brattice.rulebook.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.action.Caller;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, each with a gate and several threads, on one budget: what was paid is compared with what was granted. */
@DisabledOnOs(OS.WINDOWS)
class BudgetProcessesTest {

    private static final BigDecimal LIMIT = new BigDecimal(BudgetChild.LIMIT);
    private static final boolean LONG = Boolean.getBoolean("brattice.long");

    private final long seed = Long.getLong("brattice.seed", 20261125L);

    @TempDir
    private Path folder;

    @Test
    void twoProcessesWithManyThreadsTogetherNeverOverspend() throws Exception {
        try (Journal journal = BudgetChild.journal(folder);
                Ledger ledger = BudgetChild.ledger(folder);
                Gate gate = BudgetChild.gate(journal, ledger)) {
            Process child = BudgetChild.start(folder, "child", LONG ? 64 : 8, seed);
            BufferedReader said = BudgetChild.linesOf(child);
            assertTrue(isReady(said), errors("child"));
            BudgetChild.go(child);
            int here = BudgetChild.pay(gate, folder, "here", LONG ? 64 : 8, seed + 1000);
            int there = Integer.parseInt(said.readLine());
            assertEquals(0, child.waitFor());
            BigDecimal paid = paid();
            assertEquals(here + there, payments().size());
            assertTrue(paid.compareTo(LIMIT) <= 0, "seed " + seed + ": paid " + paid);
            assertTrue(paid.compareTo(LIMIT.subtract(BigDecimal.ONE)) > 0, "seed " + seed + ": paid only " + paid);
            assertEquals(0, paid.compareTo(stands(journal, ledger)), "seed " + seed);
        }
    }

    /** Killed at any moment: the next process finds charged what was paid, and at most what was under way beside it. */
    @Test
    void killedProcessesNeverOverspendAndLoseNothing() throws Exception {
        Random random = new Random(seed);
        int threads = 4;
        for (int round = 0; round < (LONG ? 40 : 4); round++) {
            String name = "child" + round;
            Process child = BudgetChild.start(folder, name, threads, random.nextLong());
            BufferedReader said = BudgetChild.linesOf(child);
            assertTrue(isReady(said), errors(name));
            int before = payments().size();
            BudgetChild.go(child);
            int wanted = before + 1 + random.nextInt(8);
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (payments().size() < wanted && child.isAlive() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            child.destroyForcibly().waitFor();
            try (Journal journal = BudgetChild.journal(folder);
                    Ledger ledger = BudgetChild.ledger(folder);
                    Gate gate = BudgetChild.gate(journal, ledger)) {
                String where = "seed " + seed + ", round " + round;
                BigDecimal stands = stands(journal, ledger);
                assertTrue(stands.compareTo(paid()) >= 0, where + ": paid " + paid() + ", charged " + stands);
                assertTrue(stands.compareTo(LIMIT) <= 0, where + ": charged " + stands);
                assertTrue(
                        gate.unresolved().size() <= threads * (round + 1),
                        where + ": " + gate.unresolved().size() + " unresolved");
                BigDecimal most =
                        paid().add(BigDecimal.valueOf(gate.unresolved().size()));
                assertTrue(stands.compareTo(most) <= 0, where + ": paid " + paid() + ", charged " + stands);
                assertEquals(
                        gate.unresolved().size(), ledger.unresolved().size(), where + ": what is unknown is listed");
            }
        }
        try (Journal journal = BudgetChild.journal(folder);
                Ledger ledger = BudgetChild.ledger(folder);
                Gate gate = BudgetChild.gate(journal, ledger)) {
            BudgetChild.pay(gate, folder, "rest", 2, seed);
            BigDecimal stands = stands(journal, ledger);
            assertTrue(paid().compareTo(LIMIT) <= 0, "seed " + seed + ": paid " + paid());
            assertTrue(stands.compareTo(LIMIT) <= 0 && stands.compareTo(paid()) >= 0, "seed " + seed + ": " + stands);
            assertEquals(
                    0,
                    ledger.history(Caller.agent("stranger").principal(), Instant.now())
                            .version());
        }
    }

    /** A logger may speak first. */
    private static boolean isReady(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.equals("ready")) {
            line = said.readLine();
        }
        return line != null;
    }

    private BigDecimal stands(Journal journal, Ledger ledger) throws Exception {
        Set<String> accounts = new TreeSet<>();
        journal.read(entry -> {
            if (entry.kind() == Entry.Kind.INTENT) {
                for (Object one : (List<?>) entry.body().get("charges").orElseThrow()) {
                    accounts.add(String.valueOf(((Map<?, ?>) one).get("account")));
                }
            }
        });
        assertEquals(1, accounts.size(), accounts.toString());
        return ledger.balances(accounts).values().iterator().next().since(Instant.EPOCH);
    }

    private List<String> payments() throws IOException {
        if (Files.notExists(BudgetChild.effects(folder))) {
            return List.of();
        }
        List<String> whole = new ArrayList<>();
        String text = Files.readString(BudgetChild.effects(folder));
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(whole::add);
        return whole;
    }

    private BigDecimal paid() throws IOException {
        return payments().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String errors(String name) throws IOException {
        Path file = folder.resolve(name + ".err");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
