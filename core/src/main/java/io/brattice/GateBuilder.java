package io.brattice;

import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.approval.Approver;
import io.brattice.approval.People;
import io.brattice.journal.FileJournal;
import io.brattice.journal.FileLedger;
import io.brattice.journal.Journal;
import io.brattice.journal.JournalException;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a gate is made of. Each setting says its default; policy, approver and journal have none. */
public final class GateBuilder {

    /** What the gate itself keeps of its settings. */
    record Settings(Duration patience, Duration probing, List<Runnable> owned) {}

    /** Everything a gate is wired from. */
    record Parts(
            Pipeline pipeline,
            Questions questions,
            Runner runner,
            Traffic traffic,
            Journal journal,
            Ledger ledger,
            SteadyClock clock,
            Settings settings,
            ExecutorService executor,
            ScheduledExecutorService timer,
            Supplier<String> ids,
            Function<String, Optional<Tool>> resolver) {}

    private static final Duration LONGEST = Duration.ofDays(366);

    private @Nullable Policy policy;
    private @Nullable Policy candidate;
    private @Nullable Approver approver;
    private @Nullable Journal journal;
    private @Nullable Ledger ledger;
    private @Nullable Supplier<String> ids;
    private final List<Classifier> classifiers = new ArrayList<>();
    private final Set<Resource> places = new HashSet<>();
    private Function<String, Optional<Tool>> resolver = name -> Optional.empty();
    private Tiers tiers = Tiers.none();
    private Duration patience = Duration.ofMinutes(10);
    private Duration sticks = Duration.ofHours(1);
    private Duration classifying = Duration.ofSeconds(5);
    private Duration previewing = Duration.ofSeconds(30);
    private Duration busy = Duration.ofSeconds(30);
    private Optional<People> people = Optional.empty();
    private boolean onlySigned;
    private Duration looking = Duration.ofMillis(500);
    private int callsPerMinute;
    private int atOnce;
    private boolean awaitReads;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanos = System::nanoTime;

    GateBuilder() {}

    /** What may run. Start with {@link Policy#defaults()}. */
    public GateBuilder policy(Policy value) {
        this.policy = value;
        return this;
    }

    /**
     * A candidate that is judged beside the policy, on the same evidence; where it would decide otherwise, that is noted in the journal ({@code shadow}), at most
     * 60 times a minute. It influences and spends nothing. Default: none.
     */
    public GateBuilder shadow(Policy candidate) {
        this.candidate = candidate;
        return this;
    }

    /** Who is asked about what cannot be taken back. */
    public GateBuilder approver(Approver value) {
        this.approver = value;
        return this;
    }

    /** Where it is written down. */
    public GateBuilder journal(Journal value) {
        this.journal = value;
        return this;
    }

    /**
     * What must hold across calls. Default: a {@link FileLedger} in the folder {@code ledger} beside the streams of a
     * {@link FileJournal}, else {@link Ledger#inMemory()}.
     */
    public GateBuilder ledger(Ledger value) {
        this.ledger = value;
        return this;
    }

    /** Finds tools by their exact name. Default: none; tools passed as objects need no resolver. */
    public GateBuilder tools(Function<String, Optional<Tool>> value) {
        this.resolver = value;
        return this;
    }

    /**
     * Whose signed answers count, and in which roles. Where the ledger has a {@link Ledger#postbox}, questions lie open in it, and
     * what is dropped there is taken. Default: nobody's; no signed answer counts.
     */
    public GateBuilder people(People value) {
        this.people = Optional.of(value);
        return this;
    }

    /**
     * Where a verdict demands roles, a yes counts only when it is signed by somebody that {@link #people} know: not one that the
     * approver brings, whatever roles it claims. Default: the approver and the host vouch for roles too.
     */
    public GateBuilder onlySigned() {
        this.onlySigned = true;
        return this;
    }

    /** One more opinion on every call. Adding one never softens a call that somebody already classifies. */
    public GateBuilder classifier(Classifier value) {
        classifiers.add(value);
        return this;
    }

    /** Which tiers resources are in. Default: none. */
    public GateBuilder tiers(Tiers value) {
        this.tiers = value;
        return this;
    }

    /** More places that no agent may touch, beside the journal and the ledger: snapshots, rulebooks, keys. */
    public GateBuilder protect(Resource... resources) {
        places.addAll(List.of(resources));
        return this;
    }

    /** How long a caller waits for a person before the question is parked. Default: 10 minutes; zero parks at once. */
    public GateBuilder patience(Duration value) {
        this.patience = bounded("patience", value);
        return this;
    }

    /** How long a no sticks. Default: 1 hour. */
    public GateBuilder refusalsStick(Duration value) {
        this.sticks = bounded("refusalsStick", value);
        return this;
    }

    /** How long a classifier that probes may take. Default: 5 seconds; late is irreversible. */
    public GateBuilder classifyWithin(Duration value) {
        this.classifying = bounded("classifyWithin", value);
        return this;
    }

    /** How long a preview may take. Default: 30 seconds; late is no preview. */
    public GateBuilder previewWithin(Duration value) {
        this.previewing = bounded("previewWithin", value);
        return this;
    }

    /** How long a call waits for another one that writes to the same thing. Default: 30 seconds, then it is refused. */
    public GateBuilder waitForOthers(Duration value) {
        this.busy = bounded("waitForOthers", value);
        return this;
    }

