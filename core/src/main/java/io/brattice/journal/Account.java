package io.brattice.journal;

import io.brattice.policy.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one principal did lately, and what it was refused. One writer at a time; {@link #at} may be called by any thread.
 */
final class Account {
    /** How long an ended call is kept. */
    static final Duration KEPT = Duration.ofHours(24);
    /** How many calls are kept, at least, while they are not too old. */
    static final int MOST = 4096;

    /** Entries go in batches: taking the oldest out copies the list. */
    private static final int BATCH = 512;

    private static final int LOOK_EVERY = 64;

    private volatile History history;
    /** How many calls have come, ever: tells where in the list an entry is. */
    private long appended;

    Account(History history) {
        this.history = history;
        this.appended = history.past().size();
    }

    long version() {
        return history.version();
    }

    /** Everything that is kept, also refusals that may have expired. */
    History kept() {
        return history;
    }

    /** The history of this moment. Refusals that no longer stick are left out, but forgotten only by {@link #refuse}. */
    History at(Instant now) {
        History known = history;
        List<History.Refusal> refusals = known.refusals();
        for (int i = 0; i < refusals.size(); i++) {
            if (!now.isBefore(refusals.get(i).until())) {
                return new History(known.version(), known.past(), StandingRefusals.sticking(refusals, now));
            }
        }
        return known;
    }

    /** Adds a call and answers its number, by which {@link #replace} and {@link #remove} find it again. */
    long add(History.Past latest, long version) {
        history = history.and(latest, version);
        int size = history.past().size();
        if (size > MOST + BATCH
                || (size % LOOK_EVERY == 0 && isOld(history.past().get(0), latest.at()))) {
            forgetOldest(latest.at(), version);
        }
        return appended++;
    }

    void replace(long number, History.Past changed, long version) {
        int index = find(number, changed.call());
        if (index >= 0) {
            history = history.replacing(index, changed, version);
        }
    }

    void remove(long number, String call, long version) {
        int index = find(number, call);
        if (index >= 0) {
            List<History.Past> rest = new ArrayList<>(history.past());
            rest.remove(index);
            history = new History(version, rest, history.refusals());
        }
    }

    void refuse(History.Refusal refusal, long version) {
        history = new History(version, history.past(), StandingRefusals.and(history.refusals(), refusal));
    }

    /** Something that belongs to this history and is kept elsewhere has changed. */
    void touch(long version) {
        history = new History(version, history.past(), history.refusals());
    }

    /** True when nothing of it matters any more. */
    boolean isForgettable(Instant now) {
        List<History.Past> past = history.past();
        for (int i = past.size() - 1; i >= 0; i--) { // the latest is the likeliest to matter
            if (isOpen(past.get(i)) || !isOld(past.get(i), now)) {
                return false;
            }
        }
        return history.refusals().stream().noneMatch(refusal -> now.isBefore(refusal.until()));
    }

    /** Puts back one entry of a snapshot, which changes no version. */
    void restore(History.Past next) {
        history = history.and(next, history.version());
        appended++;
    }

    /** The numbers that the entries have once the account is restored from a snapshot, by call id. */
    Map<String, Long> numbersInSnapshot() {
        List<History.Past> past = history.past();
        Map<String, Long> numbers = new HashMap<>();
        for (int i = 0; i < past.size(); i++) {
            numbers.put(past.get(i).call(), (long) i);
        }
        return numbers;
    }

    /**
     * An entry never has more entries behind it than came after it, so it is at this index or, when some of those were
     * taken out again, a little behind.
     */
    private int find(long number, String call) {
        List<History.Past> past = history.past();
        long first = past.size() - (appended - number);
        int index = (int) Math.min(past.size(), Math.max(0, first));
        while (index < past.size()) {
            if (past.get(index).call().equals(call)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    /** Calls that are under way or unknown are never forgotten, so that no budget shrinks by waiting. */
    private void forgetOldest(Instant now, long version) {
        List<History.Past> past = history.past();
        int tooMany = past.size() - MOST;
        List<History.Past> kept = new ArrayList<>(past.size());
        for (int i = 0; i < past.size(); i++) {
            History.Past one = past.get(i);
            if (isOpen(one) || (i >= tooMany && !isOld(one, now))) {
                kept.add(one);
            }
        }
        history = new History(version, kept, history.refusals());
    }

    private static boolean isOpen(History.Past past) {
        return past.state() == History.State.RESERVED || past.state() == History.State.UNKNOWN;
    }

    private static boolean isOld(History.Past past, Instant now) {
        return past.at().plus(KEPT).isBefore(now);
    }
}
