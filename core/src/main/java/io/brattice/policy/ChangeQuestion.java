package io.brattice.policy;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a {@link ChangeBudget} asks about one call. Reads the whole history once, so it is made only where something counts. */
final class ChangeQuestion {

    private static final String RULE = "default.change-budget";
    private static final String STOP =
            "much was deleted in this session: stop, and report what was deleted and why; go on in smaller steps only once a person agreed";

    private final ChangeBudget budget;
    private final Evidence evidence;
    private final String session;
    private final Deleted before;
    private final Deleted asked;
    private final Deleted now;
    private final Deleted after;

    ChangeQuestion(ChangeBudget budget, Evidence evidence) {
        this.budget = budget;
        this.evidence = evidence;
        this.session = evidence.call().caller().session();
        Deletions deletions = Deletions.by(evidence.history(), session);
        this.before = deletions.all();
        this.asked = deletions.asked();
        // A preview adds and replaces nothing, and what two classifiers say alike is one thing.
        this.now = Deleted.by(evidence.assessment().effects().stream()
                        .map(Effect::bare)
                        .distinct()
                        .toList())
                .or(Deleted.by(evidence.preview().map(Preview::effects).orElse(List.of())));
        this.after = before.and(now);
    }

    /**
     * True for what others build on: it changes a repository, and no safeguard here takes it back. That is a push; what git
     * changes on this machine is kept first.
     */
    static boolean publishes(Effect effect) {
        return (effect.verb().writes() || effect.verb() == Verb.SEND)
                && effect.reversibility().isAtLeast(Reversibility.RECOVERABLE)
                && effect.resource().uri().startsWith("git:");
    }

    Optional<Verdict> about(boolean deletes, boolean overwrites, boolean publishes) {
        Deleted more = deletes ? now : Deleted.NOTHING;
        Optional<Verdict> crossed = deletes || overwrites
                ? both(
                        crossed("line", asked.lines(), before.lines(), more.lines(), budget.lines()),
                        both(
                                crossed("thing", asked.things(), before.things(), more.things(), budget.things()),
                                crossed("byte", asked.bytes(), before.bytes(), more.bytes(), budget.bytes())))
                : Optional.empty();
        return both(crossed, publishes ? pushed() : Optional.empty());
    }

    /** @param known how much it had deleted when somebody could be asked last: less than it had, where it was counted only afterwards */
    private Optional<Verdict> crossed(String what, long known, long had, long more, long most) {
        long total = Deleted.plus(had, more);
        boolean asks = most == 0 ? total > known || more > 0 : known / most < total / most;
        if (!asks) {
            return Optional.empty();
        }
        String where = what.equals("line") ? files() : "";
        String then = more > 0
                ? " and would now delete " + count(more) + " more"
                : ", as was found out only once they were overwritten";
        return Optional.of(question("this session has deleted " + count(had, what) + where + then + "; its budget is "
                + count(most, what)));
    }

    /** Whether a person has agreed to an earlier push cannot be told from a history, so each one asks. */
    private Optional<Verdict> pushed() {
        return both(
                pushed("line", after.lines(), budget.lines()),
                both(pushed("thing", after.things(), budget.things()), pushed("byte", after.bytes(), budget.bytes())));
    }

    private Optional<Verdict> pushed(String what, long total, long most) {
        return total > 0 && total >= most
                ? Optional.of(question("it publishes the work of a session that has deleted " + count(total, what)
                        + "; its budget is " + count(most, what)))
                : Optional.empty();
    }

    private static Verdict question(String text) {
        return Verdict.escalate(RULE, text, ApprovalTerms.onePerson()).advising(STOP);
    }

    private static Optional<Verdict> both(Optional<Verdict> one, Optional<Verdict> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().and(other.get()))
                : one.isPresent() ? one : other;
    }

    /** In how many files the lines were. */
    private String files() {
        if (before.lines() == 0) {
            return "";
        }
        Set<String> files = new HashSet<>();
        for (History.Past one : evidence.history().past()) {
            if (one.state() != History.State.UNDONE && one.session().equals(session)) {
                addFiles(one.effects(), files);
            }
        }
        return " in " + count(files.size(), "file");
    }

    private static void addFiles(List<Effect> effects, Set<String> files) {
        for (Effect effect : effects) {
            if (Deleted.counts(effect) && Deleted.isLines(effect)) {
                files.add(effect.resource().whole());
            }
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
