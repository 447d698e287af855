package io.brattice.approval;

import java.io.Console;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the person at the terminal of this process, one question at a time, oldest first.
 *
 * <p>The person is the operating system's user; roles it cannot vouch for, so a question that demands a role cannot be answered
 * here. Everything hidden must have been opened before a yes, and an irreversible call takes typed words instead of one key.
 *
 * <p>Does not: tell a person from a program that types. An agent that can write to this terminal is outside what it guards.
 */
final class TerminalApprover implements Approver {

    private static final int WIDTH = 100;

    private final TerminalLines typed;
    private final PrintWriter out;
    private final Clock clock;
    private final Person person;
    private final boolean colour;
    private final ReentrantLock turn = new ReentrantLock(true);

    TerminalApprover(Reader in, PrintWriter out, Clock clock, String user, boolean colour) {
        this.typed = new TerminalLines(in);
        this.out = Objects.requireNonNull(out, "out");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.person = new Person(user, "terminal", Set.of());
        this.colour = colour;
    }

    /** At the console of this process; where there is none, every question is answered no, in the name of {@code nobody}. */
    @SuppressWarnings("SystemConsoleNull") // null up to JDK 21; from 22 on isTerminal tells
    static Approver ofThisProcess() {
        Console console = System.console();
        String user = System.getProperty("user.name", "");
        if (console == null || !isTerminal(console)) {
            return nobody("there is no terminal to ask at");
        }
        if (user.isBlank()) {
            return nobody("the user at the terminal has no name");
        }
        String noColour = System.getenv("NO_COLOR");
        boolean colour = noColour == null || noColour.isEmpty();
        return new TerminalApprover(console.reader(), console.writer(), Clock.systemUTC(), user, colour);
    }

    static Approver nobody(String why) {
        Person nobody = new Person("nobody", "none", Set.of());
        return question -> CompletableFuture.completedFuture(Approval.no(question, nobody, why));
    }

    /** {@code Console.isTerminal}, which came with JDK 22; before that a console always was one. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public CompletionStage<Approval> ask(Question question) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(Approval.no(question, person, "interrupted before it was shown"));
        }
        try {
            return CompletableFuture.completedFuture(
                    new TerminalDialogue(question, typed, out, clock, person, WIDTH, colour).answer());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean blocks() {
        return true;
    }
}
