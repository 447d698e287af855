package io.brattice.journal;

import io.brattice.action.Arguments;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** A quick look at how fast the journal is, by hand: the numbers that count come from the benchmarks module. */
final class JournalSpeed {
    private JournalSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "."), "speed");
        long opening = System.nanoTime();
        try (FileJournal journal =
                FileJournal.builder(folder).redaction(Redaction.none()).open()) {
            System.out.printf("opened in %.1f ms%n", (System.nanoTime() - opening) / 1e6);
            for (int round = 0; round < 3; round++) {
                one(journal, folder);
            }
            for (int threads : new int[] {8, 64, 64, 64, 256}) {
                many(journal, threads);
            }
        }
        memory();
    }

    private static Entry entry() {
        return new Entry(Entry.Kind.INTENT, "call-12345678", Instant.now(), Arguments.of("text", "x".repeat(395)));
    }

    private static void one(FileJournal journal, Path folder) throws Exception {
        int times = 2000;
        long[] ours = new long[times];
        long[] bare = new long[times];
        Path file = Files.createTempFile(folder, "bare", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4 << 20));
            channel.force(true);
            channel.position(0);
            ByteBuffer bytes = ByteBuffer.allocateDirect(516);
            Entry entry = entry();
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                bytes.clear();
                channel.write(bytes);
                channel.force(false);
                long middle = System.nanoTime();
                journal.append(entry);
                bare[i] = middle - start;
                ours[i] = System.nanoTime() - middle;
            }
        }
        Files.delete(file);
        Arrays.sort(ours);
        Arrays.sort(bare);
        System.out.printf(
                "1 caller: p50 %.1f us, bare %.1f us, ratio %.3f; p99 %.1f / %.1f us%n",
                ours[times / 2] / 1e3,
                bare[times / 2] / 1e3,
                (double) ours[times / 2] / bare[times / 2],
                ours[times * 99 / 100] / 1e3,
                bare[times * 99 / 100] / 1e3);
    }

    private static void many(FileJournal journal, int threads) throws Exception {
        long until = System.nanoTime() + 4_000_000_000L;
        LongAdder written = new LongAdder();
        CountDownLatch done = new CountDownLatch(threads);
        List<Throwable> failures = new ArrayList<>();
        Entry entry = entry();
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                        try {
                            while (System.nanoTime() < until) {
                                journal.append(entry);
                                written.increment();
                            }
                        } catch (JournalException e) {
                            failures.add(e);
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        System.out.printf("%d callers: %,d entries/s %s%n", threads, written.sum() / 4, failures);
    }

    private static void memory() throws Exception {
        Journal journal = Journal.inMemory();
        Entry entry = entry();
        for (int round = 0; round < 5; round++) {
            int times = 1_000_000;
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                journal.note(entry);
            }
            System.out.printf("in memory: %.1f ns a note%n", (System.nanoTime() - start) / (double) times);
        }
    }
}
