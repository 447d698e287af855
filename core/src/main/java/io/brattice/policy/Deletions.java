package io.brattice.policy;

import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one session deleted so far, and how much of that was there to be asked about.
 *
 * <p>What a call takes away of a file by writing over it may be known only once it has run: then its report has an UPDATE of the
 * lines beside their DELETE. Nobody could be asked before. The next call that deletes or overwrites is, and settles it.
 *
 * @param all everything
 * @param asked what was known, at the latest such call, when it was decided
 */
record Deletions(Deleted all, Deleted asked) {

    /** True for what writes over a file that could not simply be put back. */
    static boolean overwrites(Effect effect) {
        return effect.verb() == Verb.UPDATE
                && effect.inherent().isAtLeast(Reversibility.RECOVERABLE)
                && effect.resource().uri().startsWith("file:")
                && !Deleted.isLines(effect);
    }

    /** By the calls of this session that ran, may have run or are under way. */
    static Deletions by(History history, String session) {
        Deletions sum = new Deletions(Deleted.NOTHING, Deleted.NOTHING);
        List<History.Past> past = history.past();
        for (int i = 0; i < past.size(); i++) {
            History.Past one = past.get(i);
            if (one.state() != History.State.UNDONE && one.session().equals(session)) {
                sum = sum.and(one.effects());
            }
        }
        return sum;
    }

    private Deletions and(List<Effect> effects) {
        Set<String> late = countedLate(effects);
        Deleted known = Deleted.NOTHING;
        Deleted found = Deleted.NOTHING;
        boolean decided = false;
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (!late.isEmpty() && late.contains(effect.resource().uri())) {
                found = found.and(Deleted.by(effect));
            } else {
                known = known.and(Deleted.by(effect));
                decided |= Deleted.counts(effect) || overwrites(effect);
            }
        }
        Deleted then = all.and(known);
        return new Deletions(then.and(found), decided ? then : asked);
    }

    /** The lines that were counted when the call had run. */
    private static Set<String> countedLate(List<Effect> effects) {
        Set<String> late = Set.of();
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect.verb() == Verb.UPDATE && Deleted.isLines(effect)) {
                late = late.isEmpty() ? new HashSet<>() : late;
                late.add(effect.resource().uri());
            }
        }
        return late;
    }
}
