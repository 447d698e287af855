package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.History;
import io.brattice.policy.Verdict;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages 7 and 8: runs a granted call from its permit, and writes down how it ended before anyone is told. */
final class Runner {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    /** How far down a failure is looked at: a tool may throw one whose causes go in a circle. */
    private static final int CAUSES = 32;
    /** How many things of a collection are looked at. */
    private static final int LOOKED_AT = 1000;

    private final Journal journal;
    private final Ledger ledger;
    private final Undoing undoing;
    private final SteadyClock clock;
    private final Traffic traffic;
    /** Repetitions of calls whose doubt the ledger could not take: refused here until the next start finds them. */
    private final Set<Digest> doubts;

    Runner(Journal journal, Ledger ledger, SteadyClock clock, Traffic traffic, Set<Digest> doubts) {
        this.doubts = doubts;
        this.journal = journal;
        this.ledger = ledger;
        this.undoing = new Undoing(journal, ledger);
        this.clock = clock;
        this.traffic = traffic;
    }

    /** The outcome; empty when the tool found the state moved and did nothing, so that the call must go round again. */
    Optional<Outcome> run(Progress.Granted granted) {
        ToolCall call = granted.call();
        Optional<Verdict> broken = granted.claimed() ? traffic.mayRun(call.tool()) : Optional.empty();
        if (broken.isPresent()) {
            granted.permit().voidIt();
            return Optional.of(notRun(granted, Refusals.turnedAway(call, broken.get())));
        }
        @Nullable Object value;
        try {
            value = awaited(granted.tool().run(granted.permit()));
            requireRedeemed(granted);
            requirePlain(value);
        } catch (StaleException e) {
            if (granted.claimed()) {
                traffic.notTried(call.tool());
            }
            granted.permit().voidIt();
            return stale(granted, e);
        } catch (Throwable e) { // whatever a tool throws, the end of its call is written down
            report(granted, false);
            granted.permit().voidIt();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            boolean doubt = granted.claimed() && (Thread.currentThread().isInterrupted() || leavesDoubt(e));
            return Optional.of(doubt ? unknown(granted, Problem.line(e)) : failed(granted, e));
        }
        report(granted, true);
        return Optional.of(done(granted, value));
    }

    /** Reads do not move the breaker: one that fails harms nothing, and nobody waits for the others. */
    private void report(Progress.Granted granted, boolean worked) {
        if (granted.claimed()) {
            traffic.report(granted.call().tool(), worked);
        }
    }

    Outcome done(Progress.Granted granted, @Nullable Object value) {
        ToolCall call = granted.call();
        Verdict verdict = granted.judged().verdict();
        Optional<String> undoable = undoable(granted);
        if (!granted.claimed()) {
            return contradicted(granted).orElseGet(() -> new Outcome.Ran(call.id(), value, undoable, verdict, false));
        }
        Arguments outcome = Records.outcomeOf(value);
        try {
            Instant now = clock.now();
            journal.append(Records.done(
                    call, outcome, granted.permit().left(), granted.permit().did(), now));
            settle(granted, History.State.DONE, outcome, now);
            Optional<String> undone = granted.judged().undoes();
            if (undone.isPresent()) {
                undoing.tookBack(undone.get(), call.id(), outcome, clock.now());
            }
        } catch (JournalException | RuntimeException e) {
            log.error("call {} ran and its end could not be recorded: {}", call.id(), Problem.line(e));
            return unknown(granted, "its end could not be recorded");
        }
        return new Outcome.Ran(call.id(), value, undoable, verdict, false);
    }

    /** A read that says it changed something: it is written down, since no ledger holds reads. Empty where all is well. */
    private Optional<Outcome> contradicted(Progress.Granted granted) {
        List<Effect> did = lasting(granted);
        if (did.isEmpty()) {
            return Optional.empty();
        }
        String what = did.size() + " effects, first " + did.get(0).verb() + " of `"
                + did.get(0).resource() + "`";
        try {
            journal.append(
                    Records.noted(granted.call().id(), "changed", "judged read-only, and did " + what, clock.now()));
            return Optional.empty();
        } catch (JournalException | RuntimeException e) {
            return Optional.of(failed(granted, e));
        }
    }

    Outcome failed(Progress.Granted granted, Throwable error) {
        ToolCall call = granted.call();
        String advice = "it failed: " + Problem.line(error) + "; part of it may have happened, look before you go on";
        if (granted.claimed()) {
            Arguments outcome = Arguments.of("problem", Problem.line(error));
            try {
                journal.append(Records.failed(
                        call,
                        Problem.line(error),
                        granted.permit().left(),
                        granted.permit().did(),
                        clock.now()));
                settle(granted, History.State.FAILED, outcome, clock.now());
            } catch (JournalException | RuntimeException e) {
                return unknown(granted, "its end could not be recorded");
            }
        }
        return new Outcome.Failed(call.id(), error, undoable(granted), advice);
    }

