package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.approval.Approval;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A ledger in a folder, shared by every process of a host that opens it.
 *
 * <p>Guarantees: one process at a time decides, on everything the others have done. What an operation has answered survives
 * {@code kill -9}; questions, answers, refusals, the stop switch and whatever uses a ticket up also survive a power cut. A
 * process that is killed leaves its reservations, which {@link #recover} turns into unknown outcomes; those of living processes
 * are never touched. Damage is found when it is read: then everything is refused, with the file and the place.
 *
 * <p>Does not: work on a network file system, where locks and shared memory do not hold; keep out an uncontained process of the
 * same user, which can write the files; notice a folder that was put back from an old copy.
 */
public final class FileLedger implements Ledger {

    /** How long the log may become before it is replaced by a snapshot. */
    private static final long COMPACT_ABOVE = 16L << 20;

    private final LedgerFolder folder;
    private final String owner;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileLedger(LedgerFolder folder) {
        this.folder = folder;
        this.owner = folder.newOwner();
    }

    /**
     * The ledger in this folder, which is made if it is not there. Several may be open in one process.
     *
     * @throws JournalException if the folder cannot be written to, or what is in it is damaged or of a newer version
     */
    public static FileLedger in(Path dir) throws JournalException {
        return in(dir, COMPACT_ABOVE);
    }

    static FileLedger in(Path dir, long compactAbove) throws JournalException {
        return new FileLedger(LedgerFolder.open(dir, compactAbove));
    }

    @Override
    public History history(String principal, Instant now) throws JournalException {
        return open().latest().history(principal, now);
    }

    @Override
    public Map<String, Balance> balances(Set<String> accounts) throws JournalException {
        return open().latest().balances(accounts);
    }

    @Override
    public Claim.Answer claim(Claim claim) throws JournalException {
        byte[] event = LedgerEvent.claimed(claim, owner);
        return open().change(claim.ticket().isPresent(), (state, log) -> {
            Claim.Answer answer = state.claim(claim, owner);
            if (answer == Claim.Answer.GRANTED) {
                log.append(event);
            }
            return answer;
        });
    }

    @Override
    public void release(String call) throws JournalException {
        byte[] event = LedgerEvent.released(call);
        boolean ticketed = open().read(state -> state.isTicketed(call));
        folder.change(ticketed, (state, log) -> appendIf(state.release(call), event, log));
    }

    @Override
    public boolean settle(String call, History.State end, Arguments outcome, List<Effect> did, Instant at)
            throws JournalException {
        byte[] event = LedgerEvent.settled(call, end, outcome, did, at);
        boolean ticketed = open().read(state -> state.isTicketed(call));
        return folder.change(ticketed, (state, log) -> appendIf(state.settle(call, end, outcome, did, at), event, log));
    }

    @Override
    public Optional<Recorded> recorded(String call) throws JournalException {
        return open().read(state -> state.recorded(call));
    }

    @Override
    public List<Unresolved> unresolved() throws JournalException {
        return open().read(LedgerState::unresolved);
    }

    @Override
    public List<Unresolved> recover(Instant now) throws JournalException {
        return open().change(true, (state, log) -> {
            List<String> gone = state.owners().stream().filter(folder::isGone).toList();
            List<Unresolved> lost = state.recover(gone::contains, now);
            if (!lost.isEmpty()) {
                log.append(LedgerEvent.lost(gone, now));
            }
            folder.sweep();
            return lost;
        });
    }

    @Override
    public Parked park(Parked question, Instant now) throws JournalException {
        byte[] event = LedgerEvent.parked(question, now);
        return open().change(true, (state, log) -> {
            boolean known = state.parked(question.ticket()).isPresent();
            Parked parked = state.park(question, now);
            appendIf(!known && parked.ticket().equals(question.ticket()), event, log);
            return parked;
        });
    }

    @Override
    public Optional<Parked> parked(String ticket) throws JournalException {
        return open().read(state -> state.parked(ticket));
    }

    @Override
    public Optional<Parked> parkedFor(Digest action, Instant now) throws JournalException {
        return open().latest().questions().isEmpty()
                ? Optional.empty()
                : folder.read(state -> state.parkedFor(action, now));
    }

    @Override
    public List<Parked> waiting(Instant now) throws JournalException {
        return open().read(state -> state.waiting(now));
    }

    @Override
    public boolean answer(
            String ticket, Approval approval, Parked.State next, Instant ready, Instant expires, Instant now)
            throws JournalException {
        boolean fails = LedgerState.isFailure(approval, next);
        byte[] event = LedgerEvent.answered(ticket, approval, next, ready, expires, now, fails);
        return open().change(
                        true,
                        (state, log) ->
                                appendIf(state.answer(ticket, approval, next, ready, expires, now, fails), event, log));
    }

    @Override
    public boolean withdraw(String ticket) throws JournalException {
        byte[] event = LedgerEvent.withdrawn(ticket);
        return open().change(true, (state, log) -> appendIf(state.withdraw(ticket), event, log));
    }

    @Override
    public void refuse(String principal, History.Refusal refusal) throws JournalException {
        byte[] event = LedgerEvent.refused(principal, refusal);
        open().change(true, (state, log) -> {
            state.refuse(principal, refusal);
            return appendIf(true, event, log);
        });
    }

    @Override
    public void reset(String principal) throws JournalException {
        byte[] event = LedgerEvent.reset(principal);
        open().change(true, (state, log) -> {
            state.reset(principal);
            return appendIf(true, event, log);
        });
    }

    @Override
    public Optional<String> stopped() throws JournalException {
        return open().latest().stopped();
    }

    @Override
    public void stop(String who) throws JournalException {
        byte[] event = LedgerEvent.stopped(who);
        open().change(true, (state, log) -> {
            state.stop(who);
            return appendIf(true, event, log);
        });
    }

    @Override
    public void release() throws JournalException {
        byte[] event = LedgerEvent.goingOn();
        open().change(true, (state, log) -> {
            state.go();
            return appendIf(true, event, log);
        });
    }

    @Override
    public Set<Resource> protects() {
        return folder.protects();
    }

    @Override
    public String id() {
        return folder.id();
    }

    @Override
    public Optional<Postbox> postbox() {
        return Optional.of(folder.postbox());
    }

    /** Calls that were claimed here and have not ended are lost: the next {@link #recover} makes them unknown. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            folder.close(owner);
        }
    }

    private LedgerFolder open() throws JournalException {
        if (closed.get()) {
            throw new JournalException("this ledger is closed; open it again");
        }
        return folder;
    }

    private static boolean appendIf(boolean changed, byte[] event, LedgerLog log) throws IOException {
        if (changed) {
            log.append(event);
        }
        return changed;
    }
}
