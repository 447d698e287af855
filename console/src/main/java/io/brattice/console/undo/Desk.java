package io.brattice.console.undo;

import io.brattice.Chronicle;
import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.files.undo.Restoration;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A person at a gate on the journal and the ledger of agents, which may be at work. Calls are taken back through it, in the name of the
 * person; everything else is refused.
 */
final class Desk implements AutoCloseable {

    private final String person;
    private final WaysBack ways;
    private final FileJournal journal;
    private final FileLedger ledger;
    private final Kept kept;
    private final Gate gate;

    private Desk(String person, WaysBack ways, Kept kept, FileJournal journal, FileLedger ledger)
            throws JournalException {
        this.kept = kept;
        this.person = person;
        this.ways = ways;
        this.journal = journal;
        this.ledger = ledger;
        this.gate = Gate.builder()
                .policy(evidence -> Verdict.deny("console.undo", "calls are only taken back here"))
                .approver(Approver.refusing(person))
                .journal(journal)
                .ledger(ledger)
                .tools(ways::tool)
                .build();
    }

    /** @param kept what is told which calls were taken back; it is not closed with this */
    static Desk open(Path journal, Path ledger, Kept kept, String person, WaysBack ways) throws JournalException {
        FileJournal written = FileJournal.in(journal);
        try {
            FileLedger held = FileLedger.in(ledger);
            try {
                return new Desk(person, ways, kept, written, held);
            } catch (JournalException e) {
                held.close();
                throw e;
            }
        } catch (JournalException e) {
            written.close();
            throw e;
        }
    }

    /** What would come of taking a call back now. */
    static Answer foreseen(Chronicle.Call call, Restoration way) throws IOException {
        Arguments arguments = Arguments.of("call", call.id(), "secured", call.kept(), "left", call.left());
        ToolCall undo = new ToolCall("foreseen", way.name(), arguments, Caller.person("nobody"), "");
        try {
            return Answer.told(way.foresee(undo).text());
        } catch (StaleException e) {
            return Answer.nothing(String.valueOf(e.getMessage()));
        }
    }

    /** Takes a call back, as far as somebody else left what it did alone. Where nothing of it can be put back, the gate is not asked. */
    Answer undo(Chronicle.Call call, Restoration way) throws IOException {
        Answer foreseen = foreseen(call, way);
        if (foreseen.isNothing()) {
            return foreseen;
        }
        Outcome outcome =
                gate.as(Caller.person(person).tenant(call.caller().tenant())).undo(call.id());
        if (outcome.ran()) {
            kept.done(call.id());
        }
        return Answer.of(outcome);
    }

    /** An attempt to take this call back that broke off, so that nobody knows how far it came. */
    Optional<String> brokenOff(Chronicle.Call call, Past past) throws JournalException, UnknownId {
        for (Ledger.Unresolved each : gate.unresolved()) {
            boolean ofTheTool = ways.of(call.tool())
                    .filter(way -> way.name().equals(each.past().tool()))
                    .isPresent();
            if (ofTheTool
                    && past.call(each.call()).undoes().filter(call.id()::equals).isPresent()) {
                return Optional.of(each.call());
            }
        }
        return Optional.empty();
    }

    /** Says of an attempt that broke off that it is not done, so that it can be done again. */
    void settle(String attempt) throws JournalException {
        gate.settle(
                attempt,
                false,
                new Person(person, "the user of this machine", Set.of()),
                "it broke off, and is done again");
    }

    @Override
    public void close() {
        gate.close();
        ledger.close();
        journal.close();
    }
}
