package io.brattice.console.audit;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.console.report.Facts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sums over some calls: all of them, or those of one team, agent or day. */
final class Tally {

    long reads;
    long ran;
    long refused;
    long failed;
    long undone;
    long questions;
    long yes;
    long no;
    long quick;
    long vague;
    final Map<Reversibility, Long> classes = new EnumMap<>(Reversibility.class);
    final Map<Verb, Long> things = new EnumMap<>(Verb.class);
    long linesTaken;

    /** Calls that were decided, however they ended. */
    long calls() {
        return reads + ran + refused;
    }

    long answers() {
        return yes + no;
    }

    void effects(List<Facts.Deed> effects) {
        for (Facts.Deed effect : effects) {
            if (!effect.isPart()) {
                things.merge(effect.verb(), effect.count(), Long::sum);
            } else if (effect.verb() == Verb.DELETE) {
                linesTaken += effect.count();
            }
        }
    }

    double perThousand() {
        return calls() == 0 ? 0 : 1000.0 * questions / calls();
    }

    double approvalRate() {
        return answers() == 0 ? 0 : 100.0 * yes / answers();
    }
}
