package io.brattice.approval;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The human callback. Hosts implement it for their channel: a chat, a pager, a web page, a terminal.
 *
 * <p>The gate asks once for each person it needs. Silence, an exception, null, a late or a second answer are a no. An
 * implementation must never let the calling agent answer, must show the brief in full or offer to open it, and must vouch
 * for {@link Person#roles()} itself. {@link #ask} should return quickly; the stage may complete days later.
 */
@FunctionalInterface
public interface Approver {

    /**
     * Brings the question to a person. Called once for each question, and again for each further person it needs, then
     * with the yeses so far in {@link Question#answered}.
     */
    CompletionStage<Approval> ask(Question question);

    /** From a plain function, which may block: it runs on the gate's executor. */
    static Approver of(Function<Question, Approval> function) {
        return new BlockingApprover(function);
    }

    /** At the terminal of this process. Where there is none, every question is answered no. */
    static Approver atTerminal() {
        return TerminalApprover.ofThisProcess();
    }

    /**
     * Asks nobody here: the question waits until an answer comes another way, signed from another process or by
     * {@code Gate.answer}, or until its time is over.
     */
    static Approver elsewhere() {
        return question -> new CompletableFuture<>();
    }

    /** Answers no to everything, in the name of {@code who}. */
    static Approver refusing(String who) {
        return question -> CompletableFuture.completedFuture(
                Approval.no(question, new Person(who, "configuration", Set.of()), "nobody is here to answer"));
    }

    /** True when {@link #ask} blocks its thread until there is an answer; the gate then calls it on its executor. */
    default boolean blocks() {
        return false;
    }
}
