package io.brattice.examples;

import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Reversibility.REVERSIBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approver;
import io.brattice.journal.Entry;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Verification;
import io.brattice.policy.Policy;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTheJournalTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeAJournal() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(Approver.refusing("nobody"))
                        .journal(journal)
                        .build()) {
            Session agent = gate.as(Caller.agent("bot"));
            agent.call(Tool.of("look", READ_ONLY, arguments -> "seen"), Arguments.none());
            agent.call(Tool.of("note", REVERSIBLE, arguments -> "noted"), Arguments.none());
        }
    }

    @Test
    void anIntactJournalHasNoProblemAndIsCounted() throws Exception {
        Verification noted = FileJournal.verify(folder);
        assertEquals("", AuditTheJournal.problem(folder, noted));
        assertEquals(
                Map.of(Entry.Kind.READ, 1, Entry.Kind.INTENT, 1, Entry.Kind.DONE, 1), AuditTheJournal.count(folder));
    }

    @Test
    void aChangedByteIsFoundWithItsPlace() throws Exception {
        Verification noted = FileJournal.verify(folder);
        Path segment;
        try (Stream<Path> files = Files.walk(folder)) {
            segment = files.filter(file -> file.endsWith("segment-0000000001"))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(80 + 52 + 20); // after the header of the segment and that of the first entry: inside its payload
            int was = file.read();
            file.seek(80 + 52 + 20);
            file.write(was ^ 1);
        }
        String problem = AuditTheJournal.problem(folder, noted);
        assertTrue(problem.contains("entry 1"), problem);
    }
}
