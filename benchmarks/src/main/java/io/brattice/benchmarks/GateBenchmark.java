package io.brattice.benchmarks;

import io.brattice.Effects;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Policy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One allowed call, one caller, journal in memory. The floor is what no gate with a chained journal can do without: copy and
 * encode the four arguments, and hash an entry of 512 bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class GateBenchmark {

    /** What the guarded call goes through. */
    public interface Switch {
        @Effects(Reversibility.READ_ONLY)
        String look(String name, int level, boolean deep, String unit);
    }

    private final Map<String, Object> four = Map.of("name", "orders", "level", 3, "deep", true, "unit", "rows");
    private final byte[] entry = new byte[512];
    private final Tool read = Tool.of("look", Reversibility.READ_ONLY, arguments -> "seen");
    private final Tool reversible = Tool.of("set", Reversibility.REVERSIBLE, arguments -> "set");

    private Gate gate;
    private Session session;
    private Switch guarded;

    @Setup
    public void open() throws JournalException {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("benchmark"))
                .journal(Journal.inMemory())
                .build();
        session = gate.as(Caller.agent("bench"));
        guarded = session.guard(Switch.class, (name, level, deep, unit) -> "seen");
    }

    @TearDown
    public void close() {
        gate.close();
    }

    @Benchmark
    public Digest floor() {
        byte[] encoded = Arguments.from(four).canonical();
        System.arraycopy(encoded, 0, entry, 0, encoded.length);
        return Digest.of(entry);
    }

    @Benchmark
    public Outcome readOnlyCall() {
        return session.call(read, Arguments.from(four));
    }

    @Benchmark
    public Outcome reversibleCall() {
        return session.call(reversible, Arguments.from(four));
    }

    @Benchmark
    public String guardedReadOnlyCall() {
        return guarded.look("orders", 3, true, "rows");
    }
}
