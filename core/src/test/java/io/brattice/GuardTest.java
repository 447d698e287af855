package io.brattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.journal.Journal;
import io.brattice.policy.Policy;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guarded interface through a real gate. */
class GuardTest {

    record Line(String sku, int quantity, Optional<BigDecimal> price) {}

    record Receipt(String id, BigDecimal amount, List<Line> lines) {}

    interface Payments {
        @Effects(
                value = Reversibility.IRREVERSIBLE,
                verb = Verb.SPEND,
                resource = "order:{orderId}",
                preview = "refundable")
        Receipt refund(String orderId, BigDecimal amount) throws IOException;

        @Effects(Reversibility.READ_ONLY)
        String refundable(String orderId, BigDecimal amount);

        void undeclared(String orderId);

        @Effects(Reversibility.READ_ONLY)
        default int countTwice(String orderId) {
            return 2 * count(orderId);
        }

        @Effects(Reversibility.READ_ONLY)
        int count(String orderId);

        @Effects(value = Reversibility.REVERSIBLE, verb = Verb.CREATE, resource = "hold:{orderId}", undo = "release")
        String hold(String orderId, Set<DayOfWeek> days);

        @Effects(value = Reversibility.REVERSIBLE, verb = Verb.DELETE, resource = "hold:{orderId}", undo = "holdAgain")
        void release(String holdId, String orderId, Set<DayOfWeek> days);

        @Effects(value = Reversibility.REVERSIBLE, verb = Verb.CREATE, undo = "release")
        void holdAgain(String holdId, String orderId, Set<DayOfWeek> days);

        @Effects(Reversibility.READ_ONLY)
        CompletionStage<List<String>> later(Map<String, Line> lines, Instant when);

        CompletionStage<Void> sentLater(String to);

        @Effects(Reversibility.READ_ONLY)
        Payments itself();

        @Effects(Reversibility.READ_ONLY)
        byte[] overloaded(byte[] content);

        @Effects(Reversibility.READ_ONLY)
        String overloaded(String... words);

        @Override
        String toString();
    }

    /** Keeps what it was given. */
    private static class RealPayments implements Payments {
        final List<Object> seen = new ArrayList<>();
        String refundable = "at most 10";
        Throwable thrown;
        CompletableFuture<List<String>> pending = CompletableFuture.completedFuture(List.of("a"));

        @Override
        public Receipt refund(String orderId, BigDecimal amount) throws IOException {
            if (thrown instanceof IOException known) {
                throw known;
            }
            GuardTest.<RuntimeException>sneak(thrown);
            seen.add(amount);
            return new Receipt(orderId, amount, new ArrayList<>(List.of(new Line("x", 1, Optional.of(amount)))));
        }

        @Override
        public String refundable(String orderId, BigDecimal amount) {
            return refundable;
        }

        @Override
        public void undeclared(String orderId) {
            seen.add(orderId);
        }

        @Override
        public int count(String orderId) {
            return orderId.length();
        }

        @Override
        public String hold(String orderId, Set<DayOfWeek> days) {
            seen.add(days);
            return "hold-of-" + orderId;
        }

        @Override
        public void release(String holdId, String orderId, Set<DayOfWeek> days) {
            seen.add(List.of("release", holdId, orderId, days));
        }

        @Override
        public void holdAgain(String holdId, String orderId, Set<DayOfWeek> days) {
            seen.add(List.of("again", holdId, orderId, days));
        }

        @Override
        public CompletionStage<List<String>> later(Map<String, Line> lines, Instant when) {
            seen.add(lines);
            return pending;
        }

        @Override
        public CompletionStage<Void> sentLater(String to) {
            seen.add(to);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Payments itself() {
            return this;
        }

        @Override
        public byte[] overloaded(byte[] content) {
            return content;
        }

        @Override
        public String overloaded(String... words) {
            return String.join("+", words);
        }
    }

    private final RealPayments real = new RealPayments();
    private final List<Question> asked = new ArrayList<>();
    private boolean yes = true;
    private Runnable whileAsked = () -> {};
    private Gate gate;
    private Session session;
    private Payments payments;

    @BeforeEach
    void open() throws Exception {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(this::answer))
                .journal(Journal.inMemory())
                .build();
        session = gate.as(Caller.agent("ops-bot"));
        payments = session.guard(Payments.class, real);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Approval answer(Question question) {
        asked.add(question);
        whileAsked.run();
        Person person = new Person("ann", "test", Set.of());
        return yes ? Approval.yes(question, person, "fine") : Approval.no(question, person, "not now");
    }

    @Test
    void methodWithoutAnnotationIsIrreversibleAndAsksAPerson() {
        payments.undeclared("order-1");
        assertEquals(1, asked.size());
        assertEquals(Reversibility.IRREVERSIBLE, asked.get(0).assessment().inherent());
        assertEquals("Payments.undeclared", asked.get(0).call().tool());
        assertEquals(List.of("order-1"), real.seen);
    }

