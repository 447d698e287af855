package io.brattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.KnownPeople.Signer;
import io.brattice.approval.Approver;
import io.brattice.approval.Question;
import io.brattice.approval.QuestionFile;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Entry;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.journal.Postbox;
import io.brattice.policy.Policy;
import io.brattice.testkit.FakeTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Questions that lie open beside the ledger, and what somebody drops there. */
class DroppedAnswersTest extends Scene {

    @TempDir
    Path folder;

    private final KnownPeople people = new KnownPeople();
    private final Signer vera = people.add("vera", "sre");
    private final FakeTool tool = grave("wipe");

    private Postbox box() {
        return Postbox.of(folder);
    }

    private Gate open() throws IOException {
        ledger = FileLedger.in(folder);
        return keep(Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.elsewhere())
                .journal(journal)
                .ledger(ledger)
                .people(people)
                .tools(name -> Optional.of(tool))
                .lookEvery(Duration.ofMillis(20))
                .patience(Duration.ofSeconds(20))
                .build());
    }

    /** Another gate, after the first one was closed. */
    private Gate again() throws IOException {
        return open();
    }

    /** What a process that shares only the folder can know of the one question that waits. */
    private QuestionFile found(Gate gate) throws IOException {
        Parked waiting = gate.waiting().get(0);
        await(() -> has(waiting.ticket()));
        QuestionFile file = QuestionFile.read(box().question(waiting.ticket()).orElseThrow());
        assertEquals(waiting.question(), file.question().digest());
        return file;
    }

    private boolean has(String ticket) {
        try {
            return box().question(ticket).isPresent();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletionStage<Outcome> call(Gate gate) throws IOException {
        CompletionStage<Outcome> outcome = agent(gate).submit(tool, none());
        await(() -> {
            try {
                return !gate.waiting().isEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return outcome;
    }

    private static Outcome end(CompletionStage<Outcome> outcome) throws Exception {
        return outcome.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Looks again and again, since the gate does too. */
    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "it did not come about within 20 s");
            Thread.onSpinWait();
        }
    }

    private byte[] yes(QuestionFile file) {
        return vera.yes(file.question(), ledger, Clock.systemUTC().instant());
    }

    private List<String> notes() {
        return journal.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.NOTED || entry.kind() == Entry.Kind.ANSWERED)
                .map(entry -> entry.body()
                        .string("why")
                        .filter(why -> entry.kind() == Entry.Kind.NOTED)
                        .or(() -> entry.body().string("note"))
                        .orElse(""))
                .toList();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aQuestionLiesOpenWhileItWaitsAndADroppedYesLetsTheCallRun() throws Exception {
        Gate gate = open();
        CompletionStage<Outcome> outcome = call(gate);
        QuestionFile file = found(gate);
        assertEquals(ledger.id(), file.ledger());
        box().drop(file.question().ticket(), yes(file));
        ran(end(outcome));
        assertEquals(1, tool.runs());
        await(() -> !has(file.question().ticket()) && isEmpty(folder.resolve("answers")));
    }

    @Test
    void ofSeveralThatLieThereTheNoCountsFirst() throws Exception {
        QuestionFile file;
        try (Gate first = open()) {
            call(first);
            file = found(first);
        }
        ledger.close();
        for (int i = 0; i < 5; i++) {
            box().drop(file.question().ticket(), yes(file));
        }
        box().drop(file.question().ticket(), vera.no(file.question(), ledger, Instant.now()));
        assertRefusedBy("approval.refused", again().resume(file.question().ticket()));
        assertEquals(0, tool.runs());
        await(() -> notes().stream()
                        .filter("`vera` has answered already, another person is needed"::equals)
                        .count()
                == 5);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void foldersAndFilesAreTheirOwnersAlone() throws Exception {
        Gate gate = open();
        CompletionStage<Outcome> outcome = call(gate);
        QuestionFile file = found(gate);
        assertEquals("rwx------", mode(folder.resolve("questions")));
        assertEquals("rwx------", mode(folder.resolve("answers")));
        assertEquals(
                "rw-------",
                mode(folder.resolve("questions").resolve(file.question().ticket() + ".json")));
        assertTrue(gate.waiting().size() == 1);
        box().drop(file.question().ticket(), yes(file));
        ran(end(outcome));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void anAnswerThatWasDroppedWhileNobodyWaitedIsFoundWhenTheQuestionIsTakenUpAgain() throws Exception {
        QuestionFile file;
        try (Gate first = open()) {
            call(first);
            file = found(first);
        }
        ledger.close();
        assertFalse(has(file.question().ticket()), "no gate is running");
        box().drop(file.question().ticket(), yes(file));
        ran(again().resume(file.question().ticket()));
    }

    @Test
    void whatBelongsToNoQuestionIsClearedWhenAGateOpens() throws Exception {
        box().open();
        box().drop("t-gone", new byte[] {1});
        box().show("t-gone", new byte[] {1});
        Files.writeString(folder.resolve("answers/next-1"), "being written");
        open();
        assertTrue(isEmpty(folder.resolve("questions")));
        assertEquals(List.of("next-1"), names(folder.resolve("answers")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksPipesFoldersAndFloodsChangeNothingAndAreSaid() throws Exception {
        Gate gate = open();
        CompletionStage<Outcome> outcome = call(gate);
        QuestionFile file = found(gate);
        String ticket = file.question().ticket();
        Path answers = folder.resolve("answers");
        Path real = Files.write(folder.resolve("yes.json"), yes(file));
        Files.createSymbolicLink(answers.resolve(ticket + ".link.json"), real);
        Files.createDirectory(answers.resolve(ticket + ".folder.json"));
        Files.write(answers.resolve(ticket + ".large.json"), new byte[SignedAnswer.MAX_BYTES + 1]);
        Files.writeString(answers.resolve(ticket + ".text.json"), "yes");
        boolean pipe = new ProcessBuilder(
                                "mkfifo", answers.resolve(ticket + ".pipe.json").toString())
                        .start()
                        .waitFor()
                == 0;
        await(() -> isEmpty(answers));
        await(() -> notes().size() >= (pipe ? 5 : 4));
        assertEquals(0, tool.runs());
        assertEquals(1, gate.waiting().size());
        assertTrue(Files.exists(real), "the link went, and not what it led to");
        List<String> notes = notes();
        assertTrue(
                notes.contains("what was dropped as `" + ticket + ".link.json` is no answer: `" + ticket
                        + ".link.json` is no regular file"),
                notes::toString);
        assertTrue(
                notes.contains("what was dropped as `" + ticket + ".large.json` is no answer: `" + ticket
                        + ".large.json` is longer than 1048576 bytes, or grows while it is read"),
                notes::toString);
        box().drop(ticket, yes(file));
        ran(end(outcome));
    }

    /** Whoever copies a file into a folder writes it bit by bit. */
    @Test
    void whatIsStillBeingWrittenIsLeftUntilItIsWhole() throws Exception {
        QuestionFile file;
        try (Gate first = open()) {
            call(first);
            file = found(first);
        }
        Parked parked = ledger.parked(file.question().ticket()).orElseThrow();
        Postman postman = Postman.of(ledger, true, journal, new SteadyClock(Clock.systemUTC(), System::nanoTime));
        postman.show(file.question());
        List<byte[]> taken = new ArrayList<>();
        Postman.Desk desk = answer -> {
            taken.add(answer);
            return Answered.counted(parked);
        };
        byte[] yes = yes(file);
        Path copied = folder.resolve("answers").resolve(parked.ticket() + ".json");
        Files.write(copied, java.util.Arrays.copyOf(yes, 100));
        postman.look(parked, desk);
        Files.write(copied, java.util.Arrays.copyOf(yes, 200));
        postman.look(parked, desk);
        assertEquals(List.of(), notes());
        Files.write(copied, yes);
        postman.look(parked, desk);
        assertArrayEquals(yes, taken.get(0));
        assertFalse(Files.exists(copied));
        Files.write(copied, java.util.Arrays.copyOf(yes, 100));
        postman.look(parked, desk);
        postman.look(parked, desk);
        assertEquals(1, notes().size(), "the same at two looks is no answer");
        assertFalse(Files.exists(copied));
    }

    @Test
    void anAnswerToAnotherQuestionUnderThisNameCountsForNothing() throws Exception {
        Gate gate = open();
        call(gate);
        QuestionFile file = found(gate);
        CompletionStage<Outcome> other = agent(gate).submit(tool, io.brattice.action.Arguments.of("other", 1));
        await(() -> names(folder.resolve("questions")).size() == 2);
        String ticket = gate.waiting().stream()
                .map(Parked::ticket)
                .filter(one -> !one.equals(file.question().ticket()))
                .findFirst()
                .orElseThrow();
        box().drop(ticket, yes(file));
        await(() -> isEmpty(folder.resolve("answers")));
        assertEquals(0, tool.runs());
        assertEquals(2, gate.waiting().size());
        QuestionFile second = QuestionFile.read(box().question(ticket).orElseThrow());
        box().drop(ticket, yes(second));
        ran(end(other));
        assertEquals(1, tool.runs());
    }

    @Test
    void anAnswerOfTheAgentsOwnKeyIsJournaledAndChangesNothing() throws Exception {
        Gate gate = open();
        CompletionStage<Outcome> outcome = call(gate);
        QuestionFile file = found(gate);
        Signer agents = Signer.named("vera");
        box().drop(file.question().ticket(), agents.yes(file.question(), ledger, Instant.now()));
        await(() ->
                notes().contains("nobody here holds the key `" + agents.key().id() + "`"));
        assertEquals(1, gate.waiting().size());
        box().drop(file.question().ticket(), yes(file));
        ran(end(outcome));
    }

    /** What an agent put into the place of a question is another question; an answer to it is to that one. */
    @Test
    void anAnswerToASubstitutedQuestionFileCountsForNothing() throws Exception {
        Gate gate = open();
        CompletionStage<Outcome> outcome = call(gate);
        QuestionFile file = found(gate);
        Question real = file.question();
        Question harmless = new Question(
                real.ticket(),
                new io.brattice.action.ToolCall(
                        real.call().id(), "look", none(), real.call().caller(), ""),
                real.assessment(),
                real.preview(),
                real.verdict(),
                real.policy(),
                real.tool(),
                real.undo(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                real.asked(),
                real.answerBy());
        box().show(real.ticket(), new QuestionFile(file.ledger(), harmless).bytes());
        QuestionFile seen = QuestionFile.read(box().question(real.ticket()).orElseThrow());
        box().drop(real.ticket(), yes(seen));
        await(() -> notes().contains("it answers another question"));
        assertEquals(0, tool.runs());
        box().drop(real.ticket(), yes(file));
        ran(end(outcome));
    }

    @Test
    void aPlaceThatCannotBeOpenedIsNoGate() throws Exception {
        Files.createDirectories(folder.resolve("elsewhere"));
        try {
            Files.createSymbolicLink(folder.resolve("answers"), folder.resolve("elsewhere"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no links here");
        }
        assertThrows(io.brattice.journal.JournalException.class, this::open);
        ledger = Ledger.inMemory();
    }

    @Test
    void theFoldersAreInsideWhatNoAgentMayTouch() throws Exception {
        open();
        Path answer = real(folder.resolve("answers/t-1.json"));
        assertTrue(
                ledger.protects().stream().anyMatch(place -> place.overlaps(io.brattice.action.Resource.file(answer))));
    }

    private static Path real(Path path) throws IOException {
        Path above = java.util.Objects.requireNonNull(path.getParent());
        return above.toRealPath().resolve(path.getFileName());
    }

    @Test
    void aQuestionThatCannotBeCarriedIsStillAnsweredWhereItWasAsked() throws Exception {
        Gate gate = open();
        FakeTool large = grave("large")
                .previewed(call -> io.brattice.action.Preview.exact(
                        List.of(), io.brattice.action.Digest.of("s"), "y".repeat(2 << 20)));
        CompletionStage<Outcome> outcome = agent(gate).submit(large, none());
        await(() -> {
            try {
                return !gate.waiting().isEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Parked parked = gate.waiting().get(0);
        assertEquals(Optional.empty(), box().question(parked.ticket()));
        assertTrue(gate.answer(
                parked.ticket(),
                new io.brattice.approval.Approval(
                        true,
                        io.brattice.testkit.ScriptedApprover.person("tess"),
                        "",
                        parked.question(),
                        Optional.empty())));
        ran(end(outcome));
    }

    @Test
    void anIdIsGivenOnceAndNamesTheLedgerForGood() throws Exception {
        String id;
        try (Ledger first = FileLedger.in(folder)) {
            id = first.id();
        }
        try (Ledger again = FileLedger.in(folder)) {
            assertEquals(id, again.id());
        }
        assertFalse(id.equals(Ledger.inMemory().id()));
        byte[] bytes = Files.readAllBytes(folder.resolve("ledger.id"));
        Files.writeString(folder.resolve("ledger.id"), "");
        assertThrows(io.brattice.journal.JournalException.class, () -> FileLedger.in(folder));
        Files.write(folder.resolve("ledger.id"), bytes);
        try (Ledger again = FileLedger.in(folder)) {
            assertArrayEquals(bytes, again.id().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        ledger = Ledger.inMemory();
    }

    private static boolean isEmpty(Path folder) {
        return names(folder).isEmpty();
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
