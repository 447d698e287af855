package io.brattice.policy;

import io.brattice.action.Effect;
import java.util.List;
import java.util.Optional;

/**
 * How much one session may delete by the default table before a person is asked: at each multiple of any of the three.
 *
 * <p>Counted are deletions that are inherently RECOVERABLE or graver, whatever is kept of them first, over the calls of the
 * session that ran, may have run or are under way. What was taken back does not count, nor does what the session made itself. Lines
 * that a call took away by writing over a file, and that could only be counted once it had run, are asked about by the next call that
 * deletes or overwrites.
 *
 * @param lines lines of files; zero asks about every one
 * @param things files and everything else that is not a line
 * @param bytes of those things
 */
public record ChangeBudget(long lines, long things, long bytes) {

    public ChangeBudget {
        if (lines < 0 || things < 0 || bytes < 0) {
            throw new IllegalArgumentException("a change budget cannot be negative; pass zero or more");
        }
    }

    /** 2,000 lines, 1,000 things, 1 GB. */
    public static ChangeBudget defaults() {
        return new ChangeBudget(2_000, 1_000, 1_000_000_000);
    }

    /** Nobody is asked for the sake of how much was deleted before. Each call is still decided for itself. */
    public static ChangeBudget unlimited() {
        return new ChangeBudget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** True for an effect that a change budget may ask about at all. Cheap: most calls have none. */
    public static boolean concerns(Effect effect) {
        return Deleted.counts(effect) || Deletions.overwrites(effect) || ChangeQuestion.publishes(effect);
    }

    /**
     * The question about this call, where its session has deleted so much that there is one. Reads the history once, unless
     * nothing in {@code uncovered} concerns it.
     *
     * @param uncovered the effects of the call that no rule covers
     */
    public Optional<Verdict> about(Evidence evidence, List<Effect> uncovered) {
        boolean deletes = false;
        boolean overwrites = false;
        boolean publishes = false;
        for (int i = 0; i < uncovered.size(); i++) {
            Effect effect = uncovered.get(i);
            deletes = deletes || Deleted.counts(effect);
            overwrites = overwrites || Deletions.overwrites(effect);
            publishes = publishes || ChangeQuestion.publishes(effect);
        }
        return deletes || overwrites || publishes ? about(evidence, deletes, overwrites, publishes) : Optional.empty();
    }

    Optional<Verdict> about(Evidence evidence, boolean deletes, boolean overwrites, boolean publishes) {
        return new ChangeQuestion(this, evidence).about(deletes, overwrites, publishes);
    }
}
