package io.brattice.rulebook.budget;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.testkit.FakeTool;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Another process that pays through a gate of its own, on the journal and the ledger that all share. Every payment is one line of a file. */
final class BudgetChild {

    static final String LIMIT = "25";

    private BudgetChild() {}

    /** Arguments: folder, name, threads, seed. Says {@code ready}, waits for a line, pays until nothing is left, and says how often. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (Journal journal = journal(folder);
                Ledger ledger = ledger(folder);
                Gate gate = gate(journal, ledger)) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            System.out.println(pay(gate, folder, args[1], Integer.parseInt(args[2]), Long.parseLong(args[3])));
        }
    }

    static Process start(Path folder, String name, int threads, long seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BudgetChild.class.getName(),
                        folder.toString(),
                        name,
                        String.valueOf(threads),
                        String.valueOf(seed))
                .redirectError(new File(folder.toFile(), name + ".err"))
                .start();
    }

    static BufferedReader linesOf(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    static void go(Process child) throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
    }

    static Path effects(Path folder) {
        return folder.resolve("effects");
    }

    static Journal journal(Path folder) throws JournalException {
        return FileJournal.in(folder.resolve("journal"));
    }

    static Ledger ledger(Path folder) throws JournalException {
        return FileLedger.in(folder.resolve("ledger"));
    }

    static Gate gate(Journal journal, Ledger ledger) throws JournalException {
        return Gate.builder()
                .policy(Money.beside(Money.denying("b", Money.PAYING, Money.EUROS, Money.HOUR, LIMIT)))
                .approver(Approver.refusing("nobody is asked"))
                .journal(journal)
                .ledger(ledger)
                .build();
    }

    /** Each thread is another agent, and pays until it was refused three times; answers how many payments ran. */
    static int pay(Gate gate, Path folder, String name, int threads, long seed) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Session agent = gate.as(Caller.agent(name + i).session(name + i));
                Random random = new Random(seed + i);
                tasks.add(() -> pay(agent, folder, random));
            }
            int paid = 0;
            for (Future<Integer> one : executor.invokeAll(tasks)) {
                paid += one.get();
            }
            return paid;
        } finally {
            executor.shutdownNow();
        }
    }

    private static int pay(Session agent, Path folder, Random random) {
        int paid = 0;
        int refused = 0;
        for (int i = 0; refused < 3; i++) {
            String amount = "0." + (1 + random.nextInt(9));
            FakeTool tool = FakeTool.declared("pay", Reversibility.REVERSIBLE).running(permit -> {
                permit.redeem();
                Files.writeString(
                        effects(folder),
                        amount + "\n",
                        StandardCharsets.US_ASCII,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                return "paid";
            });
            Outcome outcome = agent.call(
                    tool,
                    Arguments.of(
                            "amount",
                            amount,
                            "currency",
                            "EUR",
                            "to",
                            agent.caller().session() + "." + i));
            paid += outcome.ran() ? 1 : 0;
            refused += outcome instanceof Outcome.Refused ? 1 : 0;
        }
        return paid;
    }
}
