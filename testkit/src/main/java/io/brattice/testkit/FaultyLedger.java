package io.brattice.testkit;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.approval.Approval;
import io.brattice.journal.Claim;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.journal.Postbox;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Another ledger, whose operations fail when they are told to: like a store that is down, or a host that lost it.
 *
 * <p>A failing operation has changed nothing; one that fails late has done its work and only its answer is lost.
 */
public final class FaultyLedger implements Ledger {

    /** What a ledger can be asked. */
    public enum Operation {
        HISTORY,
        BALANCES,
        CLAIM,
        RELEASE,
        SETTLE,
        RECORDED,
        UNRESOLVED,
        RECOVER,
        PARK,
        PARKED,
        WAITING,
        ANSWER,
        WITHDRAW,
        REFUSE,
        RESET,
        STOPPED,
        STOP,
        GO
    }

    private enum Fault {
        EARLY,
        LATE
    }

    @FunctionalInterface
    private interface Work<T> {
        T now() throws JournalException;
    }

    private final Ledger real;
    private final Map<Operation, Fault> faults = new EnumMap<>(Operation.class);

    /** Passes everything on to {@code real} until a fault is set. */
    public FaultyLedger(Ledger real) {
        this.real = real;
    }

    /** From now on this operation fails, and does nothing. */
    public synchronized FaultyLedger fail(Operation operation) {
        faults.put(operation, Fault.EARLY);
        return this;
    }

    /** From now on this operation does its work, and then fails. */
    public synchronized FaultyLedger failLate(Operation operation) {
        faults.put(operation, Fault.LATE);
        return this;
    }

    /** Nothing fails any more. */
    public synchronized FaultyLedger mend() {
        faults.clear();
        return this;
    }

    private <T> T asked(Operation operation, Work<T> work) throws JournalException {
        Optional<Fault> fault;
        synchronized (this) {
            fault = Optional.ofNullable(faults.get(operation));
        }
        if (fault.filter(Fault.EARLY::equals).isPresent()) {
            throw new JournalException("the ledger is down");
        }
        T answer = work.now();
        if (fault.isPresent()) {
            throw new JournalException("the answer of the ledger was lost");
        }
        return answer;
    }

    private void told(Operation operation, Work<Boolean> work) throws JournalException {
        boolean ignored = asked(operation, work);
        assert ignored;
    }

    @Override
    public History history(String principal, Instant now) throws JournalException {
        return asked(Operation.HISTORY, () -> real.history(principal, now));
    }

    @Override
    public Map<String, Balance> balances(Set<String> accounts) throws JournalException {
        return asked(Operation.BALANCES, () -> real.balances(accounts));
    }

    @Override
    public Claim.Answer claim(Claim claim) throws JournalException {
        return asked(Operation.CLAIM, () -> real.claim(claim));
    }

    @Override
    public void release(String call) throws JournalException {
        told(Operation.RELEASE, () -> {
            real.release(call);
            return true;
        });
    }

    @Override
    public boolean settle(String call, History.State end, Arguments outcome, List<Effect> did, Instant at)
            throws JournalException {
        return asked(Operation.SETTLE, () -> real.settle(call, end, outcome, did, at));
    }

    @Override
    public Optional<Recorded> recorded(String call) throws JournalException {
        return asked(Operation.RECORDED, () -> real.recorded(call));
    }

    @Override
    public List<Unresolved> unresolved() throws JournalException {
        return asked(Operation.UNRESOLVED, real::unresolved);
    }

    @Override
    public List<Unresolved> recover(Instant now) throws JournalException {
        return asked(Operation.RECOVER, () -> real.recover(now));
    }

    @Override
    public Parked park(Parked question, Instant now) throws JournalException {
        return asked(Operation.PARK, () -> real.park(question, now));
    }

    @Override
    public Optional<Parked> parked(String ticket) throws JournalException {
        return asked(Operation.PARKED, () -> real.parked(ticket));
    }

    @Override
    public Optional<Parked> parkedFor(Digest action, Instant now) throws JournalException {
        return asked(Operation.PARKED, () -> real.parkedFor(action, now));
    }

    @Override
    public List<Parked> waiting(Instant now) throws JournalException {
        return asked(Operation.WAITING, () -> real.waiting(now));
    }

    @Override
    public boolean answer(
            String ticket, Approval approval, Parked.State next, Instant ready, Instant expires, Instant now)
            throws JournalException {
        return asked(Operation.ANSWER, () -> real.answer(ticket, approval, next, ready, expires, now));
    }

    @Override
    public boolean withdraw(String ticket) throws JournalException {
        return asked(Operation.WITHDRAW, () -> real.withdraw(ticket));
    }

    @Override
    public void refuse(String principal, History.Refusal refusal) throws JournalException {
        told(Operation.REFUSE, () -> {
            real.refuse(principal, refusal);
            return true;
        });
    }

    @Override
    public void reset(String principal) throws JournalException {
        told(Operation.RESET, () -> {
            real.reset(principal);
            return true;
        });
    }

    @Override
    public Optional<String> stopped() throws JournalException {
        return asked(Operation.STOPPED, real::stopped);
    }

    @Override
    public void stop(String who) throws JournalException {
        told(Operation.STOP, () -> {
            real.stop(who);
            return true;
        });
    }

    @Override
    public void release() throws JournalException {
        told(Operation.GO, () -> {
            real.release();
            return true;
        });
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public Optional<Postbox> postbox() {
        return real.postbox();
    }

    @Override
    public Set<Resource> protects() {
        return real.protects();
    }

    @Override
    public void close() {
        real.close();
    }
}
