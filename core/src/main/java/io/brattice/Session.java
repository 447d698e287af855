package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.policy.Decision;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One caller at the gate. Immutable and thread-safe; cheap to make.
 *
 * <p>The caller is explicit and never found through a thread: hand the session, or a guarded object made from it, to
 * whatever acts for that caller.
 */
public final class Session {

    private final Gate gate;
    private final Caller caller;
    private final Optional<String> callId;
    private final String rationale;
    private final CallIds ids;
    /** How long this session waits for a person; empty for as long as the gate does. */
    private final Optional<Duration> patience;

    /** Numbers the calls of one session: callers share nothing while they make up names. */
    static final class CallIds {
        private final String prefix;
        private final AtomicLong next = new AtomicLong();

        CallIds(String prefix) {
            this.prefix = prefix;
        }

        String next() {
            return prefix + "." + Long.toString(next.incrementAndGet(), Character.MAX_RADIX);
        }
    }

    Session(
            Gate gate,
            Caller caller,
            Optional<String> callId,
            String rationale,
            CallIds ids,
            Optional<Duration> patience) {
        this.patience = patience;
        this.ids = ids;
        this.gate = gate;
        this.caller = caller;
        this.callId = callId;
        this.rationale = rationale;
    }

    /** Who this is, with the session id filled in. */
    public Caller caller() {
        return caller;
    }

    /** This session, for calls that carry the agent's own words. They are shown fenced and never believed. */
    public Session saying(String words) {
        return new Session(gate, caller, callId, words, ids, patience);
    }

    /**
     * This session, for one call under the host's own id: repeating it with the same id and action gets the recorded
     * outcome, with the same id and another action a refusal.
     */
    public Session callId(String id) {
        return new Session(gate, caller, Optional.of(id), rationale, ids, patience);
    }

