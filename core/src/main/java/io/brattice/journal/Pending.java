package io.brattice.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An entry that has its place in the chain and is not durable yet, or has just become so. */
final class Pending {
    private final int kind;
    private final byte[] payload;
    private final byte[] leaf;
    private final @Nullable Thread waiter;
    private final @Nullable CompletableFuture<Void> stage;

    // Set before it is pushed, and by the one who took it off.
    private @Nullable Pending before;
    private boolean awaited;
    private long bytes;

    private @Nullable JournalException refusal;
    private volatile boolean settled;

    private Pending(int kind, byte[] payload, @Nullable Thread waiter, @Nullable CompletableFuture<Void> stage) {
        this.kind = kind;
        this.payload = payload;
        this.leaf = Frame.leaf(payload); // by the calling thread, which holds no lock
        this.waiter = waiter;
        this.stage = stage;
    }

    /** One that the current thread will wait for. */
    static Pending awaited(int kind, byte[] payload) {
        return new Pending(kind, payload, Thread.currentThread(), null);
    }

    static Pending staged(int kind, byte[] payload, CompletableFuture<Void> stage) {
        return new Pending(kind, payload, null, stage);
    }

    /** One that nobody waits for. */
    static Pending noted(int kind, byte[] payload) {
        return new Pending(kind, payload, null, null);
    }

    int kind() {
        return kind;
    }

    byte[] payload() {
        return payload;
    }

    byte[] leaf() {
        return leaf;
    }

    @Nullable
    Thread waiter() {
        return waiter;
    }

    @Nullable
    Pending before() {
        return before;
    }

    /** Puts this behind another. */
    Pending behind(@Nullable Pending other) {
        before = other;
        awaited = waiter != null || stage != null || (other != null && other.awaited);
        bytes = payload.length + (other == null ? 0 : other.bytes);
        return this;
    }

    /** Whether somebody waits for this one or one before it. */
    boolean isAwaited() {
        return awaited;
    }

    /** What waits up to this one, in bytes. */
    long bytes() {
        return bytes;
    }

    boolean isSettled() {
        return settled;
    }

    /** To be asked once settled; null if it is durable. */
    @Nullable
    JournalException refusal() {
        return refusal;
    }

    void settle(@Nullable JournalException why) {
        refusal = why;
        settled = true;
    }

    /** Lets whoever waits go on. What hangs on a stage runs elsewhere: the thread that writes must not be kept. */
    void wake() {
        if (waiter != null) {
            LockSupport.unpark(waiter);
        }
        if (stage != null) {
            JournalException why = refusal;
            if (why == null) {
                stage.completeAsync(() -> null);
            } else {
                stage.defaultExecutor().execute(() -> stage.completeExceptionally(why));
            }
        }
    }
}
