package io.brattice.rulebook.replay;

import io.brattice.journal.Entry;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Reason;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What new rulebooks would have decided about calls that were made under old ones. Takes one entry of a journal after the other and
 * keeps sums and a few examples, however long the journal is. Spends nothing and asks nobody.
 *
 * <p>Both are asked about the same evidence, rebuilt from the journal, so that what a journal does not tell (roles, the past of
 * callers, the effects of reads) is missing for both; {@link Report#notes} says where a rulebook looks at it.
 */
public final class Backtest {

    private static final int MOST_KINDS = 1_000;
    private static final int MOST_EXAMPLES = 5;

    /**
     * Calls whose decision changed in the same way.
     *
     * @param widened true when less is asked for now
     * @param rulesBefore the ids of the rules that took part
     * @param examples ids of calls, a few
     */
    public record Change(
            Decision before,
            Decision after,
            boolean widened,
            List<String> rulesBefore,
            List<String> rulesAfter,
            long calls,
            List<String> examples) {}

    /**
     * What came of it.
     *
     * @param calls how many were decided twice
     * @param undecided how many depend on what redaction took out, and so were not
     * @param unreadable how many were judged, and cannot be read back
     * @param cut how many had more effects than the journal holds: decided by those that it does
     * @param questionsBefore how many calls were asked about under the old rulebooks, and {@code questionsAfter} under the new ones
     * @param changes most calls first
     * @param notes what the journal does not tell although a rulebook asks for it
     */
    public record Report(
            long calls,
            long undecided,
            long unreadable,
            long cut,
            long questionsBefore,
            long questionsAfter,
            Duration time,
            List<Change> changes,
            List<String> notes) {

        /** Calls of which less is asked now. */
        public long widened() {
            return changes.stream()
                    .filter(Change::widened)
                    .mapToLong(Change::calls)
                    .sum();
        }

        /** Questions a day, over the time from the first call to the last and at least a day. */
        public double aDay(long questions) {
            return questions / Math.max(1.0, time.toSeconds() / 86_400.0);
        }
    }

    private record Kind(Decision before, Decision after, boolean widened, List<String> old, List<String> now) {}

    private static final class Sum {
        private long calls;
        private final List<String> examples = new ArrayList<>(MOST_EXAMPLES);
    }

    private final Decider before;
    private final Decider after;
    private final Dependence onOld;
    private final Dependence onNew;
    private final Map<Kind, Sum> changes = new LinkedHashMap<>();
    private long calls;
    private long undecided;
    private long unreadable;
    private long cut;
    private long reads;
    private long asked;
    private long askedAfter;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private Backtest(List<Book> old, List<Book> next, CommandReader commands) {
        this.before = Decider.of(old, commands);
        this.after = Decider.of(next, commands);
        this.onOld = new Dependence(old, commands);
        this.onNew = new Dependence(next, commands);
    }

    /** These layers against those, the uppermost first. */
    public static Backtest of(List<Book> old, List<Book> next, CommandReader commands) {
        return new Backtest(old, next, commands);
    }

    /** One more entry; in any order. Those that are no call are passed over. */
    public void accept(Entry entry) {
        Optional<PastCall> past = PastCall.of(entry);
        if (past.isEmpty()) {
            boolean call = entry.kind() == Entry.Kind.INTENT
                    || entry.kind() == Entry.Kind.READ
                    || (entry.kind() == Entry.Kind.REFUSED
                            && entry.body().names().contains("effectsInAll"));
            unreadable += call ? 1 : 0;
            return;
        }
        PastCall call = past.get();
        if (onOld.onRedacted(call) || onNew.onRedacted(call)) {
            undecided++;
            return;
        }
        calls++;
        cut += call.cut() ? 1 : 0;
        reads += call.isRead() ? 1 : 0;
        first = first == null || entry.at().isBefore(first) ? entry.at() : first;
        last = last == null || entry.at().isAfter(last) ? entry.at() : last;
        compare(
                before.decide(call.evidence().unspent(before)),
                after.decide(call.evidence().unspent(after)),
                entry.call());
    }

    private void compare(Verdict old, Verdict now, String call) {
        asked += old.decision() == Decision.ESCALATE ? 1 : 0;
        askedAfter += now.decision() == Decision.ESCALATE ? 1 : 0;
        if (old.decision() == now.decision() && old.terms().equals(now.terms())) {
            return;
        }
        Kind kind = new Kind(old.decision(), now.decision(), widens(old, now), rules(old), rules(now));
        if (changes.size() >= MOST_KINDS && !changes.containsKey(kind)) {
            kind = new Kind(kind.before(), kind.after(), kind.widened(), List.of("…"), List.of("…"));
        }
        Sum sum = changes.computeIfAbsent(kind, none -> new Sum());
        sum.calls++;
        if (sum.examples.size() < MOST_EXAMPLES) {
            sum.examples.add(call);
        }
    }

    /** True when it is decided more mildly, or when anything about a yes is easier. */
    static boolean widens(Verdict old, Verdict now) {
        if (old.decision() != now.decision()) {
            return now.decision().compareTo(old.decision()) < 0;
        }
        if (old.terms().isEmpty() || now.terms().isEmpty()) {
            return false;
        }
        ApprovalTerms was = old.terms().get();
        ApprovalTerms is = now.terms().get();
        return is.people() < was.people()
                || !is.roles().containsAll(was.roles())
                || (was.independent() && !is.independent())
                || is.validFor().compareTo(was.validFor()) > 0
                || is.answerWithin().compareTo(was.answerWithin()) > 0
                || is.coolDown().compareTo(was.coolDown()) < 0;
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::rule).distinct().toList();
    }

    /** What came of it so far. */
    public Report report() {
        List<Change> all = new ArrayList<>();
        changes.forEach((kind, sum) -> all.add(new Change(
                kind.before(),
                kind.after(),
                kind.widened(),
                kind.old(),
                kind.now(),
                sum.calls,
                List.copyOf(sum.examples))));
        all.sort(Comparator.comparing(Change::widened, Comparator.reverseOrder())
                .thenComparing(Change::calls, Comparator.reverseOrder()));
        Duration time = first == null || last == null ? Duration.ZERO : Duration.between(first, last);
        return new Report(calls, undecided, unreadable, cut, asked, askedAfter, time, List.copyOf(all), notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(
                one -> one instanceof Condition.CallerIs caller && caller.field() == Condition.CallerIs.Field.ROLE,
                "rules ask for roles of callers, which a journal does not tell: decided as if nobody had any",
                notes);
        note(
                one -> one instanceof Condition.Lately || one instanceof Condition.Recreated,
                "rules look at what callers did lately, which is not replayed: decided as if that was nothing",
                notes);
        if (reads > 0) {
            note(
                    one -> one instanceof Condition.EffectVerb
                            || one instanceof Condition.EffectResource
                            || one instanceof Condition.EffectTier,
                    "the effects of " + reads
                            + " reads are not in the journal: decided by rules that do not ask for effects",
                    notes);
        }
        notes.add("change budgets, budgets and error budgets are not replayed");
        return notes;
    }

    private void note(Predicate<Condition> like, String text, List<String> notes) {
        if (onOld.any(like) || onNew.any(like)) {
            notes.add(text);
        }
    }
}
