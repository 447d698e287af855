package io.brattice.benchmarks;

import io.brattice.files.store.Snapshots;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Scan;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
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
 * The state of a workspace of 10,000 files in 550 folders: looked at, kept for the first time, and kept again when nothing or ten files changed.
 * The floor is a bare walk with the same stat calls.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class SnapshotBenchmark {

    private static final String FACTS = "unix:mode,uid,gid,size,lastModifiedTime,ctime,dev,ino,nlink";

    private Path home;
    private Path workspace;
    private Snapshots snapshots;
    private int round;

    @Setup
    public void furnish() throws IOException {
        home = Files.createTempDirectory("brattice-snapshot").toRealPath();
        workspace = Files.createDirectory(home.resolve("work"));
        for (int i = 0; i < 500; i++) {
            Path folder = Files.createDirectories(workspace.resolve("part" + i % 50 + "/sub" + i));
            for (int j = 0; j < 20; j++) {
                Files.writeString(folder.resolve("file-" + j + ".txt"), ("line " + i + " " + j + "\n").repeat(100));
            }
        }
        snapshots = Snapshots.in(Store.in(home.resolve("store")));
        snapshots.take(workspace);
    }

    @Benchmark
    public long floor() throws IOException {
        long size = 0;
        ArrayDeque<Path> folders = new ArrayDeque<>();
        folders.push(workspace);
        while (!folders.isEmpty()) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folders.pop())) {
                for (Path each : all) {
                    Map<String, Object> facts = Files.readAttributes(each, FACTS, LinkOption.NOFOLLOW_LINKS);
                    size += facts.get("size") instanceof Long bytes ? bytes : 0;
                    if (facts.get("mode") instanceof Integer mode && (mode & 0170000) == 0040000) {
                        folders.push(each);
                    }
                }
            }
        }
        return size;
    }

    @Benchmark
    public Scan scan() throws IOException {
        return Scan.of(workspace, Extent.USUAL, Set.of());
    }

    @Benchmark
    public Manifest lookAtUnchanged() throws IOException {
        return snapshots.look(workspace);
    }

    @Benchmark
    public Manifest takeUnchanged() throws IOException {
        return snapshots.take(workspace);
    }

    /** As each call does it that is a process's first: what is known is read from the store. */
    @Benchmark
    public Manifest takeUnchangedFromTheStore() throws IOException {
        return Snapshots.in(Store.in(home.resolve("store"))).take(workspace);
    }

    @Benchmark
    public Manifest takeAfterTenChanges() throws IOException {
        round++;
        for (int i = 0; i < 10; i++) {
            Files.writeString(workspace.resolve("part" + i + "/sub" + i + "/file-0.txt"), "round " + round + "\n");
        }
        return snapshots.take(workspace);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public Manifest takeFirst() throws IOException {
        round++;
        return Snapshots.in(Store.in(home.resolve("first" + round))).take(workspace);
    }
}
