package io.brattice.benchmarks;

import io.brattice.action.Arguments;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Redaction;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One caller's durable entry beside a bare forced write of as many bytes, turn by turn, so that both meet the same disk in the
 * same moment. Run it with
 * {@code java -cp benchmarks/target/benchmarks.jar io.brattice.benchmarks.InterleavedForce [FOLDER]}.
 */
public final class InterleavedForce {

    private static final int ROUNDS = 6;
    private static final int TURNS = 4_000;
    private static final int BYTES = 512;

    private InterleavedForce() {}

    /** One of the three that take turns. */
    @FunctionalInterface
    private interface Turn {
        void take() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(
                Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize(), "force-");
        Entry entry = new Entry(
                Entry.Kind.INTENT,
                "call-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Arguments.of("tool", "bash", "text", "x".repeat(330)));
        try (FileJournal journal = FileJournal.in(folder.resolve("default"));
                FileJournal unredacted = FileJournal.builder(folder.resolve("unredacted"))
                        .redaction(Redaction.none())
                        .open();
                FileChannel bare = FileChannel.open(
                        folder.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            bare.write(ByteBuffer.allocate(TURNS * BYTES));
            bare.force(true);
            for (int round = 1; round <= ROUNDS; round++) {
                bare.position(0);
                long[] p50 = medians(() -> bare(bare), () -> journal.append(entry), () -> unredacted.append(entry));
                System.out.printf(
                        "round %d, p50: bare %.1f us; journal %.1f us, %.2f times; without redaction %.1f us, %.2f times%n",
                        round,
                        p50[0] / 1e3,
                        p50[1] / 1e3,
                        (double) p50[1] / p50[0],
                        p50[2] / 1e3,
                        (double) p50[2] / p50[0]);
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void bare(FileChannel channel) throws Exception {
        channel.write(ByteBuffer.allocate(BYTES));
        channel.force(false);
    }

    private static long[] medians(Turn... turns) throws Exception {
        long[][] times = new long[turns.length][TURNS];
        for (int i = 0; i < TURNS; i++) {
            for (int turn = 0; turn < turns.length; turn++) {
                long started = System.nanoTime();
                turns[turn].take();
                times[turn][i] = System.nanoTime() - started;
            }
        }
        return Arrays.stream(times)
                .mapToLong(each -> {
                    Arrays.sort(each);
                    return each[TURNS / 2];
                })
                .toArray();
    }
}
