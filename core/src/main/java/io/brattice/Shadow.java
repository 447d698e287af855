package io.brattice;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate judged beside the enforced policy, on the same evidence; where they differ, that is noted in the journal.
 *
 * <p>Has no influence: it runs on one thread of its own, spends nothing, and whatever it throws or however long it takes, no call notices.
 * What comes faster than it can be looked at, or written down, is left out and counted.
 */
final class Shadow implements Consumer<Judgement> {

    private static final Logger log = LoggerFactory.getLogger(Shadow.class);

    /** How many differences a minute are written down. */
    static final int MOST_A_MINUTE = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WAITING = 256;
    private static final int REMEMBERED = 1_000;

    private final EnforcedPolicy candidate;
    private final Ledger ledger;
    private final Journal journal;
    private final SteadyClock clock;
    private final ThreadPoolExecutor thread;
    /** What was written of which call: one that comes round again is not a second difference. */
    private final Cache<String, String> written =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    private Instant minute = Instant.EPOCH;
    private int thisMinute;
    private long leftOut;

    Shadow(EnforcedPolicy candidate, Ledger ledger, Journal journal, SteadyClock clock, ThreadFactory threads) {
        this.candidate = candidate;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.thread = new ThreadPoolExecutor(
                0, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), threads, (work, pool) -> leaveOut());
    }

    @Override
    public void accept(Judgement judged) {
        thread.execute(() -> {
            try {
                look(judged);
            } catch (JournalException | RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                log.warn("the shadow policy could not be looked at: {}", Problem.line(e));
            }
        });
    }

    void close() {
        thread.shutdownNow();
    }

    private void look(Judgement judged) throws JournalException {
        if (Refusals.passesStop(judged)) {
            return; // a person's undo is no policy's matter
        }
        EnforcedPolicy now = candidate.inForce();
        Evidence evidence = judged.evidence();
        List<Charge> charges = now.charges(evidence);
        Verdict would = now.decide(charges.isEmpty() ? evidence : evidence.with(balances(charges, evidence)));
        Verdict is = judged.verdict();
        if (is.decision() == would.decision() && is.terms().equals(would.terms())) {
            return;
        }
        String difference = is.decision() + " " + would.decision() + " " + would.reasons();
        if (difference.equals(written.getIfPresent(judged.call().id()))) {
            return;
        }
        written.put(judged.call().id(), difference);
        long before = admit();
        if (before >= 0) {
            journal.note(Records.shadow(judged, would, now.digest(), before, clock.now()));
        }
    }

    /** Those that the enforced policy looked at as it saw them: meanwhile this very call may have been charged. */
    private Map<String, Balance> balances(List<Charge> charges, Evidence evidence) throws JournalException {
        Set<String> unseen = new HashSet<>();
        charges.forEach(charge -> unseen.add(charge.account()));
        unseen.removeAll(evidence.balances().keySet());
        Map<String, Balance> all = new HashMap<>(evidence.balances());
        all.putAll(ledger.balances(unseen));
        return all;
    }

    private synchronized void leaveOut() {
        leftOut++;
    }

    /** How many were left out since the last one, or -1 when this one is too. */
    private synchronized long admit() {
        Instant now = clock.now();
        if (!now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            thisMinute = 0;
        }
        if (thisMinute >= MOST_A_MINUTE) {
            leftOut++;
            return -1;
        }
        thisMinute++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
