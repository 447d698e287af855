package io.brattice.journal;

import io.brattice.action.Digest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lasts as long as the process: for tests, benchmarks and hosts that need nothing to survive.
 *
 * <p>Keeps the newest {@value #KEPT} entries, and fewer where their bodies come to more than 64 MiB; older ones are dropped.
 * Entries are encoded and hashed only when {@link #head} asks: there is no file that somebody could have changed meanwhile.
 *
 * <p>Writers take a number and a slot, and never wait for each other.
 */
final class MemoryJournal implements Journal {
    static final int KEPT = 1 << 16;

    private static final long MAX_BYTES = 64L << 20;
    private static final int BYTES_BESIDE_THE_BODY = 200;

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean closed;

    private record Slot(long number, Entry entry) {
        long bytes() {
            return entry.weight() + BYTES_BESIDE_THE_BODY;
        }
    }

    @Override
    public void append(Entry entry) throws JournalException {
        if (closed) {
            throw new JournalException("the journal in memory is closed; make a new one");
        }
        Slot slot = new Slot(next.getAndIncrement(), entry);
        long held = bytes.addAndGet(slot.bytes() - put(slot));
        while (held > MAX_BYTES) {
            held = bytes.addAndGet(-dropOldest());
        }
    }

    @Override
    public CompletionStage<Void> submit(Entry entry) {
        try {
            append(entry);
            return CompletableFuture.completedFuture(null);
        } catch (JournalException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void note(Entry entry) throws JournalException {
        append(entry);
    }

    @Override
    public void read(Consumer<? super Entry> reader) {
        long end = next.get();
        for (long number = Math.max(oldest.get(), end - KEPT); number < end; number++) {
            entry(number).ifPresent(reader);
        }
    }

    /** The hash of the newest entry, in a chain that begins at the oldest one kept, as a file of it would have it. */
    Digest head() throws JournalException {
        byte[] hash = new byte[Sha256.BYTES];
        long end = next.get();
        long sequence = 0;
        for (long number = Math.max(oldest.get(), end - KEPT); number < end; number++) {
            Optional<Entry> entry = entry(number);
            if (entry.isPresent()) {
                byte[] payload = Payload.encode(entry.get(), entry.get().body());
                hash = Frame.hash(entry.get().kind().code(), ++sequence, hash, Frame.leaf(payload));
            }
        }
        return Digest.parse(HexFormat.of().formatHex(hash));
    }

    @Override
    public void close() {
        closed = true;
    }

    /** How many bytes this pushed out; all of its own, if it came so late that a newer one has its slot. */
    private long put(Slot slot) {
        int index = index(slot.number());
        while (true) {
            Slot before = slots.get(index);
            if (before != null && before.number() > slot.number()) {
                return slot.bytes();
            }
            if (slots.compareAndSet(index, before, slot)) {
                return before == null ? 0 : before.bytes();
            }
        }
    }

    private long dropOldest() {
        long number = oldest.updateAndGet(known -> Math.max(known, next.get() - KEPT) + 1) - 1;
        Slot slot = slots.get(index(number));
        boolean dropped = slot != null && slot.number() == number && slots.compareAndSet(index(number), slot, null);
        return dropped ? slot.bytes() : 0;
    }

    /** Empty if it was dropped. One that has its number and not yet its slot is waited for: its writer is two steps away. */
    private Optional<Entry> entry(long number) {
        while (true) {
            Slot slot = slots.get(index(number));
            if (slot != null && slot.number() == number) {
                return Optional.of(slot.entry());
            }
            if (number < oldest.get() || number < next.get() - KEPT) {
                return Optional.empty();
            }
            Thread.onSpinWait();
        }
    }

    private static int index(long number) {
        return (int) (number & (KEPT - 1));
    }
}
