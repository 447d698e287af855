package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.ToolCall;
import io.brattice.journal.Entry;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.History;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes calls back: builds their undo calls from the journal and from nothing else, what was secured and what the call left, and
 * writes down that they were taken back.
 */
final class Undoing {

    private final Journal journal;
    private final Ledger ledger;

    Undoing(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    // -- which attempt

    /**
     * The call id under which a call may be taken back now, or why it may not.
     *
     * @param number of this attempt, where one before it has an unknown outcome; else 0
     */
    record Attempt(String id, int number, String why) {
        static Attempt refused(String why) {
            return new Attempt("", 0, why);
        }
    }

    /**
     * One undo of a call at a time, in every process of the ledger: the ids of its attempts follow from the call, so that of
     * two at once the ledger lets one through.
     *
     * @param repeatable whether one may follow an attempt of unknown outcome
     */
    Attempt attempt(String call, boolean repeatable) throws JournalException {
        if (stateOf(call).filter(History.State.RESERVED::equals).isPresent()) {
            return Attempt.refused("call `" + call + "` is still under way");
        }
        boolean doubted = false;
        for (int number = 0; ; number++) {
            String id = id(call, number);
            Optional<History.State> state = stateOf(id);
            if (state.isEmpty()) {
                return new Attempt(id, doubted ? number : 0, "");
            }
            switch (state.get()) {
                case FAILED -> {}
                case RESERVED -> {
                    return Attempt.refused("call `" + call + "` is being taken back");
                }
                case UNKNOWN -> {
                    if (!repeatable) {
                        return Attempt.refused(
                                "nobody knows whether call `" + call + "` was taken back: settle `" + id + "`");
                    }
                    doubted = true;
                }
                case DONE, UNDONE -> {
                    return Attempt.refused("call `" + call + "` has been taken back already");
                }
            }
        }
    }

    private static String id(String call, int number) {
        return "undo-" + Digest.of(number + "\n" + call).hex();
    }

    private Optional<History.State> stateOf(String call) throws JournalException {
        return ledger.recorded(call).map(Ledger.Recorded::state);
    }

    // -- what it is made from

    /** A call that can be taken back, with the tool it was made with and who made it. */
    record Undoable(String tool, Arguments arguments, Caller did) {}

    /** What would take this call back, or why nothing can. Exactly one of the two. */
    record Found(Optional<Undoable> undoable, String why) {}

    Found find(Caller by, String call) throws JournalException {
        Stories stories = new Stories(entry -> entry.call().equals(call), Stories.Keep.FOR_UNDO);
        journal.read(stories);
        return stories.of(call)
                .map(story -> found(by, story))
                .orElseGet(() -> nothing("no call `" + call + "` above read-only is in the journal"));
    }

    Found found(Caller by, Story story) {
        String call = story.id();
        if (!story.wasIntended()) {
            return nothing("no call `" + call + "` above read-only is in the journal");
        }
        if (!mayUndo(by, story.caller())) {
            return nothing("call `" + call + "` belongs to another session");
        }
        if (story.state() == Chronicle.State.UNDONE) {
            return nothing("call `" + call + "` has been taken back already");
        }
        Arguments kept = story.kept();
        if (kept.names().isEmpty()) {
            return nothing("nothing was secured for call `" + call + "`");
        }
        return new Found(
                Optional.of(new Undoable(
                        story.tool(),
                        Arguments.of("call", call, "secured", kept, "left", story.left()),
                        story.caller())),
                "");
    }

    private static Found nothing(String why) {
        return new Found(Optional.empty(), why);
    }

    /** An agent takes back only what it did in this very session; a person takes back anything of the tenant. */
    private static boolean mayUndo(Caller by, Caller did) {
        if (!by.tenant().equals(did.tenant())) {
            return false;
        }
        return by.kind() == Caller.Kind.PERSON
                || (by.session().equals(did.session()) && by.principal().equals(did.principal()));
    }

    /** An attempt that follows one of unknown outcome has its number in it: it is another call than that one. */
    static ToolCall call(Attempt attempt, Tool undo, Undoable undoable, Caller by) {
        Arguments arguments = attempt.number() == 0
                ? undoable.arguments()
                : undoable.arguments().with("attempt", attempt.number());
        return new ToolCall(attempt.id(), undo.name(), arguments, by, "");
    }

    // -- a whole session

    /** The calls to take back, newest first, or why there are none to speak of. */
    record Rewinding(List<Story> stories, String why) {}

    /**
     * The calls of this session that were secured and not taken back, from one pass over the journal; undo calls are not among
     * them.
     *
     * @param to only those that were let through after this one
     */
    Rewinding rewinding(Caller by, String session, Optional<String> to) throws JournalException {
        Stories stories = new Stories(
                entry -> {
                    Caller did = Records.callerOf(entry.body());
                    return did.session().equals(session) && mayUndo(by, did);
                },
                Stories.Keep.FOR_UNDO);
        journal.read(stories);
        if (stories.all().isEmpty() && !by.session().equals(session)) {
            return new Rewinding(List.of(), "there is no session `" + session + "` that you may take back");
        }
        Optional<Story> last = to.flatMap(stories::of);
        if (to.isPresent() && last.isEmpty()) {
            return new Rewinding(List.of(), "call `" + to.get() + "` is none of session `" + session + "`");
        }
        long after = last.map(Story::place).orElse(-1L);
        return new Rewinding(
                stories.all().stream()
                        .filter(story -> story.isUndoable() && story.place() > after)
                        .sorted(Comparator.comparingLong(Story::place).reversed())
                        .toList(),
                "");
    }

    // -- that it was taken back

    /** Writes down that a call was taken back by the undo of this id, and that no attempt before it matters any more. */
    void tookBack(String call, String by, Arguments outcome, Instant at) throws JournalException {
        journal.append(Records.undone(call, by, at));
        settleUndone(call, by, outcome, at);
    }

    /** The same for the ledger alone. */
    void settleUndone(String call, String by, Arguments outcome, Instant at) throws JournalException {
        ledger.settle(call, History.State.UNDONE, outcome, at);
        for (int number = 0; ; number++) {
            String id = id(call, number);
            Optional<History.State> state = stateOf(id);
            if (state.isEmpty()) {
                return;
            }
            if (state.get() == History.State.UNKNOWN && !id.equals(by)) {
                String why = "a later attempt took the call back";
                journal.append(Records.settled(id, false, "undo", why, at));
                ledger.settle(id, History.State.FAILED, Arguments.of("problem", why), at);
            }
        }
    }

    /** The call that this undo takes back; empty for any other call. */
    Optional<String> undoneBy(String undo) throws JournalException {
        return journal.entriesOf(undo).stream()
                .filter(entry -> entry.kind() == Entry.Kind.INTENT)
                .flatMap(entry -> entry.body().string("undoes").stream())
                .findFirst();
    }

    /** What this call was made with; empty where the journal did not keep exactly that, but redacted some of it. */
    Optional<Arguments> argumentsOf(String call) throws JournalException {
        Optional<Arguments> arguments = Optional.empty();
        for (Entry entry : journal.entriesOf(call)) {
            if (entry.kind() == Entry.Kind.INTENT) {
                Arguments kept = Records.nested(entry.body(), "arguments");
                ToolCall same = new ToolCall(
                        call, entry.body().string("tool").orElseThrow(), kept, Records.callerOf(entry.body()), "");
                arguments = entry.body()
                        .string("action")
                        .filter(same.digest().hex()::equals)
                        .map(hex -> kept);
            }
        }
        return arguments;
    }
}