    /**
     * This session, for callers that wait for a person so long and no longer. With zero a question is parked and its ticket handed
     * out at once.
     */
    public Session patience(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("patience: zero or more, not " + atMost);
        }
        return new Session(gate, caller, callId, rationale, ids, Optional.of(atMost));
    }

    /** This session, once it has read something untrusted. */
    public Session tainted(String label) {
        return new Session(gate, caller.tainted(label), callId, rationale, ids, patience);
    }

    /** A session for a sub-agent: its own history, this one as its parent, this one's taint. */
    public Session child(String agent) {
        Caller child = new Caller(
                caller.kind(),
                caller.tenant(),
                agent,
                "",
                caller.onBehalfOf(),
                caller.roles(),
                Optional.of(caller.session()),
                caller.taint());
        return gate.as(child);
    }

    /** Judges the call, and runs it if it may. Blocks while a person is asked, up to the gate's patience. */
    public Outcome call(Tool tool, Arguments arguments) {
        return gate.call(tool, toCall(tool.name(), arguments), callId.isPresent(), patience);
    }

    /** The same for a tool that the gate's resolver knows. An unknown name is refused, whatever it looks like. */
    public Outcome call(String tool, Arguments arguments) {
        ToolCall call;
        try {
            call = toCall(tool, arguments);
        } catch (IllegalArgumentException e) {
            return gate.malformed(caller, tool, e);
        }
        return gate.resolve(tool)
                .map(found -> gate.call(found, call, callId.isPresent(), patience))
                .orElseGet(() -> gate.unknownTool(call));
    }

    /** Like {@link #call(Tool, Arguments)} without holding the caller's thread. The stage never fails. */
    public CompletionStage<Outcome> submit(Tool tool, Arguments arguments) {
        return gate.submit(tool, toCall(tool.name(), arguments), callId.isPresent(), patience);
    }

    /**
     * Puts an interface in front of {@code target}: every call of the returned object goes through the gate. See
     * {@link Effects}.
     *
     * @throws IllegalArgumentException at once, when the interface cannot be guarded, with what to change
     */
    public <T> T guard(Class<T> type, T target) {
        return Guard.of(this, type, target);
    }

    /**
     * What the gate would say to this call now: for a host that wants to know of all calls of a turn before it makes the first.
     * Classifiers and the rehearsal look, as for any call; nobody is asked, and nothing is reserved, written down or run. It promises
     * nothing: the call itself is judged anew.
     */
    public Verdict judge(Tool tool, Arguments arguments) {
        return gate.judge(tool, toCall(tool.name(), arguments));
    }

    /**
     * A call that a model wants to make.
     *
     * @param tool as for {@link #admit}
     */
    public record Wanted(Tool tool, Arguments arguments) {}

    /**
     * Has every question of a turn answered before the first of its calls runs: judges all of them, and admits those that a person must
     * be asked about, all at once. Waits like {@link #call(Tool, Arguments)}.
     *
     * @return the admissions of those that were asked about, by their place in the turn, granted or not; all others are to be judged when it is
     *     their turn, because the calls before them may have changed the world. Each must be closed
     */
    public Map<Integer, Admission> askFirst(List<Wanted> turn) {
        Map<Integer, CompletionStage<Admission>> asked = new LinkedHashMap<>();
        for (int i = 0; i < turn.size(); i++) {
            Wanted call = turn.get(i);
            if (judge(call.tool, call.arguments).decision() == Decision.ESCALATE) {
                asked.put(i, admitAsync(call.tool, call.arguments));
            }
        }
        Map<Integer, Admission> answered = new LinkedHashMap<>();
        asked.forEach((place, admission) ->
                answered.put(place, admission.toCompletableFuture().join()));
        return answered;
    }

    /**
     * Admission for a world that runs the effect itself: judges the call like any other; the host then runs it from
     * {@link Permit#redeem()} and closes the admission with what happened. Blocks like {@link #call(Tool, Arguments)}.
     *
     * @param tool names the call and holds its classifier and rehearsal; its {@link Tool#run} is never called
     */
    public Admission admit(Tool tool, Arguments arguments) {
        return gate.admit(tool, toCall(tool.name(), arguments), callId.isPresent(), patience);
    }

    /** Like {@link #admit} without holding the caller's thread. The stage never fails. */
    public CompletionStage<Admission> admitAsync(Tool tool, Arguments arguments) {
        return gate.admitAsync(tool, toCall(tool.name(), arguments), callId.isPresent(), patience);
    }

    /**
     * Admission of a read by what is in memory alone, for threads that must not wait: the call is judged at the screen, and its one
     * journal entry is not awaited.
     *
     * <p>Empty where that is not enough: the call is no read, or is not simply allowed; a classifier probes; reads are awaited at this gate; the gate is
     * closed or full. Nothing was then asked or written down: use {@link #admitAsync}.
     *
     * @param tool as for {@link #admit}
     */
    public Optional<Admission> admitRead(Tool tool, Arguments arguments) {
        return gate.admitRead(tool, toCall(tool.name(), arguments));
    }

    /**
     * Takes one call back. Built only from the journal: what was secured and what was left. Refused where there is nothing to
     * take back, or the state is no longer what the call left.
     */
    public Outcome undo(String call) {
        return gate.undo(this, call);
    }

    /**
     * Takes back every call of this session that can be, newest first; stops at nothing, and answers one outcome for each. The
     * journal is read once, from end to end.
     */
    public List<Outcome> rewind() {
        return gate.rewind(this, caller.session(), Optional.empty());
    }

    /**
     * Takes back every call of this session that was let through after the call {@code to}, and not that one; else as
     * {@link #rewind()}. Where {@code to} is no call of this session nothing is taken back, and one refusal says so.
     */
    public List<Outcome> rewind(String to) {
        return gate.rewind(this, caller.session(), Optional.of(to));
    }

    /** As {@link #rewind()}, of any session of the tenant: for persons. Anybody else is refused, but for their own session. */
    public List<Outcome> rewindSession(String session) {
        return gate.rewind(this, session, Optional.empty());
    }

    /** As {@link #rewind(String)}, of any session of the tenant: for persons. */
    public List<Outcome> rewindSession(String session, String to) {
        return gate.rewind(this, session, Optional.of(to));
    }

    /** Lets the gate find this tool by its name, for parked questions and undo. */
    void introduce(Tool tool) {
        gate.introduce(caller, tool);
    }

    ToolCall toCall(String tool, Arguments arguments) {
        return new ToolCall(callId.orElseGet(ids::next), tool, arguments, caller, rationale);
    }
}
