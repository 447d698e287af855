package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Claim;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a gate does before it opens: makes the ledger agree with the journal about calls that a dead process left open.
 *
 * <p>No Intent: it never ran. An Intent that had to be secured and was not: it provably did not run. An end: it is settled
 * with that. Anything else is unknown, and is never retried. A call whose undo has ended was taken back.
 */
final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    private final Ledger ledger;

    Recovery(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    private static final class Open {
        final Entry intent;
        boolean secured;
        Optional<Entry> end = Optional.empty();

        Open(Entry intent) {
            this.intent = intent;
        }

        boolean provablyDidNotRun() {
            return intent.body().bool("secures").orElse(false) && !secured;
        }
    }

    /**
     * What the journal says.
     *
     * @param open every intent that has no end, and every one of a call that the ledger holds open
     * @param undone the id of the undo of every call that was taken back
     * @param untold those of them of which no entry says so, because the process died before it
     */
    private record Told(Map<String, Open> open, Map<String, String> undone, Set<String> untold) {}

    void run(Instant now) throws JournalException {
        List<Ledger.Unresolved> left = ledger.recover(now);
        Told told = told();
        Map<String, Open> open = told.open();
        for (Ledger.Unresolved unresolved : left) {
            settle(unresolved.call(), open.get(unresolved.call()), now);
        }
        settleUndone(told, now);
        List<String> adopted = new ArrayList<>();
        for (Map.Entry<String, Open> each : open.entrySet()) {
            if (!told.undone().containsKey(each.getKey())
                    && ledger.recorded(each.getKey()).isEmpty()
                    && !each.getValue().provablyDidNotRun()
                    && adopt(each.getKey(), each.getValue().intent, now)) {
                adopted.add(each.getKey());
            }
        }
        for (String call : adopted) { // only now, since one unknown call turns an equal one away
            ledger.settle(call, History.State.UNKNOWN, Arguments.none(), now);
            log.warn("call {} has no end in the journal; nobody knows whether it took effect", call);
        }
    }

    private Told told() throws JournalException {
        Map<String, Open> open = new LinkedHashMap<>();
        Map<String, Open> ended = new LinkedHashMap<>();
        Map<String, String> undoes = new HashMap<>();
        Told told = new Told(open, new LinkedHashMap<>(), new HashSet<>());
        Set<String> unresolved = new HashSet<>();
        ledger.unresolved().forEach(one -> unresolved.add(one.call()));
        journal.read(entry -> {
            switch (entry.kind()) {
                case INTENT -> {
                    open.put(entry.call(), new Open(entry));
                    entry.body().string("undoes").ifPresent(undone -> undoes.put(entry.call(), undone));
                }
                case SECURED -> Optional.ofNullable(open.get(entry.call())).ifPresent(one -> one.secured = true);
                case DONE, FAILED, SETTLED -> {
                    Open one = open.remove(entry.call());
                    if (one != null && unresolved.contains(entry.call())) {
                        one.end = Optional.of(entry);
                        ended.put(entry.call(), one);
                    }
                    String undone = undoes.get(entry.call());
                    if (undone != null && tookEffect(entry) && !told.undone().containsKey(undone)) {
                        told.undone().put(undone, entry.call());
                        told.untold().add(undone);
                    }
                }
                case UNDONE -> {
                    told.undone().put(entry.call(), entry.body().string("by").orElse(""));
                    told.untold().remove(entry.call());
                }
                case REFUSED -> open.remove(entry.call());
                case NOTED -> {
                    String what = entry.body().string("what").orElse("");
                    if (what.equals("stale") || what.equals("unsecured")) {
                        open.remove(entry.call());
                    }
                }
                case READ, ASKED, ANSWERED -> {}
            }
        });
        open.putAll(ended);
        return told;
    }

    private static boolean tookEffect(Entry end) {
        return end.kind() == Entry.Kind.DONE
                || (end.kind() == Entry.Kind.SETTLED && end.body().bool("ran").orElse(false));
    }

    private void settle(String call, @Nullable Open open, Instant now) throws JournalException {
        if (open == null || open.provablyDidNotRun()) {
            ledger.release(call);
            log.info("call {} was left by a process that died; it did not run", call);
        } else if (open.end.isPresent()) {
            Entry end = open.end.get();
            boolean done = tookEffect(end);
            Arguments outcome = done
                    ? end.kind() == Entry.Kind.DONE
                            ? Records.nested(end.body(), "outcome")
                            : Arguments.of("settled", true)
                    : Arguments.of("problem", end.body().string("problem").orElse("failed"));
            ledger.settle(
                    call, done ? History.State.DONE : History.State.FAILED, outcome, Records.effects(end.body()), now);
        } else {
            log.warn("call {} was left by a process that died; nobody knows whether it took effect", call);
        }
    }

    /** The process that took a call back died before both, or one, of journal and ledger knew that it was taken back. */
    private void settleUndone(Told told, Instant now) throws JournalException {
        Undoing undoing = new Undoing(journal, ledger);
        for (Map.Entry<String, String> each : told.undone().entrySet()) {
            if (told.untold().contains(each.getKey())) {
                undoing.tookBack(each.getKey(), each.getValue(), Arguments.none(), now);
            } else {
                undoing.settleUndone(each.getKey(), each.getValue(), Arguments.none(), now);
            }
        }
    }

    /** The journal knows of an open call that the ledger has lost, or never had: it is claimed there, to become unknown. */
    private boolean adopt(String call, Entry intent, Instant now) throws JournalException {
        Caller caller = Records.callerOf(intent.body());
        String tool = intent.body().string("tool").orElseThrow();
        Effect unknown = Effect.of(Verb.EXECUTE, Resource.tool(tool), Reversibility.IRREVERSIBLE);
        History.Past past = new History.Past(
                call,
                caller.session(),
                tool,
                intent.at(),
                List.of(unknown),
                Reversibility.IRREVERSIBLE,
                History.State.RESERVED);
        List<Charge> charges = Records.charges(intent.body());
        Map<String, Long> seen = new HashMap<>();
        ledger.balances(charges.stream().map(Charge::account).collect(Collectors.toSet()))
                .forEach((account, balance) -> seen.put(account, balance.version()));
        Claim.Answer answer = ledger.claim(new Claim(
                caller.principal(),
                digest(intent, "action"),
                digest(intent, "repetition"),
                ledger.history(caller.principal(), now).version(),
                past,
                Optional.empty(),
                true,
                now,
                charges,
                seen));
        return answer == Claim.Answer.GRANTED;
    }

    /** As it was recorded: made anew from arguments that were redacted it would be that of another action. */
    private static Digest digest(Entry intent, String name) {
        return Digest.parse(intent.body().string(name).orElseThrow());
    }
}