    /** Nobody knows. It stays without an end in the journal until it is settled. */
    Outcome unknown(Progress.Granted granted, String why) {
        ToolCall call = granted.call();
        if (!granted.claimed()) { // a read changes nothing, so there is nothing to be in doubt about
            return failed(granted, new IllegalStateException(why));
        }
        try {
            ledger.settle(call.id(), History.State.UNKNOWN, Arguments.none(), lasting(granted), clock.now());
            journal.append(Records.noted(call.id(), "unknown", why, clock.now()));
        } catch (JournalException | RuntimeException e) {
            doubts.add(call.repetition());
            log.error("call {} has an unknown outcome that could not be recorded: {}", call.id(), Problem.line(e));
        }
        return new Outcome.Unknown(
                call.id(),
                "nobody knows whether it took effect (" + why
                        + "): do not repeat it, look at what is there and report it");
    }

    /** It was granted and provably not tried: the claim and the yes are given back. */
    Outcome notRun(Progress.Granted granted, Outcome.Refused refused) {
        ToolCall call = granted.call();
        try {
            if (granted.claimed()) {
                journal.append(Records.refused(call, refused.verdict(), Optional.of(granted.judged()), clock.now()));
                ledger.release(call.id());
            }
        } catch (JournalException | RuntimeException e) {
            return unknown(granted, "that it did not run could not be recorded");
        }
        return refused;
    }

    private Optional<Outcome> stale(Progress.Granted granted, StaleException moved) {
        ToolCall call = granted.call();
        if (!granted.claimed()) {
            return Optional.of(failed(granted, moved));
        }
        try {
            journal.append(Records.noted(call.id(), "stale", Problem.line(moved), clock.now()));
            ledger.release(call.id());
            return Optional.empty();
        } catch (JournalException | RuntimeException e) {
            return Optional.of(unknown(granted, "that it did not run could not be recorded"));
        }
    }

    /** What it said it did, and is worth remembering: everything but reads. */
    private static List<Effect> lasting(Progress.Granted granted) {
        return granted.permit().did().stream()
                .filter(effect -> effect.verb() != Verb.READ)
                .toList();
    }

    private void settle(Progress.Granted granted, History.State end, Arguments outcome, Instant at)
            throws JournalException {
        if (!ledger.settle(granted.call().id(), end, outcome, lasting(granted), at)) {
            log.warn("call {} was settled by somebody else", granted.call().id());
        }
    }

    private static Optional<String> undoable(Progress.Granted granted) {
        return granted.tool().undo().isPresent()
                ? granted.secured().map(Secured::summary).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** An asynchronous tool ends when its stage does. */
    private static @Nullable Object awaited(@Nullable Object value) throws Exception {
        if (!(value instanceof CompletionStage<?> stage)) {
            return value;
        }
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Exception known) {
                throw known;
            }
            throw e;
        }
    }

    private static void requireRedeemed(Progress.Granted granted) {
        if (!granted.permit().isRedeemed()) {
            throw new IllegalStateException("`" + granted.call().tool()
                    + "` did not redeem its permit: it must run from `permit.redeem()` and nothing else");
        }
    }

    /** What acts later acts outside the gate. Looks a few levels into what merely holds other things. */
    private static void requirePlain(@Nullable Object value) {
        boolean deferred;
        try {
            deferred = holdsDeferred(value, 3);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.debug("the result of a call cannot be looked into: {}", Problem.line(e));
            return;
        }
        if (value != null && deferred) {
            throw new IllegalStateException("the tool returned a `"
                    + value.getClass().getSimpleName() + "`, whose work would happen outside the gate: return a value");
        }
    }

    private static boolean holdsDeferred(@Nullable Object value, int levels) {
        if (value == null || levels == 0 || value instanceof String || value instanceof Number) {
            return false;
        }
        if (isDeferred(value)) {
            return true;
        }
        Stream<?> inside = value instanceof Optional<?> optional
                ? optional.stream()
                : value instanceof Collection<?> items
                        ? items.stream()
                        : value instanceof Map<?, ?> members ? members.values().stream() : Stream.empty();
        return inside.limit(LOOKED_AT).anyMatch(item -> holdsDeferred(item, levels - 1));
    }

    private static boolean isDeferred(Object value) {
        return value instanceof BaseStream
                || value instanceof Iterator
                || value instanceof Supplier
                || value instanceof Callable
                || value instanceof Runnable
                || value instanceof Future
                || value instanceof CompletionStage
                || value.getClass().isHidden(); // a lambda, whatever its interface
    }

    /**
     * Lost replies, cancellation and a dying machine: the effect may have happened. Other failures are answers. Clients name
     * their time-outs alike and share no type.
     */
    private static boolean leavesDoubt(Throwable error) {
        @Nullable Throwable e = error;
        for (int depth = 0; e != null && depth < CAUSES; depth++) {
            boolean doubt = e instanceof InterruptedException
                    || e instanceof InterruptedIOException
                    || e instanceof TimeoutException
                    || e instanceof CancellationException
                    || (e instanceof SocketException && !(e instanceof ConnectException))
                    || e instanceof EOFException
                    || e instanceof ClosedChannelException
                    || e.getClass().getSimpleName().endsWith("TimeoutException")
                    || e instanceof VirtualMachineError;
            if (doubt) {
                return true;
            }
            if (!(e instanceof CompletionException
                    || e instanceof ExecutionException
                    || e instanceof RuntimeException
                    || e instanceof IOException)) {
                return false;
            }
            e = e.getCause();
        }
        return false;
    }
}
