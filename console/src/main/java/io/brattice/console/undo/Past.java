package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal as people look at it. Nothing is locked, written or made: the agents may be at work. */
final class Past {

    private final Path journal;
    private final Chronicle chronicle;

    Past(Path journal) {
        this.journal = journal;
        this.chronicle = Chronicle.in(journal);
    }

    /** True where no gate has ever written. */
    boolean isEmpty() {
        return !Files.isDirectory(journal);
    }

    Path journal() {
        return journal;
    }

    /** Every session in which an agent or application did something, the newest first; those in which a person took calls back are left out. */
    List<Chronicle.Session> sessions() throws JournalException {
        List<Chronicle.Session> sessions = new ArrayList<>(isEmpty() ? List.of() : chronicle.sessions());
        sessions.removeIf(session -> session.calls().isEmpty());
        sessions.sort((one, other) -> other.last().compareTo(one.last()));
        return sessions;
    }

    /** The calls of a session, in the order in which they came. */
    List<Chronicle.Call> session(String id) throws JournalException, UnknownId {
        List<Chronicle.Call> calls = isEmpty() ? List.of() : chronicle.calls(id);
        if (calls.isEmpty()) {
            if (!isEmpty() && chronicle.call(id).isPresent()) {
                String session = chronicle.call(id).get().caller().session();
                throw new UnknownId("`" + id + "` is a call, of the session `" + session + "`: name that");
            }
            throw UnknownId.of(
                    "session",
                    id,
                    sessions().stream().map(Chronicle.Session::id).toList());
        }
        return calls;
    }

    Chronicle.Call call(String id) throws JournalException, UnknownId {
        Optional<Chronicle.Call> call = isEmpty() ? Optional.empty() : chronicle.call(id);
        if (call.isPresent()) {
            return call.get();
        }
        List<String> known = new ArrayList<>();
        for (Chronicle.Session session : sessions()) {
            if (session.id().equals(id)) {
                throw new UnknownId("`" + id + "` is a session: `brattice rewind " + id
                        + "` takes its calls back, `brattice diff " + id + "` lists them");
            }
            chronicle.calls(session.id()).forEach(each -> known.add(each.id()));
        }
        throw UnknownId.of("call", id, known);
    }
}
