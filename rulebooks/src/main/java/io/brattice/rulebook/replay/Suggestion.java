package io.brattice.rulebook.replay;

import io.brattice.policy.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule that would have spared questions.
 *
 * @param rule as it stands in a rulebook, an item of `rules`
 * @param spared how many calls that were asked about would have passed
 * @param people who had said yes to calls like these
 * @param examples ids of calls that it spares, a few
 * @param others how many calls it would let pass besides, by what was decided about them; none of these was refused by a person
 * @param otherExamples ids of those, a few
 */
public record Suggestion(
        String rule,
        long spared,
        Set<String> people,
        List<String> examples,
        Map<Decision, Long> others,
        List<String> otherExamples) {

    public Suggestion {
        people = Set.copyOf(people);
        examples = List.copyOf(examples);
        others = Map.copyOf(others);
        otherExamples = List.copyOf(otherExamples);
    }

    /** How many calls pass besides those that it is for. */
    public long beside() {
        return others.values().stream().mapToLong(Long::longValue).sum();
    }
}
