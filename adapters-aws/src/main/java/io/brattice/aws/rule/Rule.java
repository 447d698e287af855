package io.brattice.aws.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some operations of a service.
 *
 * @param names the operations as the file has them: {@code DeleteDBCluster}, {@code Delete*}
 * @param source where the facts come from
 * @param skips the guards for which these operations are no danger
 * @param cases the first that fits wins; the last fits always
 */
record Rule(List<String> names, String source, Set<Guard> skips, List<Case> cases, List<Example> examples) {
    Rule {
        names = List.copyOf(names);
        skips = Set.copyOf(skips);
        cases = List.copyOf(cases);
        examples = List.copyOf(examples);
    }

    /**
     * What a rule says of one request.
     *
     * @param facts those that are known; all others are not
     */
    record Example(
            Optional<String> operation,
            Map<String, @Nullable Object> request,
            Map<String, @Nullable Object> facts,
            Ruling.Letter letter) {}
}
