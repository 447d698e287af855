package io.brattice.benchmarks;

import io.brattice.shell.containment.Cell;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Limits;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to start a command in a cell, over starting it bare. Making the cell includes looking for what is to be hidden in the
 * home folder of whoever runs this.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class CellBenchmark {

    private static final List<String> TRUE = List.of("/bin/true");

    private Execution execution;
    private Path workspace;
    private Cell cell;

    @Setup
    public void furnish() throws IOException {
        Path folder = Files.createTempDirectory("brattice-cell").toRealPath();
        workspace = Files.createDirectory(folder.resolve("work"));
        cell = new Cell(
                workspace,
                true,
                Set.of(),
                Set.of(),
                Path.of(System.getProperty("user.home")),
                Files.createDirectory(folder.resolve("scratch")),
                Optional.empty(),
                Limits.usual());
        execution = new Execution(Map.of("PATH", "/usr/bin:/bin"), Duration.ofSeconds(20), 1 << 16);
    }

    @Benchmark
    public ShellResult bare() throws IOException, InterruptedException {
        return execution.run(TRUE, workspace);
    }

    @Benchmark
    public ShellResult contained() throws IOException, InterruptedException {
        return execution.run(Containment.ofThisHost().entering(cell, TRUE, workspace), workspace);
    }
}