    @Test
    void refusedCallThrowsItsOutcomeAndReachesNobody() {
        yes = false;
        RefusedException refused = assertThrows(RefusedException.class, () -> payments.undeclared("order-1"));
        assertInstanceOf(Outcome.Refused.class, refused.outcome());
        assertEquals(List.of(), real.seen);
    }

    @Test
    void resultIsMadeAnewAndEqual() throws Exception {
        BigDecimal amount = new BigDecimal("12.50");
        Receipt receipt = payments.refund("order-1", amount);
        assertEquals(new Receipt("order-1", amount, List.of(new Line("x", 1, Optional.of(amount)))), receipt);
        assertThrows(UnsupportedOperationException.class, () -> receipt.lines().clear());
        assertEquals(List.of(amount), real.seen);
        assertEquals(2, receipt.amount().scale());
    }

    @Test
    void previewIsShownAndNamesTheResource() throws Exception {
        payments.refund("../o#1", BigDecimal.ONE);
        Preview preview = asked.get(0).preview();
        assertEquals("at most 10", preview.text());
        assertEquals(Preview.Fidelity.PARTIAL, preview.fidelity());
        assertEquals("order:..%2fo%231", preview.effects().get(0).resource().uri());
        assertEquals(Verb.SPEND, preview.effects().get(0).verb());
    }

    @Test
    void previewThatChangedWhileAPersonWasAskedVoidsTheYes() throws Exception {
        whileAsked = () -> real.refundable = "at most " + asked.size();
        assertThrows(RefusedException.class, () -> payments.refund("order-1", BigDecimal.ONE));
        assertEquals(List.of(), real.seen);
    }

    @Test
    void runsOnlyOnThePreviewThatWasJudged() throws Exception {
        MethodTool tool = GuardedInterface.tools(Payments.class, real)
                .get(Payments.class.getMethod("refund", String.class, BigDecimal.class));
        io.brattice.action.ToolCall call = new io.brattice.action.ToolCall(
                "c-1", tool.name(), tool.method().read(new Object[] {"order-1", BigDecimal.ONE}), session.caller(), "");
        Preview judged = tool.rehearsal().orElseThrow().preview(call);
        real.refundable = "nothing";
        assertThrows(StaleException.class, () -> tool.run(new Permit(call, Optional.of(judged), Optional.empty())));
        assertEquals(List.of(), real.seen);
        real.refundable = "at most 10";
        tool.run(new Permit(call, Optional.of(judged), Optional.empty()));
        assertEquals(List.of(BigDecimal.ONE), real.seen);
    }

    @Test
    void reversibleMethodRunsUnaskedAndItsUndoGetsTheResultAndTheArguments() {
        Session direct = gate.as(Caller.agent("ops-bot")); // knows the tool that it is given, and no guarded object
        Outcome held =
                direct.call(tool("hold"), toolArguments("hold", "order-1", Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY)));
        assertTrue(held.ran(), held::toString);
        Outcome undone = direct.undo(held.call());
        assertTrue(undone.ran(), undone::toString);
        Set<DayOfWeek> days = Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
        assertEquals(List.of(days, List.of("release", "hold-of-order-1", "order-1", days)), real.seen);
        assertEquals(List.of(), asked);
    }

    @Test
    void rewindTakesBackWhatWasCalledThroughTheProxy() {
        assertEquals("hold-of-order-1", payments.hold("order-1", Set.of()));
        List<Outcome> undone = session.rewind();
        assertEquals(List.of(true), undone.stream().map(Outcome::ran).toList(), undone::toString);
        assertEquals(List.of("release", "hold-of-order-1", "order-1", Set.of()), real.seen.get(1));
    }

    @Test
    void guardingTheSameTargetAgainDoesNotLoseItsUndo() {
        Payments again = session.guard(Payments.class, real);
        payments.hold("order-1", Set.of());
        again.hold("order-2", Set.of());
        assertEquals(
                List.of(true, true), session.rewind().stream().map(Outcome::ran).toList());
    }

    /** A service whose undo needs what the journal must not keep. */
    interface Vault {
        @Effects(value = io.brattice.action.Reversibility.REVERSIBLE, undo = "close")
        void open(@Named("password") String password);

        @Effects(io.brattice.action.Reversibility.RECOVERABLE)
        default void close(@Named("password") String password) {}
    }

    @Test
    void whatAnUndoNeedsAndTheJournalRedactsIsAskedAboutFirst(
            @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        List<String> questions = new java.util.ArrayList<>();
        try (io.brattice.journal.FileJournal journal = io.brattice.journal.FileJournal.in(folder.resolve("journal"));
                Gate strict = Gate.builder()
                        .policy(Policy.defaults())
                        .journal(journal)
                        .approver(Approver.of(question -> {
                            questions.add(question.assessment().inherent().name());
                            return io.brattice.approval.Approval.no(
                                    question, new io.brattice.approval.Person("vera", "test", Set.of()), "");
                        }))
                        .build()) {
            Vault vault = strict.as(Caller.agent("ops-bot")).guard(Vault.class, password -> {});
            assertThrows(RefusedException.class, () -> vault.open("hunter2"));
        }
        assertEquals(List.of("IRREVERSIBLE"), questions);
    }

