package io.brattice;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.brattice.action.Arguments;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.approval.SignedAnswer;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.journal.Parked;
import io.brattice.journal.Parked.State;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.History;
import io.brattice.policy.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 5, the asking. The ledger holds every question; this class brings questions to the approver and answers to the
 * ledger, and tells those who wait in this process. No thread waits here.
 */
final class Questions {

    private static final String CLOSED = "the gate was closed";
    private static final Logger log = LoggerFactory.getLogger(Questions.class);
    private static final int SHOWN = 8;
    private static final int ENDED = 10_000;
    private static final int REMEMBERED = 1000;
    private static final String LATE = "too late: the question had ended";

    /** How a wait ended: with an answer in the ledger, or without one and why. */
    record Ending(Optional<String> withoutAnswer) {}

    private final Approver approver;
    private final Journal journal;
    private final Ledger ledger;
    private final SteadyClock clock;
    private final Duration sticks;
    /** How often a waiting question is looked up in the ledger, for answers that another process brought. */
    private final Duration looking;

    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Supplier<String> tickets;
    private final Vouching vouching;
    private final Postman postman;
    private final Map<String, CompletableFuture<Ending>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;
    /** For those who come to wait only after the end: they must not take it for an answer and ask anew. */
    private final Cache<String, String> endedWithoutAnswer =
            CacheBuilder.newBuilder().maximumSize(ENDED).build();

    /** One answer at a time: who has answered, and whether that is enough, is read and then written. */
    private final ReentrantLock answering = new ReentrantLock();

    /** What was last approved of each principal and tool, so that the next brief can show what is different. */
    private final Cache<String, Arguments> approved =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    Questions(
            Approver approver,
            Journal journal,
            Ledger ledger,
            SteadyClock clock,
            Duration sticks,
            Duration looking,
            ExecutorService executor,
            ScheduledExecutorService timer,
            Supplier<String> tickets,
            Vouching vouching,
            Postman postman) {
        this.approver = approver;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
        this.sticks = sticks;
        this.looking = looking;
        this.executor = executor;
        this.timer = timer;
        this.tickets = tickets;
        this.vouching = vouching;
        this.postman = postman;
    }

    /**
     * The question about this judgement: the live one for the same action, whatever has become of it, or a new one, which is
     * then brought to the approver.
     */
    Parked park(Judgement judged) throws JournalException {
        Instant now = clock.now();
        ApprovalTerms terms = judged.verdict().terms().orElseGet(ApprovalTerms::onePerson);
        Question question = question(tickets.get(), judged, judged.call(), now, now.plus(terms.answerWithin()));
        Parked fresh = new Parked(
                question.ticket(),
                judged.call(),
                question.digest(),
                judged.binding(),
                refusable(judged.evidence().effects()),
                terms,
                now,
                State.WAITING,
                List.of(),
                question.answerBy(),
                question.answerBy(),
                Optional.empty());
        CompletableFuture<Ending> waiter = new CompletableFuture<>();
        waiting.put(fresh.ticket(), waiter); // before anybody can find the question: it is asked here and only here
        Parked parked;
        try {
            parked = ledger.park(fresh, now);
        } catch (JournalException | RuntimeException e) {
            waiting.remove(fresh.ticket(), waiter);
            throw e;
        }
        if (parked.ticket().equals(fresh.ticket())) {
            try {
                journal.append(Records.asked(question, now));
                bring(question, waiter);
            } catch (JournalException | RuntimeException e) {
                withdraw(fresh.ticket(), "it could not be asked: " + Problem.line(e));
                throw e;
            }
            return parked;
        }
        waiting.remove(fresh.ticket(), waiter);
        return parked.state() == State.WAITING ? asked(judged, parked) : parked;
    }

    /** A question that waits in the ledger. Where nobody in this process asks it, its process is gone, or is another one. */
    private Parked asked(Judgement judged, Parked known) throws JournalException {
        String ticket = known.ticket();
        CompletableFuture<Ending> waiter = new CompletableFuture<>();
        if (waiting.putIfAbsent(ticket, waiter) != null) {
            return known;
        }
        Parked parked = ledger.parked(ticket).orElse(known); // it may have been answered a moment ago
        if (parked.state() == State.WAITING) {
            Question same = question(ticket, judged, parked.call(), parked.asked(), parked.expires());
            if (same.digest().equals(parked.question()) && parked.answers().isEmpty()) {
                bring(same, waiter);
                return parked;
            }
        }
        waiting.remove(ticket, waiter);
        if (parked.state() != State.WAITING) {
            return parked;
        }
        ledger.withdraw(ticket);
        postman.hide(ticket);
        return park(judged);
    }

