package io.brattice.testkit;

import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Answers each question with the next line of a script, and keeps every question. When the script is at its end it stays
 * silent, until {@link #answerLast} is called.
 */
public final class ScriptedApprover implements Approver {

    private final Deque<Function<Question, CompletionStage<Approval>>> script = new ArrayDeque<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<CompletableFuture<Approval>> open = new ArrayList<>();

    /** The next question is answered yes by this person. */
    public synchronized ScriptedApprover yes(String person, String... roles) {
        return then(question -> Approval.yes(question, person(person, roles), ""));
    }

    /** The next question is answered no by this person. */
    public synchronized ScriptedApprover no(String person, String why) {
        return then(question -> Approval.no(question, person(person), why));
    }

    /** The next question is answered with whatever this gives; throwing and null are passed on to the gate. */
    public synchronized ScriptedApprover then(Function<Question, Approval> answer) {
        script.add(question -> CompletableFuture.completedFuture(answer.apply(question)));
        return this;
    }

    /** The next question is left open. */
    public synchronized ScriptedApprover silent() {
        script.add(question -> {
            CompletableFuture<Approval> later = new CompletableFuture<>();
            open.add(later);
            return later;
        });
        return this;
    }

    @Override
    public synchronized CompletionStage<Approval> ask(Question question) {
        questions.add(question);
        if (script.isEmpty()) {
            silent();
        }
        return script.remove().apply(question);
    }

    /** Answers the question that was left open last. */
    public void answerLast(Function<Question, Approval> answer) {
        CompletableFuture<Approval> waiting;
        Question asked;
        synchronized (this) {
            waiting = open.get(open.size() - 1);
            asked = questions.get(questions.size() - 1);
        }
        waiting.complete(answer.apply(asked));
    }

    /** Every question so far, oldest first. */
    public synchronized List<Question> questions() {
        return List.copyOf(questions);
    }

    /** A person this kit vouches for. */
    public static Person person(String name, String... roles) {
        return new Person(name, "testkit", Set.of(roles));
    }
}
