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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds undo calls from the journal, and from nothing else: what was secured, and what the call left. */
final class Undoing {

    /** What the journal knows of one call. */
    private static final class Story {
        @Nullable
        Arguments intent;

        @Nullable
        Arguments secured;

        Arguments left = Arguments.none();
        boolean undone;
    }

    /** A call that can be taken back, with the tool it was made with and who made it. */
    record Undoable(String tool, Arguments arguments, Caller did) {}

    private final Journal journal;
    private final Ledger ledger;

    Undoing(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /** The call id under which a call may be taken back now, or why it may not. */
    record Attempt(String id, String why) {}

    /**
     * One undo of a call at a time, in every process of the ledger: the ids of its attempts follow from the call, so that of
     * two at once the ledger lets one through.
     */
    Attempt attempt(String call) throws JournalException {
        if (stateOf(call).filter(History.State.RESERVED::equals).isPresent()) {
            return new Attempt("", "call `" + call + "` is still under way");
        }
        for (int number = 0; ; number++) {
            String id = "undo-" + Digest.of(number + "\n" + call).hex();
            Optional<History.State> state = stateOf(id);
            if (state.isEmpty()) {
                return new Attempt(id, "");
            }
            switch (state.get()) {
                case FAILED -> {}
                case RESERVED -> {
                    return new Attempt("", "call `" + call + "` is being taken back");
                }
                case UNKNOWN -> {
                    return new Attempt(
                            "", "nobody knows whether call `" + call + "` was taken back: settle `" + id + "`");
                }
                case DONE, UNDONE -> {
                    return new Attempt("", "call `" + call + "` has been taken back already");
                }
            }
        }
    }

    private Optional<History.State> stateOf(String call) throws JournalException {
        return ledger.recorded(call).map(Ledger.Recorded::state);
    }

    /** What would take this call back, or why nothing can. Exactly one of the two. */
    record Found(Optional<Undoable> undoable, String why) {}

    Found find(Caller by, String call) throws JournalException {
        Story story = new Story();
        for (Entry entry : journal.entriesOf(call)) {
            tell(story, entry);
        }
        Arguments intent = story.intent;
        Arguments secured = story.secured;
        if (intent == null) {
            return nothing("no call `" + call + "` above read-only is in the journal");
        }
        if (!mayUndo(by, Records.callerOf(intent))) {
            return nothing("call `" + call + "` belongs to another session");
        }
        if (story.undone) {
            return nothing("call `" + call + "` has been taken back already");
        }
        Arguments kept = secured == null ? Arguments.none() : Records.nested(secured, "kept");
        if (secured == null || kept.names().isEmpty()) {
            return nothing("nothing was secured for call `" + call + "`");
        }
        return new Found(
                Optional.of(new Undoable(
                        intent.string("tool").orElseThrow(),
                        Arguments.of("call", call, "secured", kept, "left", story.left),
                        Records.callerOf(intent))),
                "");
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

    /** The calls of this session that were secured and not taken back, newest first; undo calls are not among them. */
    List<String> of(Caller session) throws JournalException {
        Map<String, Story> stories = new LinkedHashMap<>();
        journal.read(entry -> {
            if (entry.kind() == Entry.Kind.INTENT) {
                Caller caller = Records.callerOf(entry.body());
                boolean mine = caller.session().equals(session.session())
                        && mayUndo(session, caller)
                        && entry.body().get("undoes").isEmpty();
                if (mine) {
                    stories.put(entry.call(), new Story());
                }
            }
            Story story = stories.get(entry.call());
            if (story != null) {
                tell(story, entry);
            }
        });
        List<String> calls = new ArrayList<>();
        stories.forEach((call, story) -> {
            Arguments secured = story.secured;
            if (!story.undone
                    && secured != null
                    && !Records.nested(secured, "kept").names().isEmpty()) {
                calls.add(0, call);
            }
        });
        return calls;
    }

    /** An agent takes back only what it did in this very session; a person takes back anything of the tenant. */
    private static boolean mayUndo(Caller by, Caller did) {
        if (!by.tenant().equals(did.tenant())) {
            return false;
        }
        return by.kind() == Caller.Kind.PERSON
                || (by.session().equals(did.session()) && by.principal().equals(did.principal()));
    }

    private static void tell(Story story, Entry entry) {
        switch (entry.kind()) {
            case INTENT -> {
                story.intent = entry.body();
                story.secured = null;
            }
            case SECURED -> story.secured = entry.body();
            case DONE, FAILED -> {
                story.left = Records.nested(entry.body(), "left");
            }
            case UNDONE -> story.undone = true;
            case NOTED -> {
                if (entry.body().string("what").filter("stale"::equals).isPresent()) {
                    story.secured = null;
                }
            }
            case READ, REFUSED, ASKED, ANSWERED, SETTLED -> {}
        }
    }

    private static Found nothing(String why) {
        return new Found(Optional.empty(), why);
    }

    static ToolCall call(String id, Tool undo, Undoable undoable, Caller by) {
        return new ToolCall(id, undo.name(), undoable.arguments(), by, "");
    }
}
