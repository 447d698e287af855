package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.approval.Approval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The parked questions, by ticket and by action. One thread at a time, but for {@link #isEmpty}. */
final class OpenQuestions {

    private final Map<String, Parked> tickets = new LinkedHashMap<>();
    /** True while nobody was asked anything; may be read by any thread. */
    private volatile boolean empty = true;
    /** The question an equal call is; a withdrawn one is in {@link #tickets} only. */
    private final Map<Digest, String> actions = new HashMap<>();
    /** When to look whether a ticket has expired; a ticket whose instant moved is in here more than once. */
    private final PriorityQueue<Expiry> expiries = new PriorityQueue<>();

    private record Expiry(Instant at, String ticket) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            return at.compareTo(other.at);
        }
    }

    boolean isEmpty() {
        return empty;
    }

    Parked park(Parked question, Instant now) {
        Optional<Parked> live = liveFor(question.call().digest(), now);
        if (live.isPresent()) {
            return live.get();
        }
        if (tickets.containsKey(question.ticket())) {
            throw new IllegalArgumentException(
                    "the ticket `" + question.ticket() + "` is taken by another action; give every question a new one");
        }
        forgetExpired(now);
        restore(question, true);
        return question;
    }

    /** As it was written to a snapshot. */
    void restore(Parked question, boolean answersForItsAction) {
        put(question);
        if (answersForItsAction) {
            actions.put(question.call().digest(), question.ticket());
        }
    }

    @Nullable
    Parked get(String ticket) {
        return tickets.get(ticket);
    }

    Collection<Parked> all() {
        return tickets.values();
    }

    boolean answersForItsAction(Parked question) {
        return question.ticket().equals(actions.get(question.call().digest()));
    }

    Optional<Parked> liveFor(Digest action, Instant now) {
        String ticket = actions.get(action);
        return Optional.ofNullable(ticket == null ? null : tickets.get(ticket)).filter(found -> found.isLive(now));
    }

    List<Parked> waiting(Instant now) {
        return tickets.values().stream()
                .filter(one -> one.state() == Parked.State.WAITING && one.isLive(now))
                .toList();
    }

    boolean answer(String ticket, Approval approval, Parked.State next, Instant ready, Instant expires, Instant now) {
        Parked one = tickets.get(ticket);
        if (one == null
                || one.state() != Parked.State.WAITING
                || !one.isLive(now)
                || !one.question().equals(approval.question())) {
            return false;
        }
        List<Approval> answers = new ArrayList<>(one.answers());
        answers.add(approval);
        put(changed(one, next, answers, ready, expires, one.outcome()));
        return true;
    }

    boolean withdraw(String ticket) {
        Parked one = tickets.get(ticket);
        if (one == null || (one.state() != Parked.State.WAITING && one.state() != Parked.State.APPROVED)) {
            return false;
        }
        actions.remove(one.call().digest(), ticket);
        put(in(one, Parked.State.REFUSED, one.outcome()));
        return true;
    }

    /** True when this ticket lets exactly this action run now. */
    boolean isRedeemable(String ticket, Digest action, Instant now) {
        Parked one = tickets.get(ticket);
        return one != null
                && one.state() == Parked.State.APPROVED
                && one.isLive(now)
                && !now.isBefore(one.ready())
                && one.call().digest().equals(action);
    }

    void redeem(String ticket) {
        move(ticket, Parked.State.REDEEMED, Optional.empty());
    }

    /** The call that used it provably did not run. */
    void giveBack(String ticket) {
        move(ticket, Parked.State.APPROVED, Optional.empty());
    }

    void finish(String ticket, Arguments outcome) {
        move(ticket, Parked.State.FINISHED, Optional.of(outcome));
    }

    private void move(String ticket, Parked.State next, Optional<Arguments> outcome) {
        Parked one = tickets.get(ticket);
        if (one != null) { // expired and forgotten while its call was under way
            put(in(one, next, outcome));
        }
    }

    private void put(Parked question) {
        empty = false;
        Parked before = tickets.put(question.ticket(), question);
        if (before == null || !before.expires().equals(question.expires())) {
            expiries.add(new Expiry(question.expires(), question.ticket()));
        }
    }

    private void forgetExpired(Instant now) {
        for (Expiry next = expiries.peek(); next != null && !now.isBefore(next.at()); next = expiries.peek()) {
            expiries.remove();
            Parked one = tickets.get(next.ticket());
            if (one != null && !one.isLive(now)) {
                tickets.remove(one.ticket());
                actions.remove(one.call().digest(), one.ticket());
            }
        }
        empty = tickets.isEmpty();
    }

    private static Parked in(Parked one, Parked.State next, Optional<Arguments> outcome) {
        return changed(one, next, one.answers(), one.ready(), one.expires(), outcome);
    }

    private static Parked changed(
            Parked one,
            Parked.State next,
            List<Approval> answers,
            Instant ready,
            Instant expires,
            Optional<Arguments> outcome) {
        return new Parked(
                one.ticket(),
                one.call(),
                one.question(),
                one.binding(),
                one.effects(),
                one.terms(),
                one.asked(),
                next,
                answers,
                ready,
                expires,
                outcome);
    }
}
