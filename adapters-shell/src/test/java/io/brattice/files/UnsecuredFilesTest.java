package io.brattice.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.files.store.Bounds;
import io.brattice.files.store.Pruning;
import io.brattice.files.store.Store;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import io.brattice.testkit.ScriptedApprover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be kept first is asked about, and with a yes done without it, or not at all. */
class UnsecuredFilesTest {

    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir
    Path folder;

    private FileWorkspace place;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void makePlace() throws Exception {
        place = new FileWorkspace(folder);
        place.file("a.txt", "one\n");
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    private Gate agreeing() throws Exception {
        return Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    asked.incrementAndGet();
                    return Approval.yes(question, ScriptedApprover.person("olga"), "");
                }))
                .journal(Journal.inMemory())
                .build();
    }

    @Test
    void aWriteWithoutACopyIsAskedAboutAndDone() throws Exception {
        Files.createDirectory(place.store.shelf("taken"));
        try (Gate gate = agreeing()) {
            Session agent = gate.as(Caller.agent("tester")).callId("taken");
            Outcome outcome = agent.call(place.tool("write_file"), Arguments.of("path", "a.txt", "content", "two\n"));
            assertTrue(outcome.ran(), outcome::toString);
        }
        assertEquals(1, asked.get());
        assertEquals("two\n", Files.readString(place.work.resolve("a.txt")));
    }

    @Test
    void aWriteForWhichTheStoreHasNoRoomIsAskedAbout() throws Exception {
        Path root = folder.resolve("full");
        Store roomy = Store.in(root);
        roomy.keep("before", List.of());
        Files.write(roomy.shelf("before").resolve("0"), new byte[20_000]);
        FileTools tools = FileTools.in(place.work, Store.in(root, Bounds.usual().withMostBytes(10_000)));
        roomy.prune(Pruning.leftovers()); // counts anew
        try (Gate gate = agreeing()) {
            Outcome outcome = gate.as(Caller.agent("tester"))
                    .call(tools.named("write_file").orElseThrow(), Arguments.of("path", "a.txt", "content", "two\n"));
            assertTrue(outcome.ran(), outcome::toString);
        }
        assertEquals(1, asked.get());
        assertEquals(1, roomy.shelves().size());
    }

    @Test
    void aDeleteThatCannotMoveAsideIsNotDone() throws Exception {
        Files.createDirectory(place.store.shelf("taken"));
        try (Gate gate = agreeing()) {
            Session agent = gate.as(Caller.agent("tester")).callId("taken");
            Outcome outcome = agent.call(place.tool("delete_file"), Arguments.of("path", "a.txt"));
            assertInstanceOf(Outcome.Failed.class, outcome);
        }
        assertTrue(Files.exists(place.work.resolve("a.txt")));
    }

    @Test
    void whatAPersonAgreedToOutsideRunsAndCanBeTakenBack() throws Exception {
        Path profile = Files.writeString(place.home.resolve(".profile"), "old\n");
        try (Gate gate = agreeing()) {
            Session agent = gate.as(Caller.agent("tester"));
            Outcome outcome =
                    agent.call(place.tool("write_file"), Arguments.of("path", "~/.profile", "content", "new\n"));
            assertTrue(outcome.ran(), outcome::toString);
            assertEquals("new\n", Files.readString(profile));
            assertTrue(agent.undo(outcome.call()).ran());
        }
        assertEquals("old\n", Files.readString(profile));
        assertEquals(1, asked.get());
    }

    @Test
    void aStoreOnAnotherFileSystemKeepsCopies() throws Exception {
        assumeTrue(
                Files.isDirectory(OTHER_DISK) && !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(folder)));
        Path kept = Files.createTempDirectory(OTHER_DISK, "brattice-test");
        FileTools tools = FileTools.in(place.work, Store.in(kept));
        try (Gate gate = agreeing()) {
            Session agent = gate.as(Caller.agent("tester"));
            String before = Files.readString(place.work.resolve("a.txt"));
            Outcome written = agent.call(
                    tools.named("write_file").orElseThrow(), Arguments.of("path", "a.txt", "content", "other\n"));
            assertTrue(written.ran(), written::toString);
            assertEquals(0, asked.get(), "it is kept by a copy");
            assertTrue(agent.undo(written.call()).ran());
            assertEquals(before, Files.readString(place.work.resolve("a.txt")));
            Arguments across = Arguments.of("from", "a.txt", "to", kept + "/a.txt");
            assertFalse(
                    agent.call(tools.named("move_file").orElseThrow(), across).ran());
            assertTrue(Files.exists(place.work.resolve("a.txt")));
        } finally {
            try (Stream<Path> all = Files.walk(kept)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
        assertFalse(Files.exists(kept));
    }
}
