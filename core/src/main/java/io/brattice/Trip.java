package io.brattice;

import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.journal.JournalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call on its way through the pipeline, as often as it must go round: after a question has ended, or when something moved.
 * Ends as {@link Progress.Ended} or {@link Progress.Granted}. Used by one thread at a time.
 */
final class Trip {

    private static final int ROUNDS = 8;

    private final Pipeline pipeline;
    private final Questions questions;
    private final Runner runner;
    private final Tool tool;
    private final ToolCall call;
    private final Optional<String> undoes;
    private final long patienceEnds;
    private final Runnable hold;
    private Optional<String> unsecured = Optional.empty();
    private String moved = "";
    private int rounds;

    Trip(
            Pipeline pipeline,
            Questions questions,
            Runner runner,
            Tool tool,
            ToolCall call,
            Optional<String> undoes,
            Duration patience,
            Runnable hold) {
        this.pipeline = pipeline;
        this.questions = questions;
        this.runner = runner;
        this.tool = tool;
        this.call = call;
        this.undoes = undoes;
        this.patienceEnds = System.nanoTime() + patience.toNanos();
        this.hold = hold;
    }

    /** On the caller's thread, which waits while a person is asked. */
    Outcome run() {
        while (true) {
            Progress progress = grant();
            if (progress instanceof Progress.Ended ended) {
                return ended.outcome();
            }
            Optional<Outcome> outcome = runner.run((Progress.Granted) progress);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            moved = "the tool found another state than was judged";
        }
    }

    /** The same up to the permit: for admissions. */
    Progress grant() {
        while (true) {
            Progress progress = step();
            if (progress instanceof Progress.Asked asked) {
                Progress waited = await(asked);
                if (waited != asked) {
                    return waited;
                }
            } else if (!(progress instanceof Progress.Again)) {
                return progress;
            }
        }
    }

    /** Without holding a thread while a person is asked. */
    CompletionStage<Outcome> runAsync(Executor executor) {
        return grantAsync(executor)
                .thenComposeAsync(
                        progress -> {
                            if (progress instanceof Progress.Ended ended) {
                                return CompletableFuture.completedFuture(ended.outcome());
                            }
                            Optional<Outcome> outcome = runner.run((Progress.Granted) progress);
                            if (outcome.isPresent()) {
                                return CompletableFuture.completedFuture(outcome.get());
                            }
                            moved = "the tool found another state than was judged";
                            return runAsync(executor);
                        },
                        executor);
    }

    CompletionStage<Progress> grantAsync(Executor executor) {
        return CompletableFuture.supplyAsync(this::step, executor).thenCompose(progress -> {
            if (progress instanceof Progress.Asked asked) {
                return questions
                        .ending(asked.ticket())
                        .<Progress>thenApply(ending -> ended(asked, ending))
                        .completeOnTimeout(
                                new Progress.Ended(asked.pending()),
                                Math.max(0, patienceEnds - System.nanoTime()),
                                TimeUnit.NANOSECONDS)
                        .thenCompose(after ->
                                after == asked ? grantAsync(executor) : CompletableFuture.completedFuture(after));
            }
            return progress instanceof Progress.Again
                    ? grantAsync(executor)
                    : CompletableFuture.completedFuture(progress);
        });
    }

    /** Once through the stages. Fails closed: what cannot be judged or recorded ends as refused. */
    private Progress step() {
        if (rounds++ >= ROUNDS) {
            return new Progress.Ended(Refusals.moving(call, moved));
        }
        try {
            Progress progress = pipeline.pass(tool, call, undoes, unsecured);
            if (progress instanceof Progress.Asked
                    || (progress instanceof Progress.Granted granted && isAskedForAgain(granted))) {
                hold.run();
            }
            if (progress instanceof Progress.Again again) {
                moved = again.why();
                unsecured = again.unsecured().or(() -> unsecured);
            }
            return progress;
        } catch (JournalException | RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return new Progress.Ended(Refusals.broken(call, e));
        }
    }

    /** True when an undo or a probe may need the tool later. */
    private static boolean isAskedForAgain(Progress.Granted granted) {
        return granted.claimed()
                && (granted.secured().isPresent()
                        || granted.judged().assessment().inherent().isAtLeast(Reversibility.RECOVERABLE));
    }

    /** The same {@code asked} when the question has ended with an answer and the call must go round again. */
    private Progress await(Progress.Asked asked) {
        try {
            long left = Math.max(0, patienceEnds - System.nanoTime());
            return ended(asked, questions.ending(asked.ticket()).get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Progress.Ended(asked.pending());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Progress.Ended(asked.pending());
        } catch (ExecutionException e) {
            return new Progress.Ended(Refusals.broken(call, e));
        }
    }

    private Progress ended(Progress.Asked asked, Questions.Ending ending) {
        return ending.withoutAnswer()
                .<Progress>map(why -> new Progress.Ended(Refusals.withoutAnswer(call, why)))
                .orElse(asked);
    }
}
