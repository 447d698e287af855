package io.brattice.rulebook.language;

import io.brattice.action.Reversibility;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule of a rulebook.
 *
 * @param id unique over all layers; shown in verdicts, briefs and the journal
 * @param upTo the gravest inherent class of an effect that an allowing rule covers
 * @param approval what a yes must satisfy; present exactly where {@code then} is ESCALATE
 * @param advice what the agent reads; may be empty
 * @param matches what it must speak of, checked when it is loaded
 * @param matchesNot what it must not speak of
 */
public record Clause(
        String id,
        Place place,
        Condition when,
        Decision then,
        Reversibility upTo,
        Optional<ApprovalTerms> approval,
        String advice,
        List<Example> matches,
        List<Example> matchesNot) {

    public Clause {
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("a rule needs an id");
        }
        if (approval.isPresent() != (then == Decision.ESCALATE)) {
            throw new IllegalArgumentException(
                    "rule `" + id + "`: approval terms belong to escalate and to nothing else");
        }
        matches = List.copyOf(matches);
        matchesNot = List.copyOf(matchesNot);
    }
}
