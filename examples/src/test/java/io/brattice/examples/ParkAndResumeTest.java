package io.brattice.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Person;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Parked;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkAndResumeTest {

    private static final Person ANN = new Person("ann", "sso", Set.of());
    private static final Arguments VERSION = Arguments.of("version", "1.2");

    @TempDir
    Path folder;

    private final AtomicInteger deployed = new AtomicInteger();
    private final Tool deployment = ParkAndResume.deployment(deployed::incrementAndGet);

    @Test
    void aQuestionOutlivesTheProcessAndRunsOnceWhenItIsAnswered() throws Exception {
        String ticket;
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = ParkAndResume.gate(journal, deployment)) {
            Outcome outcome = gate.as(Caller.agent("bot")).call(deployment, VERSION);
            ticket = assertInstanceOf(Outcome.Pending.class, outcome).ticket();
        }
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = ParkAndResume.gate(journal, deployment)) {
            assertInstanceOf(Outcome.Pending.class, gate.resume(ticket));
            Parked waiting = gate.waiting().get(0);
            assertTrue(ParkAndResume.yes(gate, waiting, ANN));
            assertEquals(0, deployed.get());
            Outcome.Ran ran = assertInstanceOf(Outcome.Ran.class, gate.resume(ticket));
            assertEquals("deployed 1.2", ran.value());
            assertFalse(ran.replayed());
            assertTrue(assertInstanceOf(Outcome.Ran.class, gate.resume(ticket)).replayed());
        }
        assertEquals(1, deployed.get());
    }

    @Test
    void theCallingAgentCannotAnswerItsOwnQuestion() throws Exception {
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = ParkAndResume.gate(journal, deployment)) {
            gate.as(Caller.agent("bot")).call(deployment, VERSION);
            assertFalse(ParkAndResume.yes(gate, gate.waiting().get(0), new Person("bot", "sso", Set.of())));
        }
    }
}