    @Test
    void checkedExceptionThatIsDeclaredComesOutAsItself() {
        real.thrown = new IOException("lost");
        assertSame(real.thrown, assertThrows(IOException.class, () -> payments.refund("order-1", BigDecimal.ONE)));
    }

    @Test
    void uncheckedExceptionComesOutAsItself() {
        real.thrown = new IllegalStateException("closed");
        assertSame(
                real.thrown,
                assertThrows(IllegalStateException.class, () -> payments.refund("order-1", BigDecimal.ONE)));
    }

    @Test
    void checkedExceptionThatIsNotDeclaredIsWrapped() {
        real.thrown = new Exception("odd");
        UndeclaredThrowableException wrapped =
                assertThrows(UndeclaredThrowableException.class, () -> payments.refund("order-1", BigDecimal.ONE));
        assertSame(real.thrown, wrapped.getCause());
    }

    @Test
    void interruptedTargetLeavesDoubtAndTheFlag() {
        real.thrown = new InterruptedException("stop");
        RefusedException refused =
                assertThrows(RefusedException.class, () -> payments.refund("order-1", BigDecimal.ONE));
        assertInstanceOf(Outcome.Unknown.class, refused.outcome());
        assertTrue(Thread.interrupted());
    }

    @Test
    void stageCompletesWithAResultMadeAnew() {
        Map<String, Line> lines = Map.of("k", new Line("x", 1, Optional.empty()));
        assertEquals(
                List.of("a"),
                payments.later(lines, Instant.EPOCH).toCompletableFuture().join());
        assertEquals(List.of(lines), real.seen);
    }

    @Test
    void stageFailsWithWhatTheTargetsStageFailedWith() {
        IOException lost = new IOException("lost");
        real.pending = CompletableFuture.failedFuture(lost);
        CompletionException failed = assertThrows(
                CompletionException.class,
                () -> payments.later(Map.of(), Instant.EPOCH)
                        .toCompletableFuture()
                        .join());
        assertSame(lost, failed.getCause());
    }

    @Test
    void stageFailsWithTheRefusalAndNothingIsThrown() {
        yes = false;
        CompletionStage<Void> stage = payments.sentLater("someone");
        CompletionException failed = assertThrows(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        assertInstanceOf(RefusedException.class, failed.getCause());
        assertEquals(List.of(), real.seen);
    }

    @Test
    void stageFailsWithArgumentsThatCannotBeCopied() {
        CompletionStage<Void> stage = payments.sentLater("\ud800");
        CompletionException failed = assertThrows(
                CompletionException.class, () -> stage.toCompletableFuture().join());
        assertInstanceOf(IllegalArgumentException.class, failed.getCause());
    }

    @Test
    void defaultMethodIsOneToolAndRunsOnTheTarget() {
        assertEquals(14, payments.countTwice("order-1"));
        assertEquals(List.of(), asked);
    }

    @Test
    void overloadsAreToolsOfTheirOwn() {
        assertArrayEquals(new byte[] {1, 2}, payments.overloaded(new byte[] {1, 2}));
        assertEquals("a+b", payments.overloaded("a", "b"));
        assertEquals("", payments.overloaded());
        assertEquals(
                "Payments.overloaded(String[])",
                tool("overloaded", String[].class).name());
    }

    @Test
    void objectMethodsAreThoseOfTheGuardedObject() {
        Payments other = session.guard(Payments.class, real);
        assertEquals("guarded Payments for agent ops-bot", payments.toString());
        assertEquals(payments, payments);
        assertNotEquals(payments, other);
        assertNotEquals(payments, real);
        assertEquals(System.identityHashCode(payments), payments.hashCode());
    }

    @Test
    void nullIsPassedOnExceptForPrimitives() {
        payments.undeclared(null);
        assertEquals(1, real.seen.size());
        assertEquals(null, real.seen.get(0));
    }

    @Test
    void emptyArgumentThatNamesTheResourceMakesTheCallUnknown() throws Exception {
        payments.hold("", Set.of());
        assertEquals(1, asked.size());
        assertEquals(false, asked.get(0).assessment().complete());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        if (thrown != null) {
            throw (E) thrown;
        }
    }

    private MethodTool tool(String name, Class<?>... parameters) {
        return GuardedInterface.tools(Payments.class, real).entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals(name))
                .filter(entry -> parameters.length == 0
                        || List.of(parameters).equals(List.of(entry.getKey().getParameterTypes())))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private io.brattice.action.Arguments toolArguments(String name, Object... values) {
        return tool(name).method().read(values);
    }
}
