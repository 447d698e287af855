package io.brattice.benchmarks;

import io.brattice.action.Digest;
import io.brattice.files.LocalWorld;
import io.brattice.shell.Judged;
import io.brattice.shell.ShellClassifier;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One command line, understood. The floor is what any gate does with the text: hash it. Judging includes the look-ups in a real folder,
 * which the third line needs and the first does not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class LineBenchmark {

    /** The line. */
    @Param({
        "ls -la",
        "cd src && grep -rn TODO . | head -20",
        "echo x > notes.txt",
        "for f in *.md; do wc -l \"$f\"; done"
    })
    public String line;

    private Path workspace;
    private ShellClassifier classifier;

    @Setup
    public void furnish() throws IOException {
        Path home = Files.createTempDirectory("brattice-line").toRealPath();
        workspace = Files.createDirectory(home.resolve("work"));
        Files.createDirectory(workspace.resolve("src"));
        Files.writeString(workspace.resolve("a.md"), "a");
        classifier = ShellClassifier.builder()
                .workspace(workspace)
                .home(home)
                .environment(ShellClassifier.environment(home))
                .asTheToolWould()
                .build();
    }

    @Benchmark
    public Digest floor() {
        return Digest.of(line);
    }

    @Benchmark
    public Script parse() throws SyntaxException {
        return Parser.parse(line);
    }

    @Benchmark
    public Judged judge() {
        return classifier.judge(line, workspace, new LocalWorld());
    }
}