    /** True when the yes may be used for this judgement, now. */
    boolean isUsable(Parked parked, Judgement judged) {
        Instant now = clock.now();
        return parked.state() == State.APPROVED
                && parked.isLive(now)
                && !now.isBefore(parked.ready())
                && holds(parked, judged);
    }

    /** True when nothing that the yes was given for has moved, and those who gave it are still vouched for. */
    boolean holds(Parked parked, Judgement judged) {
        return parked.binding().equals(judged.binding())
                && isVouchedFor(parked)
                && judged.verdict()
                        .terms()
                        .map(wanted -> Answers.cover(parked.terms(), wanted))
                        .orElse(true);
    }

    private boolean isVouchedFor(Parked yes) {
        return !vouching.takesSigned()
                || Answers.suffice(yes.terms(), vouching.standing(yes.terms(), yes.answers(), clock.now()));
    }

    /** Completes when the question has ended. Never fails. */
    CompletableFuture<Ending> ending(String ticket) {
        if (closed) { // one that was parked meanwhile: nobody would end it
            return CompletableFuture.completedFuture(new Ending(Optional.of(CLOSED)));
        }
        CompletableFuture<Ending> waiter = waiting.get(ticket);
        if (waiter != null) {
            return waiter;
        }
        return CompletableFuture.completedFuture(
                new Ending(Optional.ofNullable(endedWithoutAnswer.getIfPresent(ticket))));
    }

    /** True when the yes is no longer there to be used: an equal call has had it. */
    boolean isSpent(Parked yes) throws JournalException {
        return ledger.parked(yes.ticket())
                .filter(now -> now.state() == State.REDEEMED || now.state() == State.FINISHED)
                .isPresent();
    }

    /** Makes a policy's deny stick, unless it was an outage of the policy, or an undo that came too late. */
    void stick(Judgement denied, Instant now) throws JournalException {
        ToolCall call = denied.call();
        Reason first = denied.verdict().reasons().get(0);
        if (first.rule().equals("policy.broken") || denied.undoes().isPresent()) {
            return;
        }
        for (Effect effect : refusable(denied.evidence().effects())) {
            if (denied.history().refusals().stream().anyMatch(earlier -> earlier.covers(effect, now))) {
                continue;
            }
            refuse(call, effect, first.rule(), first.text(), now);
        }
    }

    /** An answer from wherever: true when it counted. One that does not count changes nothing. */
    boolean answer(String ticket, Approval approval) throws JournalException {
        answering.lock();
        try {
            Optional<Parked> parked = ledger.parked(ticket);
            if (parked.isEmpty()) {
                return false;
            }
            Optional<String> problem = vouching.unsigned(parked.get(), approval)
                    .or(() -> Answers.problem(parked.get(), parked.get().question(), approval));
            if (problem.isPresent()) {
                journal.append(Records.answered(parked.get(), approval, false, problem.get(), clock.now()));
                return false;
            }
            return record(parked.get(), approval);
        } finally {
            answering.unlock();
        }
    }

    /** An answer that carries its own proof. */
    Answered answer(byte[] signed) throws JournalException {
        SignedAnswer answer;
        try {
            answer = SignedAnswer.read(signed);
        } catch (IllegalArgumentException e) {
            return unknown(Optional.empty(), Problem.clean(String.valueOf(e.getMessage())));
        }
        answering.lock();
        try {
            String ticket = answer.content().ticket();
            Optional<Parked> known = ledger.parked(ticket);
            if (known.isEmpty()) {
                return unknown(Optional.of(ticket), "there is no question `" + Problem.clean(ticket) + "`");
            }
            Parked parked = known.get();
            Vouching.Vouched vouched = vouching.by(answer, parked, clock.now());
            if (vouched.person().isEmpty()) {
                journal.append(Records.answered(parked, claimed(answer), false, vouched.problem(), clock.now()));
                return Answered.not(parked, vouched.problem());
            }
            Approval approval = approval(answer, vouched.person().get());
            Optional<String> problem = Answers.problem(parked, parked.question(), approval);
            if (problem.isPresent()) {
                journal.append(Records.answered(parked, approval, false, problem.get(), clock.now()));
                return Answered.not(parked, problem.get());
            }
            boolean counted = record(parked, approval);
            Parked now = ledger.parked(ticket).orElse(parked);
            return counted ? Answered.counted(now) : Answered.not(now, LATE);
        } finally {
            answering.unlock();
        }
    }

