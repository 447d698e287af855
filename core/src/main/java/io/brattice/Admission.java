package io.brattice;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leave to run an effect outside the gate, or the outcome that says why not.
 *
 * <pre>{@code
 * try (Admission admission = session.admit(tool, arguments)) {
 *     if (admission.permit().isEmpty()) {
 *         return admission.outcome();
 *     }
 *     admission.done(client.send(admission.permit().get().redeem()));
 * }
 * }</pre>
 *
 * <p>Closed without {@link #done}, {@link #failed} or {@link #notRun}, it ends as {@link Outcome.Unknown}; so does one that
 * is open when the gate closes or the process dies.
 */
public final class Admission implements AutoCloseable {

    /** Ends the call; the gate's side of an admission. */
    interface Ending {
        Outcome done(@Nullable Object value);

        Outcome failed(Throwable error);

        Outcome notRun(String why);

        Outcome unknown();
    }

    private final Optional<Permit> permit;
    private final Optional<Ending> ending;
    private @Nullable Outcome outcome;

    private Admission(Optional<Permit> permit, Optional<Ending> ending, @Nullable Outcome outcome) {
        this.permit = permit;
        this.ending = ending;
        this.outcome = outcome;
    }

    static Admission granted(Permit permit, Ending ending) {
        return new Admission(Optional.of(permit), Optional.of(ending), null);
    }

    static Admission refused(Outcome outcome) {
        return new Admission(Optional.empty(), Optional.empty(), outcome);
    }

    /** Empty when the call may not run: {@link #outcome()} says why. */
    public Optional<Permit> permit() {
        return permit;
    }

    /** The effect happened. */
    public Outcome done(@Nullable Object value) {
        return end(side -> side.done(value));
    }

    /** The effect was tried and failed; part of it may have happened. */
    public Outcome failed(Throwable error) {
        return end(side -> side.failed(error));
    }

    /** The effect was not tried. Only before the permit was redeemed; afterwards it counts as failed. */
    public Outcome notRun(String why) {
        return end(side -> side.notRun(why));
    }

    /** What became of the call: of a granted one, once it has ended. */
    public synchronized Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    @Override
    public void close() {
        end(Ending::unknown);
    }

    /** The first end stands. */
    private synchronized Outcome end(Function<Ending, Outcome> how) {
        Outcome known = outcome;
        if (known == null) {
            known = how.apply(ending.orElseThrow());
            outcome = known;
        }
        return known;
    }
}
