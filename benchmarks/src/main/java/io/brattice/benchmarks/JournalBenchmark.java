package io.brattice.benchmarks;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The durable journal beside a bare forced write of as many bytes into a preallocated file on the same disk. The folder is
 * {@code -Djmh.folder} or the working directory, never a memory file system.
 */
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class JournalBenchmark {

    private static final int ENTRY = 512;
    private static final int PREALLOCATED = 64 << 20;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(ENTRY);
    private final Entry entry = new Entry(
            Entry.Kind.INTENT,
            "call-1",
            Instant.parse("2026-01-01T00:00:00Z"),
            Arguments.of("tool", "bash", "text", "x".repeat(330)));

    private Path folder;
    private FileChannel bare;
    private long position;
    private FileJournal journal;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(
                Path.of(System.getProperty("jmh.folder", ".")).toAbsolutePath(), "journal-");
        bare = FileChannel.open(folder.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (int at = 0; at < PREALLOCATED; at += zeros.capacity()) {
            zeros.clear();
            bare.write(zeros, at);
        }
        bare.force(true);
        journal = FileJournal.in(folder.resolve("journal"));
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        bare.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Threads(1)
    public int bareForcedWrite() throws IOException {
        bytes.clear();
        int written = bare.write(bytes, position);
        position = (position + ENTRY) % PREALLOCATED;
        bare.force(false);
        return written;
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Threads(1)
    public void oneCaller() throws JournalException {
        journal.append(entry);
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Threads(64)
    public void sixtyFourCallers() throws JournalException {
        journal.append(entry);
    }
}