    private Answered unknown(Optional<String> ticket, String why) throws JournalException {
        journal.append(Records.noted("", "answer", why, clock.now()));
        return Answered.not(ticket, why);
    }

    private static Approval approval(SignedAnswer answer, Person by) {
        SignedAnswer.Content said = answer.content();
        return new Approval(said.yes(), by, said.why(), said.question(), said.edit());
    }

    /** For the journal: who it says it is of. Its words are left out, since anybody may have written them. */
    private static Approval claimed(SignedAnswer answer) {
        SignedAnswer.Content said = answer.content();
        Person nobody = new Person(said.name(), "not verified", Set.of());
        return new Approval(said.yes(), nobody, "", said.question(), Optional.empty());
    }

    void close() {
        closed = true;
        waiting.forEach((ticket, waiter) -> waiter.complete(new Ending(Optional.of(CLOSED))));
        waiting.clear();
    }

    private Question question(String ticket, Judgement judged, ToolCall call, Instant asked, Instant answerBy) {
        List<History.Past> lately = new ArrayList<>();
        List<History.Past> past = judged.history().past();
        for (int i = past.size() - 1; i >= 0 && lately.size() < SHOWN; i--) {
            lately.add(past.get(i));
        }
        List<History.Refusal> near = judged.history().refusals().stream()
                .filter(refusal -> judged.evidence().effects().stream().anyMatch(e -> refusal.covers(e, judged.at())))
                .limit(SHOWN)
                .toList();
        return new Question(
                ticket,
                call,
                judged.assessment(),
                judged.preview().orElseGet(() -> Preview.none("there is no rehearsal")),
                judged.verdict(),
                judged.policy(),
                judged.tool().digest(),
                judged.assessment().safeguards().stream()
                        .map(Safeguard::description)
                        .sorted()
                        .collect(Collectors.joining("; ")),
                lately,
                near,
                Optional.ofNullable(approved.getIfPresent(similar(call))),
                List.of(),
                asked,
                answerBy);
    }

