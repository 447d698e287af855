package io.brattice;

import io.brattice.OracleCase.Answer;
import io.brattice.OracleCase.Opinion;
import io.brattice.OracleCase.RuleOf;
import io.brattice.OracleCase.Rules;
import io.brattice.OracleCase.Voice;
import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Person;
import io.brattice.approval.Question;
import io.brattice.journal.Claim;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Decision;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Rule;
import io.brattice.policy.Verdict;
import io.brattice.testkit.FakeClock;
import io.brattice.testkit.RecordingJournal;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real gate with everything around it as one case has it. */
final class OracleWorld implements AutoCloseable {

    private static final Caller BOT = Caller.agent("bot").onBehalfOf("olga").session("s1");

    final AtomicInteger effects = new AtomicInteger();
    /** The operation of the ledger that failed first; null while none has. */
    final AtomicReference<@Nullable String> failedAt = new AtomicReference<>();

    private final OracleCase given;
    private final RecordingJournal journal = new RecordingJournal();
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger previews = new AtomicInteger();
    private final AtomicInteger entries = new AtomicInteger();
    private int operations;
    private volatile boolean tight;
    /** False while the world is being set up: nothing fails before the call. */
    private volatile boolean armed;

    private final Gate gate;
    private final Session session;

    OracleWorld(OracleCase given) throws JournalException {
        this.given = given;
        FakeClock clock = new FakeClock();
        Ledger ledger = Ledger.inMemory();
        furnish(ledger, clock.instant());
        GateBuilder builder = Gate.builder()
                .policy(policy())
                .approver(approver())
                .journal(journal)
                .ledger(given.ledgerFailsAt() == 0 ? ledger : failing(ledger))
                .clock(clock)
                .monotonic(clock.nanos())
                .patience(Duration.ofMinutes(10))
                .classifyWithin(isLate() ? Duration.ofMillis(2) : Duration.ofMinutes(1))
                .previewWithin(
                        given.rehearsing() == OracleCase.Rehearsing.LATE
                                ? Duration.ofMillis(2)
                                : Duration.ofMinutes(1));
        given.others().forEach(opinion -> builder.classifier(classifier(opinion)));
        gate = builder.build();
        session = gate.as(BOT);
        if (given.stopped()) {
            gate.stop("vera");
        }
        journal.failWhen(entry -> entries.incrementAndGet() == given.journalFailsAt());
        armed = true;
    }

    private void furnish(Ledger ledger, Instant now) throws JournalException {
        String principal = BOT.principal();
        for (OracleCase.Earlier one : given.earlier()) {
            Digest digest =
                    Digest.of("earlier " + ledger.history(principal, now).version());
            History.Past past = new History.Past(
                    digest.hex(),
                    one.sameSession() ? "s1" : "s2",
                    "tool",
                    now,
                    one.effects(),
                    Reversibility.IRREVERSIBLE,
                    History.State.RESERVED);
            long seen = ledger.history(principal, now).version();
            ledger.claim(new Claim(principal, digest, digest, seen, past, Optional.empty(), false, now));
            boolean failed = one.state() == History.State.FAILED;
            ledger.settle(past.call(), failed ? History.State.FAILED : History.State.DONE, Arguments.none(), now);
            if (one.state() == History.State.UNDONE) {
                ledger.settle(past.call(), History.State.UNDONE, Arguments.none(), now);
            }
        }
    }

    Outcome call() {
        try {
            return session.call(tool(), Arguments.of("a", 1));
        } finally {
            Thread.interrupted(); // silence and some tools interrupt the caller
        }
    }

    int timesAsked() {
        return asked.get();
    }

    List<Ledger.Unresolved> unresolved() throws JournalException {
        return gate.unresolved();
    }

    @Override
    public void close() {
        gate.close();
    }

    static Oracle.End end(Outcome outcome) {
        return outcome.fold(
                ran -> Oracle.End.RAN,
                refused -> Oracle.End.REFUSED,
                pending -> Oracle.End.PENDING,
                failed -> Oracle.End.FAILED,
                unknown -> Oracle.End.UNKNOWN);
    }

    // -- the tool -----------------------------------------------------------------------------------------------------

