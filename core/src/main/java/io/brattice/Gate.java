package io.brattice;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.policy.History;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one gate in front of every tool an agent may call.
 *
 * <pre>{@code
 * Gate gate = Gate.builder().policy(Policy.defaults()).approver(Approver.atTerminal()).journal(FileJournal.in(dir)).build();
 * Session agent = gate.as(Caller.agent("ops-bot").onBehalfOf("on-call"));
 * Outcome outcome = agent.call(shell, Arguments.of("command", "git clean -fd"));
 * }</pre>
 *
 * <p>Guarantees: no tool runs through it without a permit; whatever is missing, broken, late or full ends in a refusal or a
 * question, never in a run; above read-only the intent is durable before the effect and the end before the outcome is told.
 *
 * <p>Does not guarantee anything about effects that do not come through it: LIMITATIONS.md lists them.
 *
 * <p>Immutable and thread-safe. {@link #close} ends waiting questions as unanswered and open admissions as unknown, and
 * leaves the journal and ledger open when they were passed in; a closed gate refuses every call.
 */
public final class Gate implements AutoCloseable {

    private static final int HELD = 10_000;
    /** How much of a name that no tool can have is shown. */
    private static final int SHOWN_OF_NAME = 100;

    private final Pipeline pipeline;
    private final Questions questions;
    private final Runner runner;
    private final Traffic traffic;
    private final Undoing undoing;
    private final Journal journal;
    private final Ledger ledger;
    private final SteadyClock clock;
    private final GateBuilder.Settings settings;
    private final Deadline deadline;
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Supplier<String> ids;
    private final Function<String, Optional<Tool>> resolver;
    /**
     * Tools that were called as objects, so that a parked question or an undo finds its tool again: only for the session that
     * was given the object, since another one may have been given a namesake, or none. Empty where that session was given two
     * objects under one name: neither is guessed.
     */
    private final Cache<Held, Optional<Tool>> held =
            CacheBuilder.newBuilder().maximumSize(HELD).build();

    private record Held(String principal, String session, String tool) {}

    private final Set<Admission> admissions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Gate(GateBuilder.Parts parts) {
        this.pipeline = parts.pipeline();
        this.questions = parts.questions();
        this.runner = parts.runner();
        this.traffic = parts.traffic();
        this.undoing = new Undoing(parts.journal(), parts.ledger());
        this.journal = parts.journal();
        this.ledger = parts.ledger();
        this.clock = parts.clock();
        this.settings = parts.settings();
        this.deadline = new Deadline(parts.executor());
        this.executor = parts.executor();
        this.timer = parts.timer();
        this.ids = parts.ids();
        this.resolver = parts.resolver();
    }

    /** Starts a gate: a policy, an approver and a journal are needed, everything else has a default. */
    public static GateBuilder builder() {
        return new GateBuilder();
    }

    /** A session for this caller. A caller without a session id gets a fresh one. */
    public Session as(Caller caller) {
        Caller known = caller.session().isEmpty() ? caller.session("s-" + newId()) : caller;
        return new Session(this, known, Optional.empty(), "", new Session.CallIds(newId()), Optional.empty());
    }

    /**
     * Goes on with a call whose question was parked: runs it if a yes is there and still holds, else says where it stands. Of
     * several redeemers exactly one runs it; the others are told the recorded outcome, until it expires.
     */
    public Outcome resume(String ticket) {
        try {
            Optional<Parked> parked = ledger.parked(ticket);
            if (parked.isEmpty() || !parked.get().isLive(clock.now())) {
                return Refusals.withoutAnswer(nobodys(ticket), "there is no live question `" + ticket + "`");
            }
            ToolCall call = parked.get().call();
            if (parked.get().state() == Parked.State.FINISHED) {
                return Refusals.recorded(
                        call.id(), parked.get().outcome(), Verdict.allow("approval.used", "it was approved and ran"));
            }
            return resolve(call.caller().principal(), call.caller().session(), call.tool())
                    .map(tool -> call(tool, call, false, Optional.empty()))
                    .orElseGet(() -> Refusals.unknownTool(call));
        } catch (JournalException | InvalidArgumentsException e) {
            return Refusals.broken(nobodys(ticket), e);
        }
    }

    /**
     * Hands in an answer that came another way than through the approver. True when it counted; one that does not count (an
     * unknown ticket, another question, the calling agent, too late) changes nothing.
     *
     * <p>The host must have authenticated the person.
     */
    public boolean answer(String ticket, Approval approval) throws JournalException {
        return questions.answer(ticket, approval);
    }

    /**
     * Hands in an answer that a person has signed ({@link io.brattice.approval.SignedAnswer}), however it came: it is believed
     * as far as its signature and the gate's people go, and so is whoever brings it. Its person's roles are those that the
     * people know now. What does not count changes nothing, and is journaled with the reason.
     */
    public Answered answer(byte[] signed) throws JournalException {
        return questions.answer(signed.clone());
    }

    /** Questions that wait for an answer, oldest first. */
    public List<Parked> waiting() throws JournalException {
        return ledger.waiting(clock.now());
    }

    /** Calls that were started and nobody knows whether they took effect, oldest first. */
    public List<Ledger.Unresolved> unresolved() throws JournalException {
        return ledger.unresolved();
    }

    /** A person has found out whether an unresolved call took effect. True when this settled it. */
    public boolean settle(String call, boolean tookEffect, Person by, String why) throws JournalException {
        return settled(call, tookEffect, by.name(), why);
    }

    /**
     * Lets the tool of an unresolved call look for itself, within the time of a preview. Empty when the tool is not known,
     * cannot tell, fails or is late, or when the journal kept its arguments redacted; otherwise the call is settled with the
     * answer.
     */
    public Optional<Boolean> probe(String call) throws JournalException {
        Optional<Ledger.Unresolved> unresolved = ledger.unresolved().stream()
                .filter(one -> one.call().equals(call))
                .findFirst();
        Optional<Tool> tool = unresolved.flatMap(
                one -> resolve(one.principal(), one.past().session(), one.past().tool()));
        if (tool.isEmpty()) {
            return Optional.empty();
        }
        Optional<Arguments> arguments = undoing.argumentsOf(call);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> found = Optional.ofNullable(deadline.within(
                                settings.probing(),
                                "the probe",
                                () -> tool.get().probe(arguments.get()))
                        .value())
                .flatMap(answer -> answer);
        if (found.isPresent()) {
            settled(call, found.get(), "probe", "the tool looked");
        }
        return found;
    }

    /**
     * The stop switch: from now on everything but reads and a person's undo is refused, in every process of this ledger, until
     * it is released. Calls that are running are not interrupted.
     *
     * @param who shown to those who are refused
     * @throws JournalException when it could not be written down; the switch may be on all the same
     */
    public void stop(String who) throws JournalException {
        ledger.stop(who);
        journal.append(Records.noted("", "stop", who, clock.now()));
    }

    /**
     * Releases the stop switch. Only a person does that, and the host must have authenticated them.
     *
     * @throws JournalException when it could not be written down; it is then not released
     */
    public void release(Person by) throws JournalException {
        journal.append(Records.noted("", "release", by.name(), clock.now()));
        ledger.release();
    }

    /**
     * Forgets what this principal failed at ({@link History#failures}), so that an error budget it had spent is whole again. Only a person does
     * that, and the host must have authenticated them.
     *
     * @param principal {@link Caller#principal()} of the caller
     * @throws JournalException when it could not be written down; nothing is then forgotten
     */
    public void reset(String principal, Person by, String why) throws JournalException {
        journal.append(
                Records.noted("", "reset", "`" + by.name() + "` reset `" + principal + "`: " + why, clock.now()));
        ledger.reset(principal);
    }

    /** Ends questions that wait as unanswered, and open admissions as unknown. */
    @Override
    public void close() {
        closed = true;
        admissions.forEach(Admission::close);
        questions.close();
        timer.shutdownNow();
        executor.shutdown();
        settings.owned().forEach(Runnable::run);
    }

    // -- for sessions

    String newId() {
        return ids.get();
    }

    /** @param repeated true when the host gave the call its id, so that it may be a retry */
    Outcome call(Tool tool, ToolCall call, boolean repeated, Optional<Duration> patience) {
        Optional<Outcome> early = atTheDoor(call, repeated);
        if (early.isPresent()) {
            return early.get();
        }
        try {
            return trip(tool, call, Optional.empty(), patience).run();
        } finally {
            traffic.leave();
        }
    }

    CompletionStage<Outcome> submit(Tool tool, ToolCall call, boolean repeated, Optional<Duration> patience) {
        Optional<Outcome> early = atTheDoor(call, repeated);
        if (early.isPresent()) {
            return CompletableFuture.completedFuture(early.get());
        }
        try {
            return trip(tool, call, Optional.empty(), patience)
                    .runAsync(executor)
                    .exceptionally(error -> Refusals.broken(call, error))
                    .whenComplete((outcome, error) -> traffic.leave());
        } catch (RejectedExecutionException e) {
            traffic.leave();
            return CompletableFuture.completedFuture(Refusals.broken(call, e));
        }
    }

    /** What the gate would say to this call now. Nothing is asked, reserved, written down or run. */
    Verdict judge(Tool tool, ToolCall call) {
        try {
            return pipeline.judge(tool, call);
        } catch (JournalException | RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return Refusals.broken(call, e).verdict();
        }
    }

    Admission admit(Tool tool, ToolCall call, boolean repeated, Optional<Duration> patience) {
        Optional<Outcome> early = atTheDoor(call, repeated);
        return early.map(Admission::refused).orElseGet(() -> {
            try {
                return admission(trip(tool, call, Optional.empty(), patience).grant());
            } finally {
                traffic.leave();
            }
        });
    }

    CompletionStage<Admission> admitAsync(Tool tool, ToolCall call, boolean repeated, Optional<Duration> patience) {
        Optional<Outcome> early = atTheDoor(call, repeated);
        if (early.isPresent()) {
            return CompletableFuture.completedFuture(Admission.refused(early.get()));
        }
        try {
            return trip(tool, call, Optional.empty(), patience)
                    .grantAsync(executor)
                    .thenApply(this::admission)
                    .exceptionally(error -> Admission.refused(Refusals.broken(call, error)))
                    .whenComplete((admission, error) -> traffic.leave());
        } catch (RejectedExecutionException e) {
            traffic.leave();
            return CompletableFuture.completedFuture(Admission.refused(Refusals.broken(call, e)));
        }
    }

    /** The short way, or empty: nothing is waited for. */
    Optional<Admission> admitRead(Tool tool, ToolCall call) {
        if (closed || traffic.enter(call).isPresent()) {
            return Optional.empty();
        }
        try {
            return pipeline.passRead(tool, call).map(this::admission);
        } catch (JournalException | RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return Optional.of(Admission.refused(Refusals.broken(call, e)));
        } finally {
            traffic.leave();
        }
    }

    Optional<Tool> resolve(String name) {
        return resolver.apply(name).filter(tool -> tool.name().equals(name));
    }

    /** The tool that this session called under this name. */
    private Optional<Tool> resolve(String principal, String session, String name) {
        Optional<Tool> own = held.getIfPresent(new Held(principal, session, name));
        return own != null ? own : resolve(name);
    }

    Outcome unknownTool(ToolCall call) {
        Outcome.Refused refused = Refusals.unknownTool(call);
        try {
            journal.append(Records.refused(call, refused.verdict(), Optional.empty(), clock.now()));
        } catch (JournalException e) {
            return Refusals.broken(call, e);
        }
        return refused;
    }

    /** A call that is none: its name, id, words or arguments are out of bounds. */
    Outcome malformed(Caller caller, String tool, IllegalArgumentException why) {
        String name = Problem.clean(tool.length() > SHOWN_OF_NAME ? tool.substring(0, SHOWN_OF_NAME) : tool);
        ToolCall call = new ToolCall(newId(), "malformed", Arguments.of("tool", name), caller, "");
        Outcome.Refused refused =
                resolve(tool).isEmpty() ? Refusals.unknownTool(call, name) : Refusals.malformed(call, why);
        try {
            journal.append(Records.refused(call, refused.verdict(), Optional.empty(), clock.now()));
        } catch (JournalException e) {
            return Refusals.broken(call, e);
        }
        return refused;
    }

    /** Where an undo finds what it is made from. */
    private interface Look {
        Undoing.Found find() throws JournalException;
    }

    Outcome undo(Session session, String call) {
        return undo(session, call, () -> undoing.find(session.caller(), call));
    }

    private Outcome undo(Session session, String call, Look look) {
        Caller by = session.caller();
        ToolCall asked = new ToolCall(newId(), "undo", Arguments.of("call", call), by, "");
        try {
            Undoing.Found found = look.find();
            Optional<Tool> tool = found.undoable()
                    .flatMap(undoable ->
                            resolve(undoable.did().principal(), undoable.did().session(), undoable.tool()))
                    .flatMap(Tool::undo);
            if (tool.isEmpty()) {
                String why = found.why().isEmpty()
                        ? "the tool of call `" + call + "` cannot undo, or is not known here"
                        : found.why();
                return Refusals.notUndoable(asked, why);
            }
            Undoing.Attempt attempt = undoing.attempt(call, tool.get().repeatable());
            if (!attempt.why().isEmpty()) {
                return Refusals.notUndoable(asked, attempt.why());
            }
            ToolCall undo = Undoing.call(attempt, tool.get(), found.undoable().orElseThrow(), by);
            Optional<Outcome> early = atTheDoor(undo, false);
            if (early.isPresent()) {
                return early.get();
            }
            try {
                return trip(tool.get(), undo, Optional.of(call), Optional.empty())
                        .run();
            } finally {
                traffic.leave();
            }
        } catch (JournalException | InvalidArgumentsException e) {
            return Refusals.broken(asked, e);
        }
    }

    /** The journal is read once; again only for a call that had no end then, and so may have left something meanwhile. */
    List<Outcome> rewind(Session session, String of, Optional<String> to) {
        Caller by = session.caller();
        List<Outcome> outcomes = new ArrayList<>();
        try {
            Undoing.Rewinding rewinding = undoing.rewinding(by, of, to);
            if (!rewinding.why().isEmpty()) {
                ToolCall asked = new ToolCall(newId(), "rewind", Arguments.of("session", of), by, "");
                return List.of(Refusals.notUndoable(asked, rewinding.why()));
            }
            for (Story story : rewinding.stories()) {
                boolean open = story.state() == Chronicle.State.OPEN;
                outcomes.add(undo(
                        session, story.id(), () -> open ? undoing.find(by, story.id()) : undoing.found(by, story)));
            }
        } catch (JournalException | InvalidArgumentsException e) {
            outcomes.add(Refusals.broken(nobodys("rewind"), e));
        }
        return List.copyOf(outcomes);
    }

    // -- inside

    private Trip trip(Tool tool, ToolCall call, Optional<String> undoes, Optional<Duration> patience) {
        Runnable hold = undoes.isEmpty() ? () -> introduce(call.caller(), tool) : () -> {};
        return new Trip(pipeline, questions, runner, tool, call, undoes, patience.orElse(settings.patience()), hold);
    }

    /** Lets a parked question, an undo or a probe of this caller find the tool again. */
    void introduce(Caller caller, Tool tool) {
        held.asMap()
                .merge(
                        new Held(caller.principal(), caller.session(), tool.name()),
                        Optional.of(tool),
                        (known, fresh) -> known.equals(fresh) ? known : Optional.empty());
    }

    private Optional<Outcome> atTheDoor(ToolCall call, boolean repeated) {
        if (closed) {
            return Optional.of(Refusals.closed(call));
        }
        try {
            if (repeated) {
                Optional<Outcome> replay = Refusals.replay(
                        call, Verdict.allow("gate.replayed", "an equal call ran before"), ledger.recorded(call.id()));
                if (replay.isPresent()) {
                    return replay;
                }
            }
            return traffic.enter(call).map(turned -> Refusals.turnedAway(call, turned));
        } catch (JournalException | RuntimeException e) {
            return Optional.of(Refusals.broken(call, e));
        }
    }

    private Admission admission(Progress progress) {
        if (progress instanceof Progress.Ended ended) {
            return Admission.refused(ended.outcome());
        }
        Progress.Granted granted = (Progress.Granted) progress;
        Admission[] self = new Admission[1];
        Admission admission = Admission.granted(granted.permit(), new Admission.Ending() {
            @Override
            public Outcome done(@Nullable Object value) {
                admissions.remove(self[0]);
                return granted.permit().voidIt()
                        ? runner.unknown(granted, "its permit was never redeemed")
                        : runner.done(granted, value);
            }

            @Override
            public Outcome failed(Throwable error) {
                admissions.remove(self[0]);
                granted.permit().voidIt();
                return runner.failed(granted, error);
            }

            @Override
            public Outcome notRun(String why) {
                admissions.remove(self[0]);
                return granted.permit().voidIt()
                        ? runner.notRun(granted, Refusals.withoutAnswer(granted.call(), Problem.clean(why)))
                        : runner.failed(granted, new IllegalStateException(Problem.clean(why)));
            }

            @Override
            public Outcome unknown() {
                admissions.remove(self[0]);
                granted.permit().voidIt();
                return runner.unknown(granted, "the admission was left open");
            }
        });
        self[0] = admission;
        admissions.add(admission);
        if (closed) {
            admission.close(); // it was granted while the gate was being closed, and nobody would end it
        }
        return admission;
    }

    private boolean settled(String call, boolean tookEffect, String by, String why) throws JournalException {
        History.State end = tookEffect ? History.State.DONE : History.State.FAILED;
        Arguments outcome = tookEffect
                ? Arguments.of("settled", true)
                : Arguments.of("problem", "settled by `" + Problem.clean(by) + "`: it did not take effect");
        boolean known = ledger.unresolved().stream().anyMatch(one -> one.call().equals(call));
        if (!known) {
            return false;
        }
        Optional<String> undone = tookEffect ? undoing.undoneBy(call) : Optional.empty();
        journal.append(Records.settled(call, tookEffect, by, why, clock.now()));
        boolean settled = ledger.settle(call, end, outcome, clock.now());
        if (undone.isPresent()) {
            undoing.tookBack(undone.get(), call, outcome, clock.now());
        }
        return settled;
    }

    private static ToolCall nobodys(String id) {
        return new ToolCall("none", "resume", Arguments.of("id", id), Caller.application("gate"), "");
    }
}