    private void bring(Question question, CompletableFuture<Ending> waiter) {
        endedWithoutAnswer.invalidate(question.ticket());
        Duration left = Duration.between(clock.now(), question.answerBy());
        ScheduledFuture<?> late = timer.schedule(
                () -> withdraw(
                        question.ticket(),
                        "nobody answered within " + question.terms().answerWithin()),
                Math.max(0, left.toMillis()),
                TimeUnit.MILLISECONDS);
        ScheduledFuture<?> look = timer.scheduleWithFixedDelay(
                () -> lookFor(question.ticket()), looking.toMillis(), looking.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Ending> unused = waiter.whenComplete((ending, error) -> {
            late.cancel(false);
            look.cancel(false);
            postman.hide(question.ticket());
            waiting.remove(question.ticket(), waiter);
        });
        postman.show(question);
        ask(question);
    }

    private void ask(Question question) {
        try {
            CompletionStage<Approval> answer = approver.blocks()
                    ? CompletableFuture.supplyAsync(() -> approver.ask(question), executor)
                            .thenCompose(stage -> stage)
                    : approver.ask(question);
            CompletionStage<Approval> unused =
                    answer.whenComplete((approval, error) -> onExecutor(() -> answered(question, approval, error)));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) { // also for a null stage
            withdraw(question.ticket(), "the approver failed: " + Problem.line(e));
        }
    }

    private void answered(Question question, @Nullable Approval approval, @Nullable Throwable error) {
        if (approval == null) {
            withdraw(
                    question.ticket(),
                    error == null ? "the approver answered nothing" : "the approver failed: " + Problem.line(error));
            return;
        }
        boolean more;
        answering.lock();
        try {
            Optional<Parked> parked = ledger.parked(question.ticket());
            if (parked.isEmpty()) {
                return;
            }
            Optional<String> problem = vouching.unsigned(parked.get(), approval)
                    .or(() -> Answers.problem(parked.get(), question.digest(), approval));
            if (problem.isPresent()) {
                journal.append(Records.answered(parked.get(), approval, false, problem.get(), clock.now()));
                withdraw(
                        question.ticket(),
                        "the answer of `" + approval.by().name() + "` does not count: " + problem.get());
                return;
            }
            more = record(parked.get(), approval)
                    && approval.yes()
                    && ledger.parked(question.ticket())
                            .filter(now -> now.state() == State.WAITING)
                            .isPresent();
        } catch (JournalException | RuntimeException e) {
            withdraw(question.ticket(), "the answer could not be recorded: " + Problem.line(e));
            return;
        } finally {
            answering.unlock();
        }
        if (more) {
            ask(question.answeredBy(approval));
        }
    }

    /** Writes a valid answer down. False when the question had ended meanwhile: a late answer counts for nothing. */
    private boolean record(Parked parked, Approval approval) throws JournalException {
        Instant now = clock.now();
        if (parked.state() != State.WAITING || !parked.isLive(now)) {
            journal.append(Records.answered(parked, approval, false, LATE, now));
            return false;
        }
        List<Approval> yeses = new ArrayList<>(parked.answers());
        yeses.add(approval);
        ApprovalTerms terms = parked.terms();
        boolean complete = approval.yes() && Answers.suffice(terms, vouching.standing(terms, yeses, now));
        State next = !approval.yes() ? State.REFUSED : complete ? State.APPROVED : State.WAITING;
        Instant ready = complete ? now.plus(terms.coolDown()) : parked.ready();
        Instant expires = switch (next) {
            case APPROVED -> ready.plus(terms.validFor());
            case REFUSED -> now.plus(sticks);
            case WAITING, REDEEMED, FINISHED -> parked.expires();
        };
        journal.append(Records.answered(parked, approval, true, "", now));
        boolean counted = ledger.answer(parked.ticket(), approval, next, ready, expires, now);
        if (!counted) {
            journal.append(Records.answered(parked, approval, false, LATE, now));
            return false;
        }
        if (next == State.REFUSED && approval.edit().isEmpty()) {
            stick(parked, approval, now);
        }
        if (next == State.APPROVED) {
            approved.put(similar(parked.call()), parked.call().arguments());
        }
        if (next != State.WAITING) {
            end(parked.ticket(), Optional.empty());
        }
        return true;
    }

    private void stick(Parked parked, Approval no, Instant now) throws JournalException {
        String why = Problem.clean(no.why().isBlank() ? "no reason given" : no.why());
        for (Effect effect : parked.effects()) {
            refuse(parked.call(), effect, no.by().name(), why, now);
        }
    }

    private void refuse(ToolCall call, Effect effect, String by, String why, Instant now) throws JournalException {
        ledger.refuse(
                call.caller().principal(),
                new History.Refusal(
                        effect.verb(), effect.resource(), effect.reversibility(), now, now.plus(sticks), by, why));
    }

    /** What a no to these effects sticks to: those that could not simply be taken back. */
    static List<Effect> refusable(List<Effect> effects) {
        return effects.stream()
                .filter(effect ->
                        effect.verb() != Verb.READ && effect.reversibility().isAtLeast(Reversibility.RECOVERABLE))
                .toList();
    }

    private void lookFor(String ticket) {
        try {
            Optional<Parked> parked = ledger.parked(ticket);
            if (parked.isEmpty()) {
                end(ticket, Optional.of("the question was withdrawn"));
            } else if (parked.get().state() != State.WAITING) {
                end(ticket, Optional.empty());
            } else if (!parked.get().isLive(clock.now())) {
                withdraw(
                        ticket, "nobody answered within " + parked.get().terms().answerWithin());
            } else if (postman.isOpen()) {
                onExecutor(() -> postman.look(parked.get(), this::answer)); // opening a file may take for ever
            }
        } catch (JournalException | RuntimeException e) {
            end(ticket, Optional.of("the ledger failed: " + Problem.line(e)));
        }
    }

    private void withdraw(String ticket, String why) {
        try {
            ledger.withdraw(ticket);
        } catch (JournalException | RuntimeException e) {
            log.warn("question {} could not be withdrawn: {}", ticket, Problem.line(e));
        }
        end(ticket, Optional.of(why));
    }

    private void end(String ticket, Optional<String> withoutAnswer) {
        withoutAnswer.ifPresent(why -> endedWithoutAnswer.put(ticket, why));
        CompletableFuture<Ending> waiter = waiting.remove(ticket);
        if (waiter != null) {
            onExecutor(() -> waiter.complete(new Ending(withoutAnswer)));
            if (postman.isOpen()) {
                onExecutor(() -> tellTheLate(ticket));
            }
        }
    }

    private void tellTheLate(String ticket) {
        try {
            ledger.parked(ticket).ifPresent(parked -> postman.end(parked, this::answer));
        } catch (JournalException | RuntimeException e) {
            log.debug("late answers to {} stay where they are: {}", ticket, Problem.line(e));
        }
    }

    private void onExecutor(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            log.debug("the gate is closed: {}", e.toString());
        }
    }

    private static String similar(ToolCall call) {
        return call.caller().principal() + "\n" + call.tool();
    }
}
