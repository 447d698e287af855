package io.brattice;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeTool;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that was lost is filled from a journal that does not hold the secrets of the calls it tells of. */
class RedactedRecoveryTest {

    private static final Arguments SECRET = Arguments.of("password", "hunter2", "amount", 480);

    @TempDir
    Path folder;

    private static Gate gate(Journal journal) throws JournalException {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(new ScriptedApprover().yes("olga"))
                .journal(journal)
                .ledger(Ledger.inMemory())
                .build();
    }

    @Test
    void anUnknownCallWithASecretIsNotRepeatedOnceTheLedgerIsLost() throws Exception {
        FakeTool lost = FakeTool.declared("pay", IRREVERSIBLE).running(permit -> {
            permit.redeem();
            throw new TimeoutException("no reply");
        });
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            assertInstanceOf(Outcome.Unknown.class, gate.as(Caller.agent("bot")).call(lost, SECRET));
        }
        FakeTool works = FakeTool.declared("pay", IRREVERSIBLE);
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = gate(journal)) {
            assertEquals(1, gate.unresolved().size());
            assertInstanceOf(Outcome.Refused.class, gate.as(Caller.agent("bot")).call(works, SECRET));
        }
        assertEquals(0, works.runs());
    }
}
