package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TerminalApproverTest {

    private static final Person MIRA = new Person("mira", "terminal", Set.of());

    private final StringWriter shown = new StringWriter();

    @Test
    void yesToARecoverableCallTakesOneWord() {
        Question question = Asked.of(Arguments.of("a", 1)).recoverable().question();

        assertEquals(Approval.yes(question, MIRA, ""), answer(question, "y"));
        assertTrue(shown.toString()
                .startsWith(System.lineSeparator() + question.brief().text(100, false)));
    }

    @Test
    void noComesWithItsReason() {
        Question question = Asked.of(Arguments.of("a", 1)).question();

        assertEquals(Approval.no(question, MIRA, "wrong host"), answer(question, "n", "wrong host"));
    }

    @Test
    void anEmptyLineIsNoAnswer() {
        Question question = Asked.of(Arguments.of("a", 1)).recoverable().question();

        assertEquals(Approval.no(question, MIRA, ""), answer(question, "", "", "  ", "yess", "Y es", "no", ""));
        assertEquals(6, count("[y]es / [n]o / [o]pen N / [e]dit / [?] > "));
    }

    @Test
    void anIrreversibleCallTakesTheTypedBeginningOfTheQuestion() {
        Question question = Asked.of(Arguments.of("a", 1)).question();
        String phrase = question.digest().hex().substring(0, 6);

        assertEquals(Approval.yes(question, MIRA, ""), answer(question, "y", phrase));
    }

    @Test
    void aWrongConfirmationAnswersNothing() {
        Question question = Asked.of(Arguments.of("a", 1)).question();

        assertEquals(Approval.no(question, MIRA, "no"), answer(question, "y", "y", "yes", "", "n", "no"));
        assertTrue(shown.toString().contains("nothing was answered"));
    }

    @Test
    void attack40NoYesBeforeEverythingHiddenWasReadToItsEnd() {
        Question question = Asked.of(Arguments.of("script", "x".repeat(10_000)))
                .recoverable()
                .question();
        int number = question.brief().openable().get(0).number();

        Approval approval = answer(question, "y", "open " + number, "q", "y", "o " + number, "", "", "y");

        assertTrue(approval.yes());
        assertEquals(2, count("characters of `arguments` not shown; no yes before `open " + number + "`"));
        assertEquals(1, count("still not opened"));
    }

    @Test
    void openingSomethingElseDoesNotOpenWhatIsHidden() {
        Question question = Asked.of(Arguments.of("script", "x".repeat(10_000)))
                .recoverable()
                .question();

        assertFalse(answer(question, "o 1", "o 99", "o 0", "open 999999", "y").yes());
    }

    @Test
    void attack44WhatWasTypedBeforeTheBriefWasShownIsDropped() {
        Question question = Asked.of(Arguments.of("a", 1)).recoverable().question();
        Typed typed = new Typed("n", "really not").ahead("y", "y", "y");

        assertEquals(
                Approval.no(question, MIRA, "really not"),
                approver(typed).ask(question).toCompletableFuture().join());
        assertEquals(1, count("[y]es"));
    }

    @Test
    void theEndOfInputIsANo() {
        Question question = Asked.of(Arguments.of("a", 1)).question();

        assertEquals(Approval.no(question, MIRA, "the input ended without an answer"), answer(question));
        assertEquals(Approval.no(question, MIRA, "the input ended without an answer"), answer(question, "y"));
    }

    @Test
    void anEditIsANoWithOtherArguments() {
        Question question = Asked.of(Arguments.of("a", 1)).question();

        assertEquals(
                Approval.edit(question, MIRA, Arguments.of("a", 2), ""),
                answer(question, "e", "{a: 2}", "e", "", "edit", "{\"a\": 2}"));
        assertEquals(1, count("refused: "));
    }

    @Test
    void aLateYesDoesNotCount() {
        Question question = Asked.of(Arguments.of("a", 1)).recoverable().question();
        Ticking clock = new Ticking(question.asked());
        Typed typed = new Typed("y").before(() -> clock.now = question.answerBy());
        TerminalApprover approver = new TerminalApprover(typed, new PrintWriter(shown), clock, "mira", false);

        assertEquals(
                Approval.no(question, MIRA, "nobody answered in time"),
                approver.ask(question).toCompletableFuture().join());
        assertTrue(shown.toString().contains("too late"));
    }

    @Test
    void aSilentPersonDoesNotHoldTheTerminalBeyondTheDeadline() {
        Question question = Asked.of(Arguments.of("a", 1)).question();
        CountDownLatch never = new CountDownLatch(1);
        Typed typed = new Typed("y").before(() -> await(never));
        Clock almost = Clock.fixed(question.answerBy().minusMillis(20), ZoneOffset.UTC);
        TerminalApprover approver = new TerminalApprover(typed, new PrintWriter(shown), almost, "mira", false);

        assertEquals(
                Approval.no(question, MIRA, "nobody answered in time"),
                approver.ask(question).toCompletableFuture().join());
        never.countDown();
    }

    @Test
    void questionsAreAskedOneAfterTheOther() throws InterruptedException {
        Question first = Asked.of(Arguments.of("a", 1)).recoverable().question();
        Question second = Asked.of(Arguments.of("a", 2)).recoverable().question();
        TerminalApprover approver = approver(new Typed("y", "y"));
        List<Thread> threads = new ArrayList<>();
        List<Approval> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        for (Question question : List.of(first, second)) {
            Thread thread = new Thread(() ->
                    answers.add(approver.ask(question).toCompletableFuture().join()));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        int one = shown.toString().indexOf("[y]es");
        int between = shown.toString().indexOf("would  ", shown.toString().indexOf("would  ") + 1);

        assertEquals(2, answers.stream().filter(Approval::yes).count());
        assertTrue(one < between, "the second brief is shown after the first answer");
    }

    @Test
    void withoutATerminalNobodySaysNo() {
        Question question = Asked.of(Arguments.of("a", 1)).question();
        Approval approval = TerminalApprover.nobody("there is no terminal to ask at")
                .ask(question)
                .toCompletableFuture()
                .join();

        assertEquals(
                Approval.no(question, new Person("nobody", "none", Set.of()), "there is no terminal to ask at"),
                approval);
    }

    @Test
    void theTerminalApproverBlocks() {
        assertTrue(approver(new Typed()).blocks());
    }

    private Approval answer(Question question, String... lines) {
        return approver(new Typed(lines)).ask(question).toCompletableFuture().join();
    }

    private TerminalApprover approver(Typed typed) {
        Clock clock = Clock.fixed(Asked.NOW, ZoneOffset.UTC);
        return new TerminalApprover(typed, new PrintWriter(shown), clock, "mira", false);
    }

    private int count(String words) {
        return shown.toString().split(java.util.regex.Pattern.quote(words), -1).length - 1;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A keyboard: lines typed ahead are there at once, the others come when they are waited for. */
    private static final class Typed extends Reader {
        private final Deque<String> ahead = new ArrayDeque<>();
        private final Deque<String> lines = new ArrayDeque<>();
        private Optional<Runnable> before = Optional.empty();

        Typed(String... lines) {
            this.lines.addAll(List.of(lines));
        }

        Typed ahead(String... typed) {
            ahead.addAll(List.of(typed));
            return this;
        }

        Typed before(Runnable action) {
            before = Optional.of(action);
            return this;
        }

        @Override
        public boolean ready() {
            return !ahead.isEmpty();
        }

        @Override
        public int read(char[] buffer, int from, int length) {
            before.ifPresent(Runnable::run);
            String line = ahead.isEmpty() ? lines.poll() : ahead.poll();
            if (line == null) {
                return -1;
            }
            (line + "\n").getChars(0, line.length() + 1, buffer, from);
            return line.length() + 1;
        }

        @Override
        public void close() {}
    }

    /** A clock that somebody sets. */
    private static final class Ticking extends Clock {
        private volatile Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
