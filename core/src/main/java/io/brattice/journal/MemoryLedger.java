package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.approval.Approval;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A ledger that is gone with its process. History and stop switch are read without a lock. */
final class MemoryLedger implements Ledger {

    private static final String OWNER = "";

    private final String id = UUID.randomUUID().toString();
    private final LedgerState state = new LedgerState();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public String id() {
        return id;
    }

    @Override
    public History history(String principal, Instant now) {
        return state.history(principal, now);
    }

    @Override
    public Map<String, Balance> balances(Set<String> accounts) {
        return state.balances(accounts);
    }

    @Override
    public Claim.Answer claim(Claim claim) {
        lock.lock();
        try {
            return state.claim(claim, OWNER);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(String call) {
        locked(() -> state.release(call));
    }

    @Override
    public boolean settle(String call, History.State end, Arguments outcome, List<Effect> did, Instant at) {
        lock.lock();
        try {
            return state.settle(call, end, outcome, did, at);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Recorded> recorded(String call) {
        return locked(() -> state.recorded(call));
    }

    @Override
    public List<Unresolved> unresolved() {
        return locked(state::unresolved);
    }

    /** Nobody shares this ledger, so nobody can be gone. */
    @Override
    public List<Unresolved> recover(Instant now) {
        return List.of();
    }

    @Override
    public Parked park(Parked question, Instant now) {
        return locked(() -> state.park(question, now));
    }

    @Override
    public Optional<Parked> parked(String ticket) {
        return locked(() -> state.parked(ticket));
    }

    @Override
    public Optional<Parked> parkedFor(Digest action, Instant now) {
        return state.questions().isEmpty() ? Optional.empty() : locked(() -> state.parkedFor(action, now));
    }

    @Override
    public List<Parked> waiting(Instant now) {
        return locked(() -> state.waiting(now));
    }

    @Override
    public boolean answer(
            String ticket, Approval approval, Parked.State next, Instant ready, Instant expires, Instant now) {
        boolean fails = LedgerState.isFailure(approval, next);
        return locked(() -> state.answer(ticket, approval, next, ready, expires, now, fails));
    }

    @Override
    public boolean withdraw(String ticket) {
        return locked(() -> state.withdraw(ticket));
    }

    @Override
    public void refuse(String principal, History.Refusal refusal) {
        lock.lock();
        try {
            state.refuse(principal, refusal);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset(String principal) {
        lock.lock();
        try {
            state.reset(principal);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> stopped() {
        return state.stopped();
    }

    @Override
    public void stop(String who) {
        lock.lock();
        try {
            state.stop(who);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release() {
        lock.lock();
        try {
            state.go();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}

    private <T> T locked(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }
}
