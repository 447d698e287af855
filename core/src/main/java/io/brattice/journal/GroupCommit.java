package io.brattice.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes many threads share each forced write.
 *
 * <p>An entry takes its place by one compare-and-set. Of those who wait, one leads: it writes and forces whatever has come
 * by then, passes the lead to one who came meanwhile, and only then wakes those it wrote for. Alone, a caller always leads
 * and never changes threads. Entries that nobody waits for are led by a thread of this journal, at the latest after
 * {@link #LONGEST_DELAY}.
 *
 * <p>The first failure is the last: whatever comes later is refused, and nothing is tried again.
 */
final class GroupCommit {
    /** How long an entry that nobody waits for may stay unforced: half of the second that is promised. */
    static final Duration LONGEST_DELAY = Duration.ofMillis(500);

    private static final long BYTES_TO_WRITE_EARLY = 1 << 20;
    private static final long BYTES_TO_HOLD_UP_CALLERS = 16 << 20;

    private final Path folder;
    private final StreamWriter writer;
    private final Checkpoints checkpoints;
    private final AtomicReference<@Nullable Pending> newest = new AtomicReference<>();
    private final ReentrantLock lead = new ReentrantLock();
    private final Thread background;

    private volatile long durable;
    private volatile boolean idle;
    private volatile boolean closing;
    private volatile boolean poisoned;
    private volatile boolean told;
    private volatile @Nullable JournalException refusal;

    GroupCommit(Path folder, StreamWriter writer, Checkpoints checkpoints) {
        this.folder = folder;
        this.writer = writer;
        this.checkpoints = checkpoints;
        this.durable = writer.sequence();
        this.background = new Thread(this::runInBackground, "brattice-journal");
        background.setDaemon(true);
        background.start();
    }

    /** Everything up to this sequence number is durable. */
    long durable() {
        return durable;
    }

    /** Throws if nothing can be written any more. */
    void check() throws JournalException {
        JournalException why = refusal;
        if (why != null) {
            throw again(why);
        }
    }

    /** Returns once the payload is durable, also if the calling thread is interrupted; it then still is. */
    void append(int kind, byte[] payload) throws JournalException {
        check();
        Pending mine = Pending.awaited(kind, payload);
        push(mine);
        boolean interrupted = false;
        while (!mine.isSettled()) {
            if (lead.tryLock()) {
                commitAndUnlock();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // or the next park would not wait
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        JournalException why = mine.refusal();
        if (why != null) {
            throw again(why);
        }
    }

    void submit(int kind, byte[] payload, CompletableFuture<Void> stage) throws JournalException {
        check();
        push(Pending.staged(kind, payload, stage));
        if (closing) {
            force();
        } else {
            LockSupport.unpark(background);
        }
    }

    void note(int kind, byte[] payload) throws JournalException {
        check();
        Pending mine = Pending.noted(kind, payload);
        push(mine);
        if (mine.bytes() > BYTES_TO_HOLD_UP_CALLERS || closing) {
            force();
            JournalException why = mine.refusal();
            if (why != null) {
                throw again(why);
            }
        } else if (idle || mine.bytes() > BYTES_TO_WRITE_EARLY) {
            LockSupport.unpark(background);
        }
    }

    /** Makes everything durable that has its place by now. */
    void force() {
        lead.lock();
        commitAndUnlock();
    }

    /** As {@link #force}; throws if this failed, now or before. Once closed there is nothing to force, and that is fine. */
    void forceOrRefuse() throws JournalException {
        force();
        if (poisoned) {
            check();
        }
    }

    /** Forces what is there, and refuses what comes later. The writer may be closed afterwards. Answers a failure that nobody was told of. */
    Optional<JournalException> close() {
        closing = true;
        Pending last;
        Pending late;
        lead.lock();
        try {
            last = settled(newest.getAndSet(null));
            finish();
            late = settled(newest.getAndSet(null));
        } finally {
            lead.unlock();
        }
        wake(last);
        wake(late);
        LockSupport.unpark(background);
        joinBackground();
        if (!poisoned) {
            checkpoints.sign(writer.sequence(), writer.hash());
        }
        boolean untold = poisoned && !told;
        told = true;
        return untold ? Optional.ofNullable(refusal) : Optional.empty();
    }

    private void finish() {
        if (refusal == null) {
            try {
                writer.finish();
                refusal = new JournalException("the journal in `" + folder + "` is closed; open it again to write");
            } catch (IOException e) {
                refusal = poisoned(e);
            }
        }
    }

    private void push(Pending entry) {
        Pending top;
        do {
            top = newest.get();
        } while (!newest.compareAndSet(top, entry.behind(top)));
    }

    /** The lead is held. It is passed on before anybody is woken, so that the next force runs meanwhile. */
    private void commitAndUnlock() {
        Pending batch;
        try {
            batch = settled(newest.getAndSet(null));
        } finally {
            lead.unlock();
        }
        Pending next = newest.get();
        if (next != null && next.isAwaited()) {
            Thread waiter = next.waiter();
            LockSupport.unpark(waiter == null ? background : waiter);
        }
        wake(batch);
        if (writer.wantsSpare() || (idle && checkpoints.isWaitedFor(durable))) {
            LockSupport.unpark(background);
        }
    }

    private @Nullable Pending settled(@Nullable Pending last) {
        Pending first = reversed(last);
        JournalException why = refusal;
        if (first != null && why == null) {
            why = write(first);
        }
        for (Pending each = first; each != null; each = each.before()) {
            each.settle(why);
        }
        return first;
    }

    private @Nullable JournalException write(Pending first) {
        try {
            for (Pending each = first; each != null; each = each.before()) {
                writer.add(each);
            }
            writer.commit();
            durable = writer.sequence();
            return null;
        } catch (Throwable e) { // whatever it was, what is on the disk now is not known
            JournalException why = poisoned(e);
            told = told || first.isAwaited(); // in this order, first is behind all the others
            refusal = why;
            return why;
        }
    }

    private static @Nullable Pending reversed(@Nullable Pending last) {
        Pending first = null;
        Pending each = last;
        while (each != null) {
            Pending before = each.before();
            first = each.behind(first);
            each = before;
        }
        return first;
    }

    private static void wake(@Nullable Pending first) {
        for (Pending each = first; each != null; each = each.before()) {
            if (each.waiter() != Thread.currentThread()) {
                each.wake();
            }
        }
    }

    private void runInBackground() {
        long waitingSince = 0;
        while (refusal == null) {
            if (writer.wantsSpare()) {
                writer.prepareSpare();
            }
            if (checkpoints.nanosLeft(durable) == 0) {
                signDurable();
            }
            Pending top = newest.get();
            if (top == null) {
                waitingSince = 0;
                idle = true;
                long left = checkpoints.nanosLeft(durable); // whoever makes more durable sees that this is idle
                if (newest.get() == null && refusal == null && !writer.wantsSpare() && left > 0) {
                    LockSupport.parkNanos(this, left);
                }
                idle = false;
                continue;
            }
            long now = System.nanoTime();
            waitingSince = waitingSince == 0 ? now : waitingSince;
            long left = waitingSince + LONGEST_DELAY.toNanos() - now;
            if (left <= 0 || top.isAwaited() || top.bytes() > BYTES_TO_WRITE_EARLY) {
                waitingSince = 0;
                force();
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
        force(); // whoever came before the refusal and saw none is told now
    }

    /** No lock is held while it is signed; what has come by then is written, since somebody may have waited for the lead. */
    private void signDurable() {
        lead.lock();
        long sequence = writer.sequence();
        byte[] hash = writer.hash();
        boolean whole = refusal == null;
        commitAndUnlock();
        if (whole) {
            checkpoints.sign(sequence, hash);
        }
    }

    private void joinBackground() {
        boolean interrupted = false;
        while (background.isAlive()) {
            try {
                background.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private JournalException poisoned(Throwable cause) {
        poisoned = true;
        return new JournalException(
                "the journal in `" + folder + "` could not be written (" + cause.getMessage()
                        + "), and takes nothing more; mend the disk and start again",
                cause);
    }

    private JournalException again(JournalException why) {
        told = true;
        return new JournalException(String.valueOf(why.getMessage()), why);
    }
}
