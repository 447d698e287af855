package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.approval.Approval;
import io.brattice.policy.Balance;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold across calls, threads and processes: parked questions, approvals used up, effects reserved, history,
 * refusals, unknown outcomes, the stop switch.
 *
 * <p>Every operation is atomic and durable when it returns, unless its text says less. Any may throw
 * {@link JournalException}; the gate then refuses. An implementation passes {@code LedgerContract} of the testkit.
 */
public interface Ledger extends AutoCloseable {

    // -- history ------------------------------------------------------------------------------------------------------

    /** What this principal did lately, of one moment. */
    History history(String principal, Instant now) throws JournalException;

    /** What these accounts stand at, each of one moment; an account that nobody charged is {@link Balance#none}. */
    Map<String, Balance> balances(Set<String> accounts) throws JournalException;

    /**
     * Lets a call run if nothing moved: checks, in this order, duplicate id, stop switch, unresolved equal action, versions of the
     * history and of every account, overlapping writes in flight, ticket; then records the effects as RESERVED, charges the
     * accounts and uses the ticket up. Survives a killed process; after a power cut the newest reservations may be missing.
     */
    Claim.Answer claim(Claim claim) throws JournalException;

    /** Gives a reservation and its charges back as if it had never been: only for a call that provably did not run. */
    void release(String call) throws JournalException;

    /**
     * The end of a claimed call, with what an equal retry under the same id or ticket is told. Settling a call twice, or one
     * that was never claimed, changes nothing and answers false.
     */
    default boolean settle(String call, History.State end, Arguments outcome, Instant at) throws JournalException {
        return settle(call, end, outcome, List.of(), at);
    }

    /**
     * The same, with what the call was found to have done: from then on the history counts that too, as
     * {@link History.Past#and} says.
     */
    boolean settle(String call, History.State end, Arguments outcome, List<Effect> did, Instant at)
            throws JournalException;

    /** The recorded outcome of a call id, for idempotent retries, with the digest of the action it was for. */
    Optional<Recorded> recorded(String call) throws JournalException;

    /** What is known of a call id. */
    record Recorded(String call, Digest action, History.State state, Arguments outcome) {}

    // -- unknown outcomes ---------------------------------------------------------------------------------------------

    /** Calls that ended as UNKNOWN and are not settled, oldest first. */
    List<Unresolved> unresolved() throws JournalException;

    /** A call nobody knows the outcome of. */
    record Unresolved(String call, Digest repetition, History.Past past, String principal) {}

    /**
     * Turns every RESERVED call of processes that are gone into UNKNOWN, and answers those it turned. Called when a gate
     * starts. The gate then releases those that provably did not run.
     */
    List<Unresolved> recover(Instant now) throws JournalException;

    // -- questions ----------------------------------------------------------------------------------------------------

    /**
     * Parks a question. If one for the same action digest is live, that one is answered and nothing changes: the same caller
     * repeating the same action never asks twice.
     */
    Parked park(Parked question, Instant now) throws JournalException;

    /** The question with this ticket, whatever has become of it; empty when none is known by that ticket. */
    Optional<Parked> parked(String ticket) throws JournalException;

    /** The live question for this action, if any. Cheap where there is no question at all: asked on every call. */
    Optional<Parked> parkedFor(Digest action, Instant now) throws JournalException;

    /** Questions that wait for an answer, oldest first. */
    List<Parked> waiting(Instant now) throws JournalException;

    /**
     * Adds an answer, and moves the question to {@code next} with these instants; only while it is WAITING, carries this
     * question digest and is not expired. Exactly one answer ends a question. A no that proposes nothing else is a failure of the
     * principal that asked, and moves its history.
     */
    boolean answer(String ticket, Approval approval, Parked.State next, Instant ready, Instant expires, Instant now)
            throws JournalException;

    /**
     * Ends a question without an answer: drift, time-out, cancelled, or finished without a call. Only while it is WAITING or
     * APPROVED. An equal call later is a new question.
     */
    boolean withdraw(String ticket) throws JournalException;

    // -- refusals -----------------------------------------------------------------------------------------------------

    /** Makes a no stick. Moves the history of that principal. */
    void refuse(String principal, History.Refusal refusal) throws JournalException;

    // -- failures -----------------------------------------------------------------------------------------------------

    /** Forgets what this principal failed at. Moves its history. The gate lets only a person do this. */
    void reset(String principal) throws JournalException;

    // -- stop switch --------------------------------------------------------------------------------------------------

    /** Who stopped everything and why; empty while it runs. Cheap: asked on every call. */
    Optional<String> stopped() throws JournalException;

    /** Turns the stop switch on, for every process of this ledger, until it is released. */
    void stop(String who) throws JournalException;

    /** Releases the switch. The gate lets only a person do this. */
    void release() throws JournalException;

    /** What no agent may ever touch: the files this ledger lives in. */
    default Set<Resource> protects() {
        return Set.of();
    }

    /** Names this ledger among all: an answer that is signed for another one counts for nothing. Empty where it has no name. */
    default String id() {
        return "";
    }

    /** Where questions lie open for other processes, and where their signed answers are dropped; empty where there is no such place. */
    default Optional<Postbox> postbox() {
        return Optional.empty();
    }

    @Override
    void close();

    /** In memory: for tests, benchmarks and hosts that need nothing to survive. */
    static Ledger inMemory() {
        return new MemoryLedger();
    }
}
