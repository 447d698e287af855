package io.brattice.rulebook.prove;

import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import java.util.Optional;

/**
 * What came of a question.
 *
 * @param counterexample a call that breaks it, confirmed by the definition; present exactly where the outcome is COUNTEREXAMPLE
 * @param verdict what the rulebook says of that call
 * @param cells how many combinations were looked at to the end
 * @param note why it is undecided; else empty
 */
public record Proof(
        Outcome outcome, Optional<Evidence> counterexample, Optional<Verdict> verdict, long cells, String note) {

    /** What every proof stands on. */
    public static final String ASSUMPTION =
            "assumes that calls are classified correctly: an effect that no classifier tells of is not part of any"
                    + " proof";

    /** How it ended. */
    public enum Outcome {
        PROVEN,
        COUNTEREXAMPLE,
        UNDECIDED
    }
}
