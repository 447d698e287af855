package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approval;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import io.brattice.policy.History.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger knows, and the only code that decides what follows: no clock, no chance, no input or output. The same
 * operations in the same order always lead to the same state, which is how processes that share a file agree.
 *
 * <p>One thread at a time may change it; {@link #history}, {@link #balances} and {@link #stopped} may be called by any thread at any time.
 *
 * <p>What becomes of a claimed call:
 *
 * <pre>
 * RESERVED  settle DONE, FAILED or UNKNOWN · recover UNKNOWN · release: forgotten
 * UNKNOWN   settle DONE, FAILED or UNDONE                    · release: forgotten
 * DONE      settle UNDONE
 * FAILED    settle UNDONE
 * UNDONE    stays
 * </pre>
 *
 * Anything else changes nothing.
 *
 * <p>Bounds: per principal see {@link Account}; ended calls are known by id for {@link Account#KEPT}, but only the latest
 * {@link #MOST_ENDED} of them and no more than {@link #MOST_OUTCOME_BYTES} of outcomes. What was charged is known as long as it is to be
 * kept ({@link Balances}), and given back only while its call is known by id.
 */
final class LedgerState {
    /** How many ended calls are known by id. */
    static final int MOST_ENDED = 65_536;
    /** How much memory the outcomes of ended calls may take. */
    static final long MOST_OUTCOME_BYTES = 64L << 20;

    private static final int MOST_PRINCIPALS = 10_000;
    private static final int SWEEP_EVERY = 512;

    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();
    /** Reserved or unknown, in the order they were claimed. Never dropped. */
    private final Map<String, Call> open = new LinkedHashMap<>();
    /** In the order they ended. */
    private final Map<String, Call> ended = new LinkedHashMap<>();

    private final Map<Repetition, Integer> unknown = new HashMap<>();
    private final WritesInFlight writes = new WritesInFlight();
    private final OpenQuestions questions = new OpenQuestions();
    private final Balances balances = new Balances();
    private final Failures failures = new Failures();
    private long outcomeBytes;
    /** Counts every change of any history, so that a principal that is forgotten never comes to an old version again. */
    private long version;
    /** The version at which forgotten principals were last looked for; part of a snapshot, since everything here must be. */
    private long swept;

    private volatile Optional<String> stopped = Optional.empty();

    /** A claimed call, and its number in the account of its principal. */
    record Call(
            String principal,
            Digest action,
            Digest repetition,
            History.Past past,
            long number,
            Optional<String> ticket,
            String owner,
            Arguments outcome,
            Instant changed,
            List<Charge> charges) {
        /** What was taken back is no longer charged. */
        Call in(State next, Arguments told, List<Effect> did, Instant at) {
            History.Past changed = past.in(next).and(did);
            List<Charge> left = next == State.UNDONE ? List.of() : charges;
            return new Call(principal, action, repetition, changed, number, ticket, owner, told, at, left);
        }

        Call charging(List<Charge> restored) {
            return new Call(principal, action, repetition, past, number, ticket, owner, outcome, changed, restored);
        }

        Call numbered(long next) {
            return new Call(principal, action, repetition, past, next, ticket, owner, outcome, changed, charges);
        }
    }

    /** The number of a call whose entry in the history was forgotten before a snapshot: higher than any. */
    private static final long FORGOTTEN = Long.MAX_VALUE;

    private record Repetition(String principal, Digest repetition) {
        static Repetition of(Call call) {
            return new Repetition(call.principal(), call.repetition());
        }
    }

    // -- calls --------------------------------------------------------------------------------------------------------

    History history(String principal, Instant now) {
        Account account =
                accounts.get(principal); // before the failures: an older version with newer failures only has moved
        History known = account == null ? History.none() : account.at(now);
        List<Instant> failed = failures.of(principal);
        return failed.isEmpty() ? known : known.failing(failed);
    }

    Map<String, Balance> balances(Set<String> names) {
        return balances.of(names);
    }

    Claim.Answer claim(Claim claim, String owner) {
        Claim.Answer answer = answerTo(claim);
        if (answer == Claim.Answer.GRANTED) {
            History.Past past = claim.effects().state() == State.RESERVED
                    ? claim.effects()
                    : claim.effects().in(State.RESERVED);
            long number = accountOf(claim.principal()).add(past, ++version);
            open.put(
                    past.call(),
                    new Call(
                            claim.principal(),
                            claim.action(),
                            claim.repetition(),
                            past,
                            number,
                            claim.ticket(),
                            owner,
                            Arguments.none(),
                            claim.at(),
                            claim.charges()));
            balances.charge(claim.charges(), past.at(), version, claim.at());
            writes.add(past.effects());
            claim.ticket().ifPresent(questions::redeem);
            forgetOld(claim.at());
        }
        return answer;
    }

    private Claim.Answer answerTo(Claim claim) {
        String call = claim.effects().call();
        if (open.containsKey(call) || ended.containsKey(call)) {
            return Claim.Answer.DUPLICATE;
        }
        if (!claim.evenWhenStopped() && stopped.isPresent()) {
            return Claim.Answer.STOPPED;
        }
        if (!unknown.isEmpty() && unknown.containsKey(new Repetition(claim.principal(), claim.repetition()))) {
            return Claim.Answer.UNRESOLVED;
        }
        Account account = accounts.get(claim.principal());
        if (claim.seen() != (account == null ? 0 : account.version()) || !balances.areAt(claim.balances())) {
            return Claim.Answer.MOVED;
        }
        if (writes.overlap(claim.effects().effects())) {
            return Claim.Answer.BUSY;
        }
        Optional<String> ticket = claim.ticket();
        if (ticket.isPresent() && !questions.isRedeemable(ticket.get(), claim.action(), claim.at())) {
            return Claim.Answer.SPENT;
        }
        return balances.hasRoomFor(claim.charges(), claim.at()) ? Claim.Answer.GRANTED : Claim.Answer.FULL;
    }

    boolean release(String id) {
        Call call = open.remove(id);
        if (call == null) {
            return false;
        }
        if (call.past().state() == State.UNKNOWN) {
            failures.remove(call.principal(), call.changed());
        }
        accountOf(call.principal()).remove(call.number(), id, ++version);
        balances.giveBack(call.charges(), call.past().at(), version);
        close(call);
        call.ticket().ifPresent(questions::giveBack);
        return true;
    }

    boolean settle(String id, State end, Arguments outcome, List<Effect> did, Instant at) {
        Call call = find(id);
        if (call == null || !leadsTo(call.past().state(), end)) {
            return false;
        }
        move(call, end, outcome, did, at);
        return true;
    }

    private static boolean leadsTo(State from, State end) {
        return switch (from) {
            case RESERVED -> end == State.DONE || end == State.FAILED || end == State.UNKNOWN;
            case UNKNOWN -> end == State.DONE || end == State.FAILED || end == State.UNDONE;
            case DONE, FAILED -> end == State.UNDONE;
            case UNDONE -> false;
        };
    }

    private Call move(Call call, State end, Arguments outcome, List<Effect> did, Instant at) {
        String id = call.past().call();
        Call moved = call.in(end, outcome, did, at);
        countFailure(call, moved);
        accountOf(call.principal()).replace(call.number(), moved.past(), ++version);
        if (end == State.UNDONE) {
            balances.giveBack(call.charges(), call.past().at(), version);
        }
        if (end == State.UNKNOWN) {
            close(call);
            open.put(id, moved);
            unknown.merge(Repetition.of(call), 1, Integer::sum);
            return moved;
        }
        if (open.remove(id) != null) {
            close(call);
        }
        end(moved);
        call.ticket().ifPresent(ticket -> questions.finish(ticket, outcome));
        return moved;
    }

    /** One for each call that failed or ended unknown, whichever came first; what turns out to be done was none. */
    private void countFailure(Call before, Call after) {
        State was = before.past().state();
        State is = after.past().state();
        if (was == State.UNKNOWN && is == State.DONE) {
            failures.remove(before.principal(), before.changed());
        } else if (was == State.RESERVED
                && is != State.DONE
                && after.past().inherent().isAtLeast(Reversibility.REVERSIBLE)) {
            failures.add(after.principal(), after.changed());
        }
    }

    /** What an open call holds: its resources while it is under way, its repetition while it is unknown. */
    private void close(Call call) {
        if (call.past().state() == State.RESERVED) {
            writes.remove(call.past().effects());
        } else {
            unknown.computeIfPresent(Repetition.of(call), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private void end(Call call) {
        Call before = ended.put(call.past().call(), call);
        outcomeBytes += call.outcome().canonicalLength()
                - (before == null ? 0 : before.outcome().canonicalLength());
    }

    Optional<Ledger.Recorded> recorded(String id) {
        return Optional.ofNullable(find(id))
                .map(call -> new Ledger.Recorded(id, call.action(), call.past().state(), call.outcome()));
    }

    List<Ledger.Unresolved> unresolved() {
        return open.values().stream()
                .filter(call -> call.past().state() == State.UNKNOWN)
                .map(LedgerState::unresolved)
                .toList();
    }

    /** True when the call used a ticket up. */
    boolean isTicketed(String id) {
        Call call = find(id);
        return call != null && call.ticket().isPresent();
    }

    /** Whose calls are reserved. */
    List<String> owners() {
        return open.values().stream()
                .filter(call -> call.past().state() == State.RESERVED)
                .map(Call::owner)
                .distinct()
                .toList();
    }

    List<Ledger.Unresolved> recover(Predicate<String> isGone, Instant now) {
        List<Call> lost = open.values().stream()
                .filter(call -> call.past().state() == State.RESERVED && isGone.test(call.owner()))
                .toList();
        return lost.stream()
                .map(call -> unresolved(move(call, State.UNKNOWN, Arguments.none(), List.of(), now)))
                .toList();
    }

    private static Ledger.Unresolved unresolved(Call call) {
        return new Ledger.Unresolved(call.past().call(), call.repetition(), call.past(), call.principal());
    }

    private @Nullable Call find(String id) {
        Call call = open.get(id);
        return call == null ? ended.get(id) : call;
    }

    // -- questions ----------------------------------------------------------------------------------------------------

    Parked park(Parked question, Instant now) {
        return questions.park(question, now);
    }

    Optional<Parked> parked(String ticket) {
        return Optional.ofNullable(questions.get(ticket));
    }

    Optional<Parked> parkedFor(Digest action, Instant now) {
        return questions.liveFor(action, now);
    }

    List<Parked> waiting(Instant now) {
        return questions.waiting(now);
    }

    /** @param fails true when the answer is a failure of who asked: see {@link #isFailure} */
    boolean answer(
            String ticket,
            Approval approval,
            Parked.State next,
            Instant ready,
            Instant expires,
            Instant now,
            boolean fails) {
        boolean counted = questions.answer(ticket, approval, next, ready, expires, now);
        Parked answered = questions.get(ticket);
        if (counted && fails && answered != null) {
            String principal = answered.call().principal();
            failures.add(principal, now);
            accountOf(principal).touch(++version);
        }
        return counted;
    }

    /** A person's no, unless it proposes something else. */
    static boolean isFailure(Approval approval, Parked.State next) {
        return next == Parked.State.REFUSED && approval.edit().isEmpty();
    }

    void reset(String principal) {
        failures.reset(principal);
        accountOf(principal).touch(++version);
    }

    boolean withdraw(String ticket) {
        return questions.withdraw(ticket);
    }

    // -- refusals and the stop switch ---------------------------------------------------------------------------------

    void refuse(String principal, History.Refusal refusal) {
        accountOf(principal).refuse(refusal, ++version);
    }

    Optional<String> stopped() {
        return stopped;
    }

    void stop(String who) {
        stopped = Optional.of(who);
    }

    void go() {
        stopped = Optional.empty();
    }

    // -- bounds -------------------------------------------------------------------------------------------------------

    private Account accountOf(String principal) {
        return accounts.computeIfAbsent(principal, name -> new Account(History.none()));
    }

    private void forgetOld(Instant now) {
        Iterator<Call> oldest = ended.values().iterator();
        while (oldest.hasNext()) {
            Call call = oldest.next();
            boolean old = call.changed().plus(Account.KEPT).isBefore(now);
            if (!old && ended.size() <= MOST_ENDED && outcomeBytes <= MOST_OUTCOME_BYTES) {
                break;
            }
            outcomeBytes -= call.outcome().canonicalLength();
            oldest.remove();
        }
        if (version - swept >= SWEEP_EVERY) {
            swept = version;
            accounts.values().removeIf(account -> account.isForgettable(now));
            balances.forgetOld(now);
            forgetPrincipals();
        }
    }

    /** Those that changed least lately go first; never one that still holds a refusal or an open call. */
    private void forgetPrincipals() {
        int tooMany = accounts.size() - MOST_PRINCIPALS;
        if (tooMany > 0) {
            accounts.entrySet().stream()
                    .filter(entry -> entry.getValue().isForgettable(Instant.MAX.minus(Account.KEPT)))
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().version()))
                    .limit(tooMany)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(accounts::remove);
        }
    }

    // -- snapshots ----------------------------------------------------------------------------------------------------

    long version() {
        return version;
    }

    long swept() {
        return swept;
    }

    Map<String, Account> accounts() {
        return accounts;
    }

    /** Every call that is known, open ones first, each in its order, numbered as in a snapshot. */
    List<Call> calls() {
        Map<String, Map<String, Long>> numbers = new HashMap<>();
        accounts.forEach((principal, account) -> numbers.put(principal, account.numbersInSnapshot()));
        List<Call> all = new ArrayList<>(open.size() + ended.size());
        all.addAll(open.values());
        all.addAll(ended.values());
        all.replaceAll(call -> call.numbered(numbers.getOrDefault(call.principal(), Map.of())
                .getOrDefault(call.past().call(), FORGOTTEN)));
        return all;
    }

    Failures failures() {
        return failures;
    }

    Balances balances() {
        return balances;
    }

    OpenQuestions questions() {
        return questions;
    }

    void restore(long atVersion, long sweptAt) {
        version = atVersion;
        swept = sweptAt;
    }

    void restore(String principal, History history) {
        accounts.put(principal, new Account(history));
    }

    void restore(String principal, History.Past past) {
        accountOf(principal).restore(past);
    }

    void restore(Call call) {
        switch (call.past().state()) {
            case RESERVED -> {
                open.put(call.past().call(), call);
                writes.add(call.past().effects());
            }
            case UNKNOWN -> {
                open.put(call.past().call(), call);
                unknown.merge(Repetition.of(call), 1, Integer::sum);
            }
            case DONE, FAILED, UNDONE -> end(call);
        }
    }
}
