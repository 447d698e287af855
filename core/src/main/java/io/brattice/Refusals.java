package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.policy.Decision;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every way in which a call does not run, and what the agent reads about it: what stopped it, and what to do instead. */
final class Refusals {

    private static final String STOP = "do not try another way around it; report it and go on with something else";

    private Refusals() {}

    static Outcome.Refused byPolicy(Judgement judged) {
        Verdict verdict = judged.verdict();
        Reason first = verdict.reasons().get(0);
        String advice = verdict.advice().isEmpty() ? STOP : verdict.advice();
        return refused(
                judged.call(), verdict, "refused by rule `" + first.rule() + "`: " + first.text() + "; " + advice);
    }

    static Outcome.Refused byPerson(Judgement judged, Parked question) {
        Optional<Approval> no =
                question.answers().stream().filter(a -> !a.yes()).findFirst();
        String who = no.map(a -> a.by().name()).orElse("a person");
        String why = no.map(Approval::why)
                .filter(text -> !text.isBlank())
                .map(Problem::clean)
                .orElse("no reason given");
        Optional<Arguments> proposed = no.flatMap(Approval::edit);
        Verdict verdict = Verdict.deny("approval.refused", "`" + Problem.clean(who) + "` said no: " + why);
        String advice = proposed.isPresent()
                ? "a person said no, and proposes other arguments: call again with those"
                : "a person said no: " + why + "; " + STOP;
        return new Outcome.Refused(judged.call().id(), verdict.advising(advice), advice, proposed);
    }

    static Outcome.Refused withoutAnswer(ToolCall call, String why) {
        return denied(
                call,
                "approval.silence",
                why,
                "nobody said yes, so nothing ran: try again later or ask a person to look");
    }

    static Outcome.Pending pending(Judgement judged, Parked question) {
        return new Outcome.Pending(
                judged.call().id(),
                question.ticket(),
                question.expires(),
                judged.verdict(),
                "a person is asked (ticket `" + question.ticket()
                        + "`): go on with something else and make the same call again later; "
                        + "do not look for another way to do it");
    }

    static Outcome.Pending coolingDown(Judgement judged, Parked question) {
        Instant ready = question.ready();
        return new Outcome.Pending(
                judged.call().id(),
                question.ticket(),
                question.expires(),
                judged.verdict(),
                "approved, and cooling down until " + ready + " (ticket `" + question.ticket()
                        + "`): make the same call again then");
    }

    static Outcome.Pending beingRun(Judgement judged, Parked question) {
        return new Outcome.Pending(
                judged.call().id(),
                question.ticket(),
                question.expires(),
                judged.verdict(),
                "the approved call of ticket `" + question.ticket()
                        + "` has been started: make the same call again for its outcome");
    }

    static Outcome.Refused spent(Judgement judged) {
        return denied(
                judged.call(),
                "approval.spent",
                "the yes was used up or has expired",
                "ask again by making the same call");
    }

    static Outcome.Refused busy(Judgement judged) {
        return denied(
                judged.call(),
                "gate.busy",
                "another call is changing the same thing",
                "wait for it to end, then try again");
    }

    static Outcome.Refused full(Judgement judged) {
        return denied(
                judged.call(),
                "gate.full",
                "the ledger has no room for another sum, and forgets none that still counts",
                "nothing that is counted can be done: report it, and wait for older sums to end");
    }

    static Outcome.Refused moving(ToolCall call, String why) {
        return denied(
                call,
                "gate.moving",
                "the state kept moving: " + why,
                "wait until nothing else changes it, then try again");
    }

    static Outcome.Refused unresolved(Judgement judged) {
        return denied(
                judged.call(),
                "gate.unresolved",
                "an equal call was started before and nobody knows whether it took effect",
                "do not repeat it: a person must find out and settle it first");
    }

    static Outcome.Refused stopped(Judgement judged, String who) {
        return denied(
                judged.call(),
                "gate.stopped",
                "stopped by `" + Problem.clean(who) + "`",
                "everything but reads is stopped: report where you are and wait for a person");
    }

    static Outcome.Refused closed(ToolCall call) {
        return denied(
                call, "gate.closed", "the gate is closed", "nothing can be done here any more: report it and stop");
    }

    static Outcome.Refused unknownTool(ToolCall call) {
        return unknownTool(call, call.tool());
    }

    static Outcome.Refused unknownTool(ToolCall call, String name) {
        return denied(
                call,
                "gate.unknown-tool",
                "there is no tool `" + name + "`",
                "use the exact name of a tool you were given");
    }

    static Outcome.Refused malformed(ToolCall call, IllegalArgumentException why) {
        return denied(
                call,
                "gate.malformed",
                Problem.clean(String.valueOf(why.getMessage())),
                "correct the call and try again");
    }

    static Outcome.Refused notUndoable(ToolCall call, String why) {
        return denied(call, "undo.nothing", why, "ask a person what can be done about it");
    }

    static Outcome.Refused broken(ToolCall call, Throwable error) {
        return denied(
                call,
                "gate.broken",
                Problem.line(error),
                "the gate could not judge or record this call, so nothing ran: report it and stop");
    }

    static Outcome.Refused turnedAway(ToolCall call, Verdict verdict) {
        return refused(call, verdict, verdict.reasons().get(0).text() + "; " + verdict.advice());
    }

    /** The recorded outcome of an earlier equal call. */
    static Outcome recorded(String call, Optional<Arguments> outcome, Verdict verdict) {
        if (outcome.isEmpty()) {
            return new Outcome.Unknown(
                    call, "it was started and nobody knows whether it took effect; do not repeat it");
        }
        Optional<String> problem = outcome.get().string("problem");
        return problem.<Outcome>map(text -> new Outcome.Failed(
                        call, new IllegalStateException(text), Optional.empty(), "it failed before: " + text))
                .orElseGet(() -> new Outcome.Ran(
                        call, outcome.get().get("value").orElse(null), Optional.empty(), verdict, true));
    }

    /** A call id that is known already: the recorded outcome for the same action, a refusal for another one. */
    static Outcome duplicate(Judgement judged, Optional<Ledger.Recorded> known) {
        return replay(judged.call(), judged.verdict(), known)
                .orElseGet(() -> denied(judged.call(), "gate.call-id", "the call id is used up", "use a new call id"));
    }

    static Optional<Outcome> replay(ToolCall call, Verdict verdict, Optional<Ledger.Recorded> known) {
        return known.map(record -> {
            if (!record.action().equals(call.digest())) {
                return denied(
                        call,
                        "gate.call-id",
                        "call id `" + call.id() + "` was used for another action",
                        "use a new call id for a new action");
            }
            return switch (record.state()) {
                case RESERVED -> new Outcome.Unknown(call.id(), "it is being run: ask again for its outcome");
                case UNKNOWN -> recorded(call.id(), Optional.empty(), verdict);
                case DONE, FAILED, UNDONE -> recorded(call.id(), Optional.of(record.outcome()), verdict);
            };
        });
    }

    /** True for a person's undo: it passes the stop switch. */
    static boolean passesStop(Judgement judged) {
        return judged.undoes().isPresent() && judged.call().caller().kind() == Caller.Kind.PERSON;
    }

    private static Outcome.Refused denied(ToolCall call, String rule, String text, String advice) {
        Verdict verdict = new Verdict(Decision.DENY, List.of(new Reason(rule, text)), Optional.empty(), advice);
        return refused(call, verdict, text + "; " + advice);
    }

    private static Outcome.Refused refused(ToolCall call, Verdict verdict, String advice) {
        return new Outcome.Refused(call.id(), verdict, advice, Optional.empty());
    }
}
