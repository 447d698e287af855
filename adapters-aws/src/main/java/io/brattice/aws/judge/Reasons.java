package io.brattice.aws.judge;

import io.brattice.action.Assessment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds to why, without changing what. */
final class Reasons {

    private Reasons() {}

    /** The same opinion with more reasons, each once. */
    static Assessment more(Assessment assessment, List<String> lines) {
        if (lines.isEmpty()) {
            return assessment;
        }
        Set<String> reasons = new LinkedHashSet<>(assessment.reasons());
        reasons.addAll(lines);
        return new Assessment(
                assessment.effects(),
                assessment.complete(),
                assessment.reversibility(),
                assessment.inherent(),
                assessment.safeguards(),
                new ArrayList<>(reasons));
    }
}