    /** Calls a minute for each principal. Default: no limit. */
    public GateBuilder callsPerMinute(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("calls per minute: at least 1, not " + value);
        }
        this.callsPerMinute = value;
        return this;
    }

    /** Calls inside the gate at once, over all callers. Default: no limit; set one where callers use {@code submit}. */
    public GateBuilder callsAtOnce(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("calls at once: at least 1, not " + value);
        }
        this.atOnce = value;
        return this;
    }

    /** Makes reads wait until their journal entry is durable. Default: they do not wait, and are durable within a second. */
    public GateBuilder awaitReads() {
        this.awaitReads = true;
        return this;
    }

    /** Wall clock. Default: the system's. A clock that is set back prolongs nothing. */
    public GateBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /** Monotonic clock in nanoseconds, for tests. Default: {@link System#nanoTime}. */
    public GateBuilder monotonic(LongSupplier value) {
        this.nanos = value;
        return this;
    }

    /** How often a waiting question is looked up in the ledger, for answers that another process brought. For tests. */
    GateBuilder lookEvery(Duration value) {
        this.looking = value;
        return this;
    }

    /** Names of calls, tickets and sessions. Default: a random prefix and a counter. Must never repeat within a ledger. */
    public GateBuilder ids(Supplier<String> value) {
        this.ids = value;
        return this;
    }

    /**
     * Opens the gate: reconciles the ledger with the journal first, so that what a dead process left open is listed as
     * unresolved.
     *
     * @throws IllegalStateException when policy, approver or journal is missing, or only signed answers count and nobody can sign
     * @throws JournalException when the journal or ledger cannot be read
     */
    public Gate build() throws JournalException {
        if (onlySigned && people.isEmpty()) {
            throw new IllegalStateException(
                    "only signed answers, and nobody to sign: call `.people(…)` before `.build()`");
        }
        Policy rules = required("policy", policy);
        Approver asked = required("approver", approver);
        Journal written = required("journal", journal);
        List<Runnable> owned = new ArrayList<>();
        Ledger held = ledgerOr(written, owned);
        SteadyClock steady = new SteadyClock(clock, nanos);
        Supplier<String> names = ids == null ? names() : ids;
        ExecutorService executor = Executors.newCachedThreadPool(threads("brattice"));
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads("brattice-timer"));
        timer.setRemoveOnCancelPolicy(true);
        Deadline deadline = new Deadline(executor);
        Set<Resource> guarded = new HashSet<>(this.places);
        guarded.addAll(written.protects());
        guarded.addAll(held.protects());

        ProtectedPlaces places = new ProtectedPlaces(guarded);
        Postman postman = Postman.of(held, people.isPresent(), written, steady);
        new Recovery(written, held).run(steady.now());
        Judge judge = new Judge(
                new Opinions(classifiers, deadline, classifying),
                new EnforcedPolicy(rules, places),
                tiers,
                held,
                deadline,
                previewing,
                steady);
        Consumer<Judgement> shadow = shadow(places, held, written, steady, owned);
        Questions questions = new Questions(
                asked,
                written,
                held,
                steady,
                sticks,
                looking,
                executor,
                timer,
                () -> "t-" + names.get(),
                new Vouching(people, onlySigned, held.id()),
                postman);
        Traffic traffic = new Traffic(callsPerMinute, atOnce);
        Set<Digest> doubts = ConcurrentHashMap.newKeySet();
        return new Gate(new Parts(
                new Pipeline(judge, questions, written, held, steady, busy, awaitReads, doubts, shadow),
                questions,
                new Runner(written, held, steady, traffic, doubts),
                traffic,
                written,
                held,
                steady,
                new Settings(patience, previewing, List.copyOf(owned)),
                executor,
                timer,
                names,
                resolver));
    }

    private Consumer<Judgement> shadow(
            ProtectedPlaces places, Ledger held, Journal written, SteadyClock steady, List<Runnable> owned) {
        Policy beside = candidate;
        if (beside == null) {
            return judged -> {};
        }
        Shadow made = new Shadow(new EnforcedPolicy(beside, places), held, written, steady, threads("brattice-shadow"));
        owned.add(0, made::close); // before the ledger it reads
        return made;
    }

    private Ledger ledgerOr(Journal written, List<Runnable> owned) throws JournalException {
        Ledger given = ledger;
        if (given != null) {
            return given;
        }
        Ledger made = written instanceof FileJournal files
                ? FileLedger.in(files.folder().resolve("ledger"))
                : Ledger.inMemory();
        owned.add(made::close);
        return made;
    }

    private static Duration bounded(String what, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("`" + what + "`: from zero to 366 days, not " + value);
        }
        return value;
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a gate needs a " + what + ": call `." + what + "(…)` before `.build()`");
        }
        return value;
    }

    private static Supplier<String> names() {
        String prefix = Long.toUnsignedString(new SecureRandom().nextLong(), 36);
        AtomicLong next = new AtomicLong();
        return () -> prefix + "-" + Long.toString(next.incrementAndGet(), 36);
    }

    private static ThreadFactory threads(String name) {
        AtomicLong next = new AtomicLong();
        return work -> {
            Thread thread = new Thread(work, name + "-" + next.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
