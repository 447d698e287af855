package io.brattice;

import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.journal.Claim;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import io.brattice.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One call from the top to its permit. The order of {@link #pass} is the security property, so it is source code: a new stage
 * is a reviewed change of this method.
 */
final class Pipeline {

    private static final int MOVES = 10_000;
    private static final long BRIEFLY = 200_000;

    private final Judge judge;
    private final Questions questions;
    private final Journal journal;
    private final Ledger ledger;
    private final SteadyClock clock;
    private final Duration busyLimit;
    private final boolean awaitReads;
    private final Set<Digest> doubts;
    /** Sees every judgement and changes nothing. */
    private final Consumer<Judgement> shadow;

    Pipeline(
            Judge judge,
            Questions questions,
            Journal journal,
            Ledger ledger,
            SteadyClock clock,
            Duration busyLimit,
            boolean awaitReads,
            Set<Digest> doubts,
            Consumer<Judgement> shadow) {
        this.shadow = shadow;
        this.doubts = doubts;
        this.judge = judge;
        this.questions = questions;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
        this.busyLimit = busyLimit;
        this.awaitReads = awaitReads;
    }

    /**
     * Stages 1 to 6, once.
     *
     * @param undoes the call this one takes back, for an undo
     * @param unsecured why the safeguards could not be had in an earlier round
     */
    Progress pass(Tool tool, ToolCall call, Optional<String> undoes, Optional<String> unsecured)
            throws JournalException {
        Judgement alone = judge.judge(tool, call, undoes, unsecured); // 1 to 4: classify, screen, rehearse, decide
        shadow.accept(alone);
        Judgement judged = besideQuestion(alone);
        if (judged.is(Decision.DENY)) {
            return refuse(judged);
        }
        if (isShortWay(judged)) {
            return read(judged);
        }
        Optional<Parked> yes = Optional.empty();
        if (judged.is(Decision.ESCALATE)) { // 5 ask
            Optional<String> stopped = Refusals.passesStop(judged) ? Optional.empty() : ledger.stopped();
            if (stopped.isPresent()) { // nobody is asked about what would not run
                return end(judged, Refusals.stopped(judged, stopped.get()));
            }
            Parked question = questions.park(judged);
            if (!questions.isUsable(question, judged)) {
                return hold(judged, question);
            }
            yes = Optional.of(question);
        }
        Reserved reserved = reserve(judged, yes); // permit: reserved against the history that was seen
        if (reserved.answer != Claim.Answer.GRANTED) {
            return turnedAway(reserved, yes);
        }
        Judgement permitted = reserved.judged;
        boolean secures = securing(permitted);
        try {
            permit(permitted, yes);
            journal.append(Records.intent(permitted, yes, secures, clock.now())); // journal: no Intent, no effect
            return secure(permitted, secures); // 6 secure; 7 run follows, from the permit alone
        } catch (JournalException | RuntimeException e) {
            ledger.release(call.id()); // nothing has run
            throw e;
        }
    }

    /** The short way or nothing: empty for a call that does not take it, of which nothing is then written down or asked. */
    Optional<Progress> passRead(Tool tool, ToolCall call) throws JournalException {
        Optional<Judgement> screened = awaitReads ? Optional.empty() : judge.screen(tool, call);
        if (screened.filter(Pipeline::isShortWay).isEmpty()) {
            return Optional.empty();
        }
        shadow.accept(screened.get());
        return Optional.of(read(screened.get()));
    }

    /** Stages 1 to 4 and no further. */
    Verdict judge(Tool tool, ToolCall call) throws JournalException {
        return judge.judge(tool, call, Optional.empty(), Optional.empty()).verdict();
    }

    /** Reads that are allowed at the screen and cost nothing: one journal entry, no ledger, never unknown. */
    private static boolean isShortWay(Judgement judged) {
        return judged.is(Decision.ALLOW)
                && judged.assessment().inherent() == Reversibility.READ_ONLY
                && judged.undoes().isEmpty()
                && judged.charges().isEmpty();
    }

    private Progress read(Judgement judged) throws JournalException {
        if (awaitReads) {
            journal.append(Records.read(judged));
        } else {
            journal.note(Records.read(judged));
        }
        return new Progress.Granted(judged, new Permit(judged.call(), Optional.empty(), Optional.empty()), false);
    }

    private Progress refuse(Judgement judged) throws JournalException {
        Instant now = clock.now();
        journal.append(Records.refused(judged.call(), judged.verdict(), Optional.of(judged), now));
        if (judge.sticks(judged)) {
            questions.stick(judged, now);
        }
        return new Progress.Ended(Refusals.byPolicy(judged));
    }

    /**
     * What a person was asked about this very call, and a no or an unused yes to it, stands beside what the policy says now: no reload makes
     * a question go away, its terms milder or its cool-down shorter.
     */
    private Judgement besideQuestion(Judgement judged) throws JournalException {
        if (judged.is(Decision.DENY) || isShortWay(judged) || Refusals.passesStop(judged)) {
            return judged;
        }
        Optional<ApprovalTerms> asked = ledger.parkedFor(judged.call().digest(), judged.at())
                .filter(Pipeline::stands)
                .map(Parked::terms)
                .filter(terms -> !isAsStrict(judged.verdict(), terms));
        return asked.isEmpty()
                ? judged
                : judged.with(judged.verdict()
                        .and(Verdict.escalate(
                                "question.stands", "a person was asked about this very call", asked.get())));
    }

    /** So that the same question, asked again by another process, has no reason more. */
    private static boolean isAsStrict(Verdict verdict, ApprovalTerms asked) {
        return verdict.terms().filter(terms -> terms.and(asked).equals(terms)).isPresent();
    }

    private static boolean stands(Parked question) {
        return switch (question.state()) {
            case WAITING, APPROVED, REFUSED -> true;
            case REDEEMED, FINISHED -> false;
        };
    }

    /** What a question that cannot be used now means for the call. */
    private Progress hold(Judgement judged, Parked question) throws JournalException {
        ToolCall call = judged.call();
        return switch (question.state()) {
            case WAITING -> new Progress.Asked(question.ticket(), Refusals.pending(judged, question));
            case REFUSED -> refusedByPerson(judged, question);
            case REDEEMED ->
                isUnresolved(call)
                        ? end(judged, Refusals.unresolved(judged))
                        : new Progress.Ended(Refusals.beingRun(judged, question));
            case FINISHED -> new Progress.Ended(Refusals.recorded(call.id(), question.outcome(), judged.verdict()));
            case APPROVED ->
                questions.holds(question, judged)
                        ? new Progress.Ended(Refusals.coolingDown(judged, question))
                        : drifted(judged, question);
        };
    }

    /** True when nobody knows how an equal call ended: waiting for its outcome would be waiting for ever. */
    private boolean isUnresolved(ToolCall call) throws JournalException {
        String principal = call.caller().principal();
        return ledger.unresolved().stream()
                .anyMatch(one ->
                        one.principal().equals(principal) && one.repetition().equals(call.repetition()));
    }

    private Progress refusedByPerson(Judgement judged, Parked question) throws JournalException {
        Outcome.Refused refused = Refusals.byPerson(judged, question);
        journal.append(Records.refused(judged.call(), refused.verdict(), Optional.of(judged), clock.now()));
        return new Progress.Ended(refused);
    }

    /**
     * The yes was for another state of the world, another policy or another tool: it is void, and the question is asked anew, about what was
     * judged just now and under the stricter terms of the two.
     */
    private Progress drifted(Judgement judged, Parked question) throws JournalException {
        ledger.withdraw(question.ticket());
        journal.append(Records.noted(
                judged.call().id(),
                "drift",
                "the yes of ticket `" + question.ticket() + "` is void: what it was given for has moved",
                clock.now()));
        return hold(judged, questions.park(judged));
    }

    // -- permit

    private record Reserved(Claim.Answer answer, Judgement judged) {}

    /**
     * Claims the effects against the history and the accounts the verdict saw, under the policy in force; decides again as long as one of
     * them moves and the verdict stands.
     */
    private Reserved reserve(Judgement first, Optional<Parked> yes) throws JournalException {
        if (doubts.contains(first.call().repetition())) {
            return new Reserved(Claim.Answer.UNRESOLVED, first);
        }
        Judgement judged = first;
        long started = System.nanoTime();
        for (int move = 0; move < MOVES; move++) {
            Claim.Answer answer = judge.isInForce(judged) ? ledger.claim(claim(judged, yes)) : Claim.Answer.MOVED;
            switch (answer) {
                case GRANTED, UNRESOLVED, STOPPED, SPENT, DUPLICATE, FULL -> {
                    return new Reserved(answer, judged);
                }
                case BUSY -> {
                    if (System.nanoTime() - started > busyLimit.toNanos()
                            || Thread.currentThread().isInterrupted()) {
                        return new Reserved(answer, judged);
                    }
                    LockSupport.parkNanos(BRIEFLY);
                }
                case MOVED -> {
                    Judgement fresh = judge.decideAgain(judged);
                    if (!stands(fresh, yes)) {
                        return new Reserved(Claim.Answer.MOVED, fresh);
                    }
                    judged = fresh;
                }
            }
        }
        return new Reserved(Claim.Answer.BUSY, judged);
    }

    /** True when the fresh verdict is met by what we have: an ALLOW, or an ESCALATE that the yes covers. */
    private boolean stands(Judgement fresh, Optional<Parked> yes) {
        return switch (fresh.verdict().decision()) {
            case ALLOW -> true;
            case ESCALATE ->
                yes.filter(question -> questions.holds(question, fresh)).isPresent();
            case DENY -> false;
        };
    }

    private Claim claim(Judgement judged, Optional<Parked> yes) {
        ToolCall call = judged.call();
        Instant now = clock.now();
        History.Past past = new History.Past(
                call.id(),
                call.caller().session(),
                call.tool(),
                now,
                judged.lasting(),
                judged.assessment().inherent(),
                History.State.RESERVED);
        return new Claim(
                call.principal(),
                call.digest(),
                call.repetition(),
                judged.history().version(),
                past,
                yes.map(Parked::ticket),
                Refusals.passesStop(judged),
                now,
                judged.charges(),
                judged.seen());
    }

    private Progress turnedAway(Reserved reserved, Optional<Parked> yes) throws JournalException {
        Judgement judged = reserved.judged;
        return switch (reserved.answer) {
            case MOVED -> new Progress.Again("what this caller did lately moved", Optional.empty());
            case SPENT ->
                yes.isPresent() && questions.isSpent(yes.get())
                        ? new Progress.Again("the yes was used by an equal call", Optional.empty())
                        : end(judged, Refusals.spent(judged));
            case DUPLICATE ->
                new Progress.Ended(
                        Refusals.duplicate(judged, ledger.recorded(judged.call().id())));
            case BUSY -> end(judged, Refusals.busy(judged));
            case UNRESOLVED -> end(judged, Refusals.unresolved(judged));
            case FULL -> end(judged, Refusals.full(judged));
            case STOPPED ->
                end(judged, Refusals.stopped(judged, ledger.stopped().orElse("somebody")));
            case GRANTED -> throw new AssertionError("a granted claim is not turned away");
        };
    }

    private Progress end(Judgement judged, Outcome.Refused refused) throws JournalException {
        journal.append(Records.refused(judged.call(), refused.verdict(), Optional.of(judged), clock.now()));
        return new Progress.Ended(refused);
    }

    /**
     * The permit, recomputed from the values alone; no plug-in is called. A second lock behind the first: it can only fail
     * when the stages above are wrong.
     */
    private void permit(Judgement judged, Optional<Parked> yes) {
        boolean allowed = judged.is(Decision.ALLOW);
        boolean approved = judged.is(Decision.ESCALATE)
                && yes.isPresent()
                && yes.get().binding().equals(judged.binding())
                && Answers.suffice(yes.get().terms(), yes.get().answers())
                && clock.now().isBefore(yes.get().expires());
        if (!allowed && !approved) {
            throw new IllegalStateException(
                    "no permit: the verdict is " + judged.verdict().decision() + " and no yes covers it");
        }
    }

    // -- secure

    private static boolean securing(Judgement judged) {
        return judged.assessment().dependsOnSafeguard()
                || (judged.tool().undo().isPresent()
                        && judged.tool().rehearsal().isPresent());
    }

    /** Secures what the class depends on. Where that fails nothing has run, and the call goes round at its inherent class. */
    private Progress secure(Judgement judged, boolean secures) throws JournalException {
        ToolCall call = judged.call();
        if (!secures) {
            return granted(judged, Optional.empty());
        }
        boolean must = judged.assessment().dependsOnSafeguard();
        Optional<Secured> secured;
        String problem;
        try {
            Preview seen = judged.preview().orElseGet(() -> Preview.none("not rehearsed"));
            Rehearsal rehearsal = judged.tool().rehearsal().orElseThrow(UnsupportedOperationException::new);
            secured = Optional.of(rehearsal.secure(call, seen));
            problem = journal.keeps(secured.get().kept())
                    ? missing(judged, secured.get())
                    : "the journal redacts what an undo would need";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            secured = Optional.empty();
            problem = "interrupted";
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            secured = Optional.empty();
            problem = Problem.line(e);
        }
        if (must && !problem.isEmpty()) {
            String why = "could not be secured: " + problem;
            journal.append(Records.noted(call.id(), "unsecured", why, clock.now()));
            ledger.release(call.id());
            return new Progress.Again(why, Optional.of(why));
        }
        if (secured.isPresent()) {
            journal.append(Records.secured(call, secured.get(), clock.now()));
        } else {
            journal.append(Records.secured(call, new Secured(Set.of(), Arguments.none(), ""), clock.now()));
        }
        return granted(judged, secured);
    }

    private static String missing(Judgement judged, Secured secured) {
        return judged.assessment().safeguards().stream()
                .map(Safeguard::id)
                .filter(id -> !secured.safeguards().contains(id))
                .sorted()
                .collect(Collectors.joining(", ", "", " is missing"))
                .replaceFirst("^ is missing$", "");
    }

    private static Progress granted(Judgement judged, Optional<Secured> secured) {
        return new Progress.Granted(judged, new Permit(judged.call(), judged.preview(), secured), true);
    }
}
