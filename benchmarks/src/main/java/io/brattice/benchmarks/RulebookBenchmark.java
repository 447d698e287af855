package io.brattice.benchmarks;

import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A decision by a rulebook of so many rules, beside what would be written by hand and beside other engines. Each has to give the
 * right answer to every request before it is timed. Of a busy machine only the ratios of one run are worth anything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class RulebookBenchmark {

    @Param({"10", "1000", "10000"})
    int rules;

    private Evidence[] evidence;
    private Evidence[] files;
    private Decider decider;
    private Decider wildcards;
    private Decider folders;
    private HandWrittenIndex byHand;
    private Book book;
    private int next;

    @Setup(Level.Trial)
    public void prepare() {
        RulebookWorkload workload = new RulebookWorkload(rules);
        evidence = workload.evidence();
        files = workload.inFolders(rules);
        book = workload.book();
        decider = Decider.of(List.of(book), CommandReader.none());
        wildcards = Decider.of(List.of(RulebookWorkload.wildcards(rules)), CommandReader.none());
        folders = Decider.of(List.of(RulebookWorkload.folders(rules)), CommandReader.none());
        byHand = new HandWrittenIndex(workload.families());
        RulebookWorkload.Request[] requests = workload.requests();
        for (int i = 0; i < requests.length; i++) {
            require(requests[i].answer(), decider.decide(evidence[i]).decision());
            require(requests[i].answer(), byHand(i).decision());
            require(Decision.ALLOW, folders.decide(files[i]).decision());
            require(Decision.ESCALATE, wildcards.decide(evidence[i]).decision());
        }
    }

    static void require(Decision expected, Decision given) {
        if (expected != given) {
            throw new IllegalStateException("expected " + expected + ", not " + given);
        }
    }

    private int turn() {
        next = next + 1 & RulebookWorkload.REQUESTS - 1;
        return next;
    }

    private Verdict byHand(int i) {
        return byHand.decide(evidence[i].call().tool(), evidence[i].call().arguments());
    }

    /** The floor. */
    @Benchmark
    public Verdict handWrittenIndex() {
        return byHand(turn());
    }

    /** A rulebook, with reasons and the ids of rules. */
    @Benchmark
    public Verdict rulebook() {
        return decider.decide(evidence[turn()]);
    }

    /** Rules that name folders instead of tools. */
    @Benchmark
    public Verdict rulebookByFolder() {
        return folders.decide(files[turn()]);
    }

    /** Rules of which each has to be looked at: divide by their number. */
    @Benchmark
    public Verdict rulebookOfWildcards() {
        return wildcards.decide(evidence[turn()]);
    }

    /** From plain values to a matcher, without reading a file. */
    @Benchmark
    public Decider compile() {
        return Decider.of(List.of(book), CommandReader.none());
    }

    /** The other engines, each in a state of its own: one that fails to start must not stop the others. */
    @State(Scope.Benchmark)
    public static class Cel {
        private CelPeer peer;
        private int next;

        @Setup(Level.Trial)
        public void prepare(RulebookBenchmark benchmark) throws Exception {
            RulebookWorkload workload = new RulebookWorkload(benchmark.rules);
            peer = new CelPeer(workload);
            for (int i = 0; i < RulebookWorkload.REQUESTS; i++) {
                require(workload.requests()[i].answer(), peer.decide(i));
            }
        }
    }

    /** jCasbin. */
    @State(Scope.Benchmark)
    public static class Casbin {
        private CasbinPeer peer;
        private int next;

        @Setup(Level.Trial)
        public void prepare(RulebookBenchmark benchmark) {
            RulebookWorkload workload = new RulebookWorkload(benchmark.rules);
            peer = new CasbinPeer(workload);
            for (int i = 0; i < RulebookWorkload.REQUESTS; i++) {
                require(workload.requests()[i].answer(), peer.decide(i));
            }
        }
    }

    /** cedar-java. */
    @State(Scope.Benchmark)
    public static class Cedar {
        private CedarPeer peer;
        private int next;

        @Setup(Level.Trial)
        public void prepare(RulebookBenchmark benchmark) throws Exception {
            RulebookWorkload workload = new RulebookWorkload(benchmark.rules);
            peer = new CedarPeer(workload);
            for (int i = 0; i < RulebookWorkload.REQUESTS; i++) {
                require(workload.requests()[i].answer(), peer.decide(i));
            }
        }
    }

    @Benchmark
    public Decision celIndexedInJava(Cel cel) throws Exception {
        cel.next = cel.next + 1 & RulebookWorkload.REQUESTS - 1;
        return cel.peer.decide(cel.next);
    }

    @Benchmark
    public Decision jcasbin(Casbin casbin) {
        casbin.next = casbin.next + 1 & RulebookWorkload.REQUESTS - 1;
        return casbin.peer.decide(casbin.next);
    }

    @Benchmark
    public Decision cedar(Cedar cedar) throws Exception {
        cedar.next = cedar.next + 1 & RulebookWorkload.REQUESTS - 1;
        return cedar.peer.decide(cedar.next);
    }
}
