package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.policy.Decision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A journal as people ask about it: which sessions there were, what each of their calls did, and what became of it.
 *
 * <p>Guarantees: every method reads the journal once, from end to end, and changes nothing; {@link #sessions} holds a few words
 * of each call meanwhile, the others the calls that they answer.
 *
 * <p>Does not: verify the chain ({@link FileJournal#verify} does), show what was redacted, or know more than was written down.
 * Whether a call that can be taken back will be, its undo finds out.
 */
public final class Chronicle {

    /** What became of a call, as far as the journal tells. */
    public enum State {
        /** It only read, and passed. */
        READ,
        /** A person was asked, and no end is recorded under this id: an equal later call may have got the answer. */
        ASKED,
        /** It did not run. */
        REFUSED,
        /** It has an intent and no end: it is under way, or its process died. */
        OPEN,
        DONE,
        FAILED,
        /** It was started, and nobody knows whether it took effect. */
        UNKNOWN,
        /** Taken back. */
        UNDONE
    }

    /**
     * One session of one caller.
     *
     * @param caller who it was; session id, tenant and name are in it, roles and taint are not kept
     * @param first when its first call came
     * @param last when the journal last told of it
     * @param calls how many of its calls came to what, without those that took others back; states without a call are left out
     * @param asked about how many of them a person was asked
     * @param wrote how much they created, changed and deleted, as they were judged: of those that ran, or may have, and were not taken back
     * @param undoable how many can be taken back
     */
    public record Session(
            Caller caller,
            Instant first,
            Instant last,
            Map<State, Integer> calls,
            int asked,
            Map<Verb, Long> wrote,
            int undoable) {
        public Session {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
            calls = Collections.unmodifiableMap(new TreeMap<>(calls)); // in the order of the states
            wrote = Collections.unmodifiableMap(new TreeMap<>(wrote));
        }

        /** The id of the session. */
        public String id() {
            return caller.session();
        }
    }

    /**
     * One call.
     *
     * @param at when it was first told of
     * @param arguments as the journal kept them: secrets are replaced
     * @param effects what it would do, as it was judged: the first 64
     * @param effectsInAll how many there were
     * @param did what its tool said afterwards that it did beside that
     * @param reversibility its class with its safeguards; empty where it was not judged, and for reads
     * @param inherent its class without them
     * @param decision what the policy said; empty where a question is all that is known
     * @param reasons the rules that took part, with their words
     * @param summary how it would be taken back, in one line; empty where nothing was secured
     * @param kept what was secured for its undo
     * @param left the state that it left, for the drift check of its undo
     * @param undoneBy the id of the undo, once it was taken back
     * @param undoes the call that this one took back, for an undo
     * @param undoable true when an undo would find something to go by
     */
    public record Call(
            String id,
            Instant at,
            Caller caller,
            String tool,
            Arguments arguments,
            List<Effect> effects,
            long effectsInAll,
            List<Effect> did,
            Optional<Reversibility> reversibility,
            Optional<Reversibility> inherent,
            Optional<Decision> decision,
            List<String> reasons,
            State state,
            String summary,
            Arguments kept,
            Arguments left,
            Optional<String> undoneBy,
            Optional<String> undoes,
            boolean undoable) {
        public Call {
            Objects.requireNonNull(id, "id");
            effects = List.copyOf(effects);
            did = List.copyOf(did);
            reasons = List.copyOf(reasons);
        }
    }

    /** Reads every entry once. */
    private interface Source {
        void read(Consumer<? super Entry> reader) throws JournalException;
    }

    private final Source source;

    private Chronicle(Source source) {
        this.source = source;
    }

    /** Of a journal that is open. */
    public static Chronicle of(Journal journal) {
        return new Chronicle(journal::read);
    }

    /** Of the journal files in this folder, which other processes may be writing: nothing is locked, written or created. */
    public static Chronicle in(Path folder) {
        return new Chronicle(reader -> FileJournal.read(folder, reader));
    }

    /** Every session, in the order in which they began. Two callers under one session id are two sessions. */
    public List<Session> sessions() throws JournalException {
        Map<Caller, List<Story>> sessions = new LinkedHashMap<>();
        read(entry -> true, Stories.Keep.LITTLE)
                .all()
                .forEach(story -> sessions.computeIfAbsent(story.caller(), who -> new ArrayList<>())
                        .add(story));
        return sessions.entrySet().stream()
                .map(each -> session(each.getKey(), each.getValue()))
                .toList();
    }

    /** The calls of this session, in the order in which they came; those that took others back are among them. */
    public List<Call> calls(String session) throws JournalException {
        return read(entry -> Records.callerOf(entry.body()).session().equals(session), Stories.Keep.ALL).all().stream()
                .map(Story::call)
                .toList();
    }

    /** This call; empty where the journal does not know it. */
    public Optional<Call> call(String id) throws JournalException {
        return read(entry -> entry.call().equals(id), Stories.Keep.ALL).of(id).map(Story::call);
    }

    private Stories read(Predicate<Entry> wanted, Stories.Keep keep) throws JournalException {
        Stories stories = new Stories(wanted, keep);
        source.read(stories);
        return stories;
    }

    private static Session session(Caller caller, List<Story> stories) {
        Map<State, Integer> calls = new EnumMap<>(State.class);
        Instant last = stories.get(0).last();
        Map<Verb, Long> wrote = new EnumMap<>(Verb.class);
        int asked = 0;
        int undoable = 0;
        for (Story story : stories) {
            if (story.undoes().isEmpty()) {
                calls.merge(story.state(), 1, Integer::sum);
                story.wrote().forEach((verb, count) -> wrote.merge(verb, count, Long::sum));
                asked += story.wasAsked() ? 1 : 0;
            }
            undoable += story.isUndoable() ? 1 : 0;
            last = story.last().isAfter(last) ? story.last() : last;
        }
        return new Session(caller, stories.get(0).at(), last, calls, asked, wrote, undoable);
    }
}
