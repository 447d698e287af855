package io.brattice.benchmarks;

import io.brattice.files.store.Blobs;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.undo.MovedAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to secure a call that deletes, or overwrites, 1,000 files of 2 KB, up to where all of it is on the disk. The floors are
 * {@code cp -a} of the same files, followed by {@code sync -f}, and a {@code sync -f} alone. Pass {@code -Djmh.folder} for a folder on a disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup before anything else
public class StoreBenchmark {

    private static final int FILES = 1000;
    private static final int BYTES = 2048;

    private final Random random = new Random(1);
    private Path folder;
    private Path tree;
    private Store store;
    private int turn;

    /** Files as they are kept before they are overwritten. */
    private record Kept(Blobs blobs, Path tree, List<String> hashes) implements Step {
        @Override
        public Map<String, Object> note() {
            return Map.of("kind", "kept", "path", tree.toString());
        }

        @Override
        public long bytes() {
            return FILES * (long) BYTES;
        }

        @Override
        public void keep() throws IOException {
            for (int i = 0; i < FILES; i++) {
                hashes.add(blobs.put(tree.resolve("file-" + i)));
            }
        }

        @Override
        public Collection<String> references() {
            return hashes;
        }

        @Override
        public String left() {
            return "";
        }

        @Override
        public void check(String left, Set<Path> freed) {}

        @Override
        public void undo(String left) {}

        @Override
        public String summary() {
            return "";
        }
    }

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(
                        Path.of(System.getProperty("jmh.folder", "."))
                                .toAbsolutePath()
                                .normalize(),
                        "store-")
                .toRealPath();
        store = Store.in(folder.resolve("store"));
        store.keep("first", List.of());
    }

    /**
     * New contents each time, so that nothing is kept already, and on the disk, so that nobody else's writes are measured. Nothing is removed
     * in between: some file systems are slow to make files where many were removed just now.
     */
    @Setup(Level.Invocation)
    public void furnish() throws Exception {
        turn++;
        tree = Files.createDirectory(folder.resolve("tree-" + turn));
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(bytes);
            Files.write(tree.resolve("file-" + i), bytes);
        }
        run("sync", "-f", folder.toString());
    }

    @TearDown
    public void close() throws IOException {
        remove(folder);
    }

    private static void remove(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void run(String... command) throws Exception {
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException("failed: " + List.of(command));
        }
    }

    @Benchmark
    public void floorSync() throws Exception {
        run("sync", "-f", folder.toString());
    }

    @Benchmark
    public void floorCopy() throws Exception {
        run("cp", "-a", tree.toString(), folder.resolve("copy-" + turn).toString());
        run("sync", "-f", folder.toString());
    }

    @Benchmark
    public void secureDelete() throws Exception {
        String call = "call-" + turn;
        MovedAside step = MovedAside.of(tree, store.shelf(call).resolve("0"));
        store.keep(call, "session", List.of(step));
        step.perform();
        Store.force(store.shelf(call));
        Store.force(folder);
    }

    @Benchmark
    public void secureOverwrite() throws Exception {
        store.keep("call-" + turn, "session", List.of(new Kept(store.blobs(), tree, new ArrayList<>())));
    }
}