    private boolean isLate() {
        List<Opinion> all = new ArrayList<>(given.others());
        given.own().ifPresent(all::add);
        return all.stream().anyMatch(one -> one.voice() == Voice.LATE);
    }

    static Classifier classifier(Opinion says) {
        return new Classifier() {
            @Override
            public Optional<Assessment> assess(ToolCall call) throws Exception {
                return switch (says.voice()) {
                    case SAYS -> Optional.of(says.assessment());
                    case EMPTY -> Optional.empty();
                    case THROWS -> throw new IOException("cannot look");
                    case NULL -> null;
                    case LATE -> {
                        new CountDownLatch(1).await();
                        yield Optional.empty();
                    }
                };
            }

            @Override
            public boolean probes() {
                return says.voice() == Voice.LATE;
            }
        };
    }

    Tool tool() {
        return new Tool() {
            @Override
            public String name() {
                return "tool";
            }

            @Override
            public Digest digest() {
                return Digest.of("tool/1");
            }

            @Override
            public Optional<Reversibility> declared() {
                return given.declared();
            }

            @Override
            public Optional<Classifier> classifier() {
                return given.own().map(OracleWorld::classifier);
            }

            @Override
            public Optional<Rehearsal> rehearsal() {
                return given.rehearsing() == OracleCase.Rehearsing.NONE
                        ? Optional.empty()
                        : Optional.of(OracleWorld.this.rehearsal());
            }

            @Override
            public Optional<Tool> undo() {
                return given.undoable()
                        ? Optional.of(Tool.of("tool.undo", Reversibility.REVERSIBLE, arguments -> "undone"))
                        : Optional.empty();
            }

            @Override
            public @Nullable Object run(Permit permit) throws Exception {
                return OracleWorld.this.run(permit);
            }
        };
    }

    private Rehearsal rehearsal() {
        return new Rehearsal() {
            @Override
            public @Nullable Preview preview(ToolCall call) throws Exception {
                int seen = given.drifts() ? Math.min(previews.incrementAndGet(), 2) : 1;
                Digest state = Digest.of("state " + seen);
                return switch (given.rehearsing()) {
                    case EXACT -> new Preview(given.previewed(), Preview.Fidelity.EXACT, state, "that");
                    case PARTIAL -> new Preview(given.previewed(), Preview.Fidelity.PARTIAL, state, "that and more");
                    case EMPTY_HANDED -> new Preview(given.previewed(), Preview.Fidelity.NONE, state, "who knows");
                    case THROWS -> throw new IOException("cannot look");
                    case NULL, NONE -> null;
                    case LATE -> {
                        new CountDownLatch(1).await();
                        yield null;
                    }
                };
            }

            @Override
            public Secured secure(ToolCall call, Preview judged) throws Exception {
                return switch (given.securing()) {
                    case KEEPS -> new Secured(everySafeguard(), Arguments.of("kept", true), "put back");
                    case KEEPS_SOME -> new Secured(Set.of("another"), Arguments.none(), "put back");
                    case THROWS -> throw new IOException("no space left");
                };
            }
        };
    }

    private Set<String> everySafeguard() {
        List<Opinion> all = new ArrayList<>(given.others());
        given.own().ifPresent(all::add);
        return all.stream()
                .filter(one -> one.voice() == Voice.SAYS)
                .flatMap(one -> one.assessment().safeguards().stream())
                .map(Safeguard::id)
                .collect(Collectors.toSet());
    }

    private boolean wasStale;

