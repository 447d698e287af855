package io.brattice.journal;

import static io.brattice.journal.LedgerSamples.NOW;

import io.brattice.action.Arguments;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** Another process on the same ledger. It writes one line for each operation that was acknowledged. */
final class LedgerChild {

    /** So large that the processes are all at it for a while. */
    static final int BUDGET = 3000;

    /** What all together may pay. */
    static final BigDecimal LIMIT = new BigDecimal("100");

    private LedgerChild() {}

    static Process start(Path dir, String job, String name, long compactAbove) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerChild.class.getName(),
                        dir.toString(),
                        job,
                        name,
                        String.valueOf(compactAbove))
                .redirectError(ProcessBuilder.Redirect.to(new File(dir.toFile().getParentFile(), name + ".err")))
                .start();
    }

    static BufferedReader linesOf(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws Exception {
        try (FileLedger ledger = FileLedger.in(Path.of(args[0]), Long.parseLong(args[3]))) {
            switch (args[1]) {
                case "spend" -> {
                    System.out.println("ready");
                    awaitStart(ledger);
                    System.out.println(spend(ledger, args[2], BUDGET));
                }
                case "hold" -> {
                    ledger.claim(LedgerSamples.claim("p", args[2], "file:/" + args[2], 0, NOW));
                    System.out.println("held");
                    System.in.read();
                }
                case "churn" -> churn(ledger, args[2]);
                case "pay" -> {
                    System.out.println("ready");
                    awaitStart(ledger);
                    System.out.println(pay(ledger, args[2], LIMIT));
                }
                case "pay for ever" -> pay(ledger, args[2], new BigDecimal("1e9"));
                default -> throw new IllegalArgumentException(args[1]);
            }
        }
    }

    static void start(Ledger ledger) throws JournalException {
        ledger.refuse("start", LedgerSamples.refusal("file:/start", NOW));
    }

    /** Until any process starts the race; nothing to wait on is shared between processes but the ledger. */
    private static void awaitStart(Ledger ledger) throws JournalException {
        while (ledger.history("start", NOW).refusals().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** Takes from a budget of calls until nothing is left; answers how many it got. */
    static int spend(Ledger ledger, String name, int budget) throws JournalException {
        int granted = 0;
        for (int i = 0; ; i++) {
            History seen = ledger.history("shared", NOW);
            if (seen.past().size() >= budget) {
                return granted;
            }
            String id = name + "." + i;
            if (ledger.claim(LedgerSamples.claim("shared", id, "file:/" + id, seen.version(), NOW))
                    == Claim.Answer.GRANTED) {
                granted++;
                ledger.settle(id, History.State.DONE, Arguments.none(), NOW);
            }
        }
    }

    /** Pays 0.10 out of one account that everybody shares until nothing is left, as another principal each time. */
    static int pay(Ledger ledger, String name, BigDecimal limit) throws JournalException {
        int granted = 0;
        for (int i = 0; ; i++) {
            String id = name + "." + i;
            Claim claim = LedgerSamples.charging(
                    LedgerSamples.claim(id, id, "file:/" + id, 0, NOW), ledger, "0.10", "shared");
            Balance seen = ledger.balances(Set.of("shared")).get("shared");
            if (seen.version() != claim.balances().get("shared")) {
                continue;
            }
            if (seen.since(NOW.minusSeconds(60)).add(new BigDecimal("0.10")).compareTo(limit) > 0) {
                return granted;
            }
            if (ledger.claim(claim) != Claim.Answer.GRANTED) {
                continue;
            }
            granted++;
            if (limit.compareTo(LIMIT) > 0) {
                System.out.println("RESERVED " + id + ".");
            }
            if (i % 7 == 3) {
                ledger.release(id);
                granted--;
                if (limit.compareTo(LIMIT) > 0) {
                    System.out.println("RELEASED " + id + ".");
                }
            } else if (i % 3 != 0) {
                ledger.settle(id, History.State.DONE, Arguments.none(), NOW);
            }
        }
    }

    /** Claims and settles for ever, every third call left open, and says so only when it is acknowledged. */
    private static void churn(Ledger ledger, String name) throws JournalException {
        for (int i = 0; ; i++) {
            String id = name + "." + i;
            long seen = ledger.history(name, NOW).version();
            if (ledger.claim(LedgerSamples.claim(name, id, "file:/" + id, seen, NOW)) != Claim.Answer.GRANTED) {
                throw new IllegalStateException(id);
            }
            System.out.println("RESERVED " + id + ".");
            if (i % 3 != 0) {
                ledger.settle(id, History.State.DONE, Arguments.of("i", i), NOW);
                System.out.println("DONE " + id + ".");
            }
            System.out.flush();
        }
    }
}
