package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import io.brattice.policy.Decision;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call as its journal entries tell it, told in their order. Used by one thread. */
final class Story {

    private final String id;
    private final Instant at;
    private final Caller caller;

    /** The body that says who called what: of the intent, where there is one. */
    private Arguments begun;
    /** The body of what was secured; empty where nothing was, or it is void because the call went round again. */
    private Arguments secured = Arguments.none();
    /** The body of its end. */
    private Arguments end = Arguments.none();

    private Chronicle.State state = Chronicle.State.REFUSED;
    private final String tool;
    private long place;
    private boolean intended;
    private boolean awaitsSecured;
    private boolean asked;
    private Map<Verb, Long> wrote = Map.of();
    private boolean keeps;
    private String undoes = "";
    private String undoneBy = "";
    private Instant last;

    Story(Entry first) {
        this.id = first.call();
        this.at = first.at();
        this.last = at;
        this.begun = first.body();
        this.caller = Records.callerOf(begun);
        this.tool = begun.string("tool").orElse("");
    }

    /** True for the entries that say who called what. */
    static boolean begins(Entry entry) {
        return switch (entry.kind()) {
            case READ, REFUSED, ASKED, INTENT ->
                entry.body().get("caller").isPresent()
                        && entry.body().get("tool").isPresent();
            case ANSWERED, SECURED, DONE, FAILED, UNDONE, SETTLED, NOTED -> false;
        };
    }

    /** @param number of the entry, among all */
    void tell(Entry entry, long number) {
        place = place == 0 || entry.kind() == Entry.Kind.INTENT ? number : place;
        last = entry.at().isAfter(last) ? entry.at() : last;
        Arguments body = entry.body();
        switch (entry.kind()) {
            case READ -> beginUnlessItRan(entry, Chronicle.State.READ);
            case ASKED -> {
                beginUnlessItRan(entry, Chronicle.State.ASKED);
                asked = true;
            }
            case REFUSED -> beginUnlessItRan(entry, Chronicle.State.REFUSED);
            case INTENT -> {
                begin(entry, Chronicle.State.OPEN);
                intended = true;
                awaitsSecured = body.bool("secures").orElse(false);
                undoes = body.string("undoes").orElse("");
                wrote = counted(Records.effects(body));
            }
            case ANSWERED -> {
                boolean no =
                        body.bool("counted").orElse(false) && !body.bool("yes").orElse(true);
                state = no && state == Chronicle.State.ASKED ? Chronicle.State.REFUSED : state;
            }
            case SECURED -> {
                secured = body;
                awaitsSecured = false;
                keeps = body.get("kept")
                        .filter(kept -> kept instanceof Map<?, ?> map && !map.isEmpty())
                        .isPresent();
            }
            case DONE -> end(body, Chronicle.State.DONE);
            case FAILED -> end(body, Chronicle.State.FAILED);
            case SETTLED -> state = body.bool("ran").orElse(true) ? Chronicle.State.DONE : Chronicle.State.FAILED;
            case UNDONE -> undone(body.string("by").orElse("nobody"));
            case NOTED -> note(body.string("what").orElse(""));
        }
    }

    /** What only looked, was asked about or refused under the id of a call that ran is another call, and hides nothing of that one. */
    private void beginUnlessItRan(Entry entry, Chronicle.State next) {
        boolean mayHaveRun = switch (state) {
            case OPEN -> !awaitsSecured; // else it provably did not
            case DONE, FAILED, UNKNOWN, UNDONE -> true;
            case READ, ASKED, REFUSED -> false;
        };
        if (!mayHaveRun) {
            begin(entry, next);
        }
    }

    private void begin(Entry entry, Chronicle.State next) {
        begun = begins(entry) ? entry.body() : begun;
        state = next;
        forgetSecured();
    }

    private void end(Arguments body, Chronicle.State how) {
        end = body;
        state = how;
    }

    private void note(String what) {
        if (what.equals("unknown")) {
            state = state == Chronicle.State.OPEN ? Chronicle.State.UNKNOWN : state;
        } else if (what.equals("pruned")) {
            forgetSecured();
        } else if (what.equals("stale") || what.equals("unsecured")) { // nothing has run
            state = Chronicle.State.REFUSED;
            forgetSecured();
        }
    }

    private void forgetSecured() {
        secured = Arguments.none();
        keeps = false;
    }

    void undone(String by) {
        undoneBy = by;
        state = Chronicle.State.UNDONE;
    }

    /** Lets go of what is large and not asked for. */
    void keep(Stories.Keep much) {
        if (much != Stories.Keep.ALL) {
            begun = Arguments.none();
        }
        if (much == Stories.Keep.LITTLE) {
            secured = Arguments.none();
            end = Arguments.none();
        }
    }

    String id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    Instant at() {
        return at;
    }

    Instant last() {
        return last;
    }

    Chronicle.State state() {
        return state;
    }

    /** True when a person was asked about it. */
    boolean wasAsked() {
        return asked;
    }

    /** How much it created, changed and deleted, as it was judged; nothing where it did not run or was taken back. */
    Map<Verb, Long> wrote() {
        return switch (state) {
            case OPEN, DONE, FAILED, UNKNOWN -> wrote;
            case READ, ASKED, REFUSED, UNDONE -> Map.of();
        };
    }

    private static Map<Verb, Long> counted(List<Effect> effects) {
        Map<Verb, Long> counts = new EnumMap<>(Verb.class);
        for (Effect effect : effects) {
            boolean whole = effect.resource().whole().equals(effect.resource().uri()); // else lines of a file, say
            if (effect.verb().writes() && whole) {
                counts.merge(effect.verb(), effect.count(), Long::sum);
            }
        }
        return counts;
    }

    /** True when it was above read-only and let through at least once. */
    boolean wasIntended() {
        return intended;
    }

    String tool() {
        return tool;
    }

    /** Where in the journal it was let through last; where it never was, where it began. */
    long place() {
        return place;
    }

    /** The call that this one takes back; empty for any other call. */
    String undoes() {
        return undoes;
    }

    Arguments kept() {
        return Records.nested(secured, "kept");
    }

    Arguments left() {
        return Records.nested(end, "left");
    }

    /** True when an undo would find something to go by. Whether its tool is known, and what is kept still there, it cannot say. */
    boolean isUndoable() {
        return switch (state) {
            case OPEN, DONE, FAILED, UNKNOWN -> keeps && undoes.isEmpty();
            case READ, ASKED, REFUSED, UNDONE -> false;
        };
    }

    Chronicle.Call call() {
        return new Chronicle.Call(
                id,
                at,
                caller,
                tool(),
                Records.nested(begun, "arguments"),
                Records.effects(begun),
                begun.integer("effectsInAll").orElse(0L),
                Records.effects(end),
                Records.reversibility(begun, "reversibility"),
                Records.reversibility(begun, "inherent"),
                decision(),
                Records.reasonsOf(begun),
                state,
                secured.string("summary").orElse(""),
                kept(),
                left(),
                Optional.of(undoneBy).filter(by -> !by.isEmpty()),
                Optional.of(undoes).filter(undone -> !undone.isEmpty()),
                isUndoable());
    }

    private Optional<Decision> decision() {
        return state == Chronicle.State.READ
                ? Optional.of(Decision.ALLOW)
                : begun.string("decision").map(Decision::valueOf);
    }
}
