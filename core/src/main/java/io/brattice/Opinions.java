package io.brattice;

import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stage 1: what would the call do? Every opinion is heard and the gravest wins; no opinion at all is irreversible. */
final class Opinions {

    private record Declared(String tool, Reversibility reversibility) {}

    private static final int REMEMBERED = 10_000;

    private final Map<Declared, Assessment> declared = new ConcurrentHashMap<>();
    private final List<Classifier> classifiers;
    private final Deadline deadline;
    private final Duration limit;

    Opinions(List<Classifier> classifiers, Deadline deadline, Duration limit) {
        this.classifiers = List.copyOf(classifiers);
        this.deadline = deadline;
        this.limit = limit;
    }

    Assessment classify(Tool tool, ToolCall call) {
        @Nullable Assessment gravest = null;
        Optional<Reversibility> declared = tool.declared();
        if (declared.isPresent()) {
            gravest = declared(declared.get(), call.tool());
        }
        Optional<Classifier> own = tool.classifier();
        if (own.isPresent()) {
            gravest = and(gravest, ask(own.get(), call));
        }
        for (Classifier classifier : classifiers) {
            gravest = and(gravest, ask(classifier, call));
        }
        return gravest != null ? gravest : Assessment.unknown("nobody classifies `" + call.tool() + "`");
    }

    /** True when somebody who is asked about this tool looks at the world, so that his answer must be waited for. */
    boolean probe(Tool tool) {
        return tool.classifier().filter(Classifier::probes).isPresent()
                || classifiers.stream().anyMatch(Classifier::probes);
    }

    private static @Nullable Assessment and(@Nullable Assessment one, @Nullable Assessment other) {
        return one == null ? other : other == null ? one : one.and(other);
    }

    private @Nullable Assessment ask(Classifier classifier, ToolCall call) {
        if (classifier.probes()) {
            Deadline.Result<Optional<Assessment>> result =
                    deadline.within(limit, "the classifier of `" + call.tool() + "`", () -> classifier.assess(call));
            Optional<Assessment> opinion = result.value();
            return opinion == null ? Assessment.unknown(String.valueOf(result.problem())) : opinion.orElse(null);
        }
        try {
            return classifier.assess(call).orElse(null); // a null answer lands below, like any other fault
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return Assessment.unknown("the classifier of `" + call.tool() + "` failed: " + Problem.line(e));
        }
    }

    /** Depends on the tool's name and class alone, so it is made once. */
    private Assessment declared(Reversibility reversibility, String tool) {
        Declared key = new Declared(tool, reversibility);
        Assessment known = declared.get(key);
        if (known == null) {
            Verb verb = reversibility == Reversibility.READ_ONLY ? Verb.READ : Verb.EXECUTE;
            known = Assessment.of(
                    reversibility, "declared by its author", Effect.of(verb, Resource.tool(tool), reversibility));
            if (declared.size() < REMEMBERED) {
                declared.put(key, known);
            }
        }
        return known;
    }
}
