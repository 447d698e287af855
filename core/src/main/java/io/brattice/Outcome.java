package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.policy.Verdict;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a call. One of {@link Ran}, {@link Refused}, {@link Pending}, {@link Failed}, {@link Unknown}. */
public sealed interface Outcome {

    /** The id of the call, to undo it or to look it up in the journal. */
    String call();

    /** What the agent should read: empty when there is nothing to say. Holds no secrets and no policy internals. */
    String advice();

    /**
     * What a model is told in place of a result when its call did not run now, as one text: what became of it and why, and what to do
     * instead. For bridges to frameworks. Holds what {@link #advice()} and the reasons of the verdict hold, and nothing else.
     */
    default String told() {
        return Told.of(this);
    }

    /** The one function that fits. */
    default <T> T fold(
            Function<? super Ran, ? extends T> ran,
            Function<? super Refused, ? extends T> refused,
            Function<? super Pending, ? extends T> pending,
            Function<? super Failed, ? extends T> failed,
            Function<? super Unknown, ? extends T> unknown) {
        if (this instanceof Ran outcome) {
            return ran.apply(outcome);
        }
        if (this instanceof Refused outcome) {
            return refused.apply(outcome);
        }
        if (this instanceof Pending outcome) {
            return pending.apply(outcome);
        }
        if (this instanceof Failed outcome) {
            return failed.apply(outcome);
        }
        return unknown.apply((Unknown) this); // sealed: there is no sixth
    }

    /** True for {@link Ran}. */
    default boolean ran() {
        return this instanceof Ran;
    }

    /**
     * It ran.
     *
     * @param value what the tool returned; for a repeated call the recorded form of it
     * @param undoable one line: how it can be undone; empty when it cannot
     * @param replayed true when this is the recorded outcome of an earlier equal call, and nothing ran now
     */
    record Ran(String call, @Nullable Object value, Optional<String> undoable, Verdict verdict, boolean replayed)
            implements Outcome {
        public Ran {
            Objects.requireNonNull(call, "call");
        }

        @Override
        public String advice() {
            return replayed
                    ? "nothing ran now: this is the recorded outcome of an equal call that was approved before"
                    : "";
        }
    }

    /**
     * It did not run, and will not.
     *
     * @param proposed arguments a person would rather see, to be tried as a new call
     */
    record Refused(String call, Verdict verdict, String advice, Optional<Arguments> proposed) implements Outcome {
        public Refused {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(advice, "advice");
        }
    }

    /**
     * A person has been asked and has not answered yet, or a yes is cooling down. Nothing ran. {@code gate.resume(ticket)}
     * goes on, and so does the same call repeated by the same caller.
     *
     * @param until after this instant the question is dead
     */
    record Pending(String call, String ticket, Instant until, Verdict verdict, String advice) implements Outcome {}

    /** It was allowed, and the tool threw. What the tool changed before it threw may have happened. */
    record Failed(String call, Throwable error, Optional<String> undoable, String advice) implements Outcome {}

    /** Nobody knows whether it ran. It is listed in {@code gate.unresolved()}, and an equal call is refused until settled. */
    record Unknown(String call, String advice) implements Outcome {}
}
