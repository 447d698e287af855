package io.brattice.benchmarks;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * 1,000 callers, each with a thread and a principal of its own, beside one caller in the same run; journal in memory.
 *
 * <p>Not JMH: its throughput adds up what each thread says of its own time, which means nothing where threads far outnumber
 * cores. Here calls are counted over one window of wall time. Run it with
 * {@code java -cp benchmarks/target/benchmarks.jar io.brattice.benchmarks.ManyCallers}.
 */
public final class ManyCallers {

    private static final int CALLERS = 1_000;
    private static final int ROUNDS = 5;
    private static final long WARM_MILLIS = 2_000;
    private static final long WINDOW_MILLIS = 4_000;
    private static final Map<String, Object> FOUR = Map.of("name", "orders", "level", 3, "deep", true, "unit", "rows");

    private ManyCallers() {}

    public static void main(String[] args) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        for (Reversibility kind : List.of(Reversibility.READ_ONLY, Reversibility.REVERSIBLE)) {
            Tool tool = Tool.of("tool", kind, arguments -> "done");
            for (int round = 1; round <= ROUNDS; round++) {
                double one = perSecond(tool, 1);
                double many = perSecond(tool, CALLERS);
                System.out.printf(
                        "%s round %d: one caller %,.0f/s, %,d callers %,.0f/s: %.2f of %d cores times one caller%n",
                        kind, round, one, CALLERS, many, many / (one * cores), cores);
            }
        }
    }

    private static double perSecond(Tool tool, int callers) throws JournalException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLongArray counts = new AtomicLongArray(callers * 16); // a cache line each
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("benchmark"))
                .journal(Journal.inMemory())
                .build()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Session session = gate.as(Caller.agent("caller-" + i));
                int slot = i * 16;
                threads.add(new Thread(() -> {
                    while (!over.get()) {
                        if (!session.call(tool, Arguments.from(FOUR)).ran()) {
                            throw new IllegalStateException("a call that must run was refused");
                        }
                        counts.lazySet(slot, counts.get(slot) + 1);
                    }
                }));
            }
            threads.forEach(Thread::start);
            Thread.sleep(WARM_MILLIS);
            long before = sum(counts);
            long started = System.nanoTime();
            Thread.sleep(WINDOW_MILLIS);
            long done = sum(counts) - before;
            double seconds = (System.nanoTime() - started) / 1e9;
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            return done / seconds;
        }
    }

    private static long sum(AtomicLongArray counts) {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }
}