    private @Nullable Object run(Permit permit) throws Exception {
        switch (given.run()) {
            case THROWS_BEFORE -> throw new IllegalArgumentException("no such thing");
            case FORGETS_ITS_PERMIT -> {
                effects.incrementAndGet();
                return "done";
            }
            case FINDS_IT_STALE_ALWAYS -> throw new StaleException("it moved");
            case FINDS_IT_STALE_ONCE -> {
                if (!wasStale) {
                    wasStale = true;
                    throw new StaleException("it moved");
                }
            }
            default -> {}
        }
        permit.redeem();
        effects.incrementAndGet();
        return switch (given.run()) {
            case RETURNS, FINDS_IT_STALE_ONCE, FINDS_IT_STALE_ALWAYS, FORGETS_ITS_PERMIT, THROWS_BEFORE -> "done";
            case RETURNS_LATER -> CompletableFuture.completedFuture("done");
            case THROWS_AFTER -> throw new IOException("half way");
            case FAILS_LATER -> CompletableFuture.failedFuture(new IOException("half way"));
            case RETURNS_LAZY -> (Supplier<String>) () -> "later";
            case LOSES_THE_REPLY -> throw new SocketTimeoutException("no reply");
            case LOSES_THE_REPLY_LATER -> CompletableFuture.failedFuture(new SocketTimeoutException("no reply"));
            case IS_INTERRUPTED -> throw new InterruptedException();
            case OVERFLOWS -> throw new StackOverflowError();
        };
    }

    // -- the policy ---------------------------------------------------------------------------------------------------

    private Policy policy() {
        List<Policy> all = new ArrayList<>(policies(given.policies()));
        all.add(evidence -> tight ? Verdict.deny("tight", "not any more") : Verdict.allow("tight", "not yet"));
        return Policy.allOf(all.toArray(new Policy[0]));
    }

    static List<Policy> policies(List<Rules> all) {
        return all.stream().map(OracleWorld::policy).toList();
    }

    static Policy policy(Rules rules) {
        return switch (rules.kind()) {
            case THROWS ->
                evidence -> {
                    throw new IllegalStateException("the policy is broken");
                };
            case NULL -> evidence -> null;
            case RULES -> {
                List<Rule> made = new ArrayList<>();
                for (RuleOf one : rules.rules()) {
                    made.add(rule("rule-" + made.size(), one));
                }
                yield Policy.withRules(rules.limits(), rules.budget(), made);
            }
        };
    }

    private static Rule rule(String id, RuleOf of) {
        return new Rule(
                id,
                of.then(),
                (evidence, effect) -> of.when().fits(evidence.preview().map(Preview::fidelity), effect),
                of.then() == Decision.ESCALATE ? Optional.of(of.terms()) : Optional.empty(),
                "",
                of.upTo(),
                "1");
    }

    // -- the approver -------------------------------------------------------------------------------------------------

    private Approver approver() {
        return new Approver() {
            @Override
            public @Nullable CompletionStage<Approval> ask(Question question) {
                tight = given.tightens();
                int at = asked.getAndIncrement();
                return answer(
                        question, at < given.answers().size() ? given.answers().get(at) : Answer.SILENT);
            }
        };
    }

    private @Nullable CompletionStage<Approval> answer(Question question, Answer answer) {
        return switch (answer) {
            case SILENT -> {
                caller.interrupt(); // its patience ends
                yield new CompletableFuture<>();
            }
            case THROWS -> throw new IllegalStateException("nobody is there");
            case NULL -> null;
            case FAILS -> CompletableFuture.failedFuture(new IOException("the channel is gone"));
            case NO -> told(Approval.no(question, person(answer), "no"));
            case EDIT -> told(Approval.edit(question, person(answer), Arguments.of("a", 2), "rather this"));
            case OTHER_QUESTION -> told(new Approval(true, person(answer), "", Digest.of("another"), Optional.empty()));
            case VERA, VERA_IN_CAPITALS, OTTO, BOSS, SELF -> told(Approval.yes(question, person(answer), "yes"));
        };
    }

    private static CompletionStage<Approval> told(Approval approval) {
        return CompletableFuture.completedFuture(approval);
    }

    private static Person person(Answer answer) {
        return new Person(answer.name, "testkit", answer.roles());
    }

    // -- the ledger ---------------------------------------------------------------------------------------------------

    /** Fails at the given operation of the calling thread, once or from then on. */
    private Ledger failing(Ledger real) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (fails(method.getName())) {
                        throw new JournalException("the ledger is broken");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private boolean fails(String operation) {
        if (!armed) {
            return false;
        }
        boolean counts = Thread.currentThread().equals(caller);
        if (counts && ++operations == given.ledgerFailsAt()) {
            failedAt.set(operation);
            return true;
        }
        return failedAt.get() != null && !given.ledgerFailsOnce();
    }
}
