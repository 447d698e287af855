package io.brattice.rulebook.check;

import io.brattice.action.Assessment;
import io.brattice.action.Classifier;
import io.brattice.action.ToolCall;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Example;
import io.brattice.rulebook.language.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the examples of rules hold. Evidence is always judged; a raw call where there is a classifier for its tool, and otherwise it is
 * reported as not run. A rule speaks of a case when it is among the reasons of the verdict, with no other rule there.
 */
public final class Cases {

    /** When cases are asked that do not say when: a Wednesday at noon, so that a case holds every day or on none. */
    public static final Instant NO_TIME = Instant.parse("2025-06-04T12:00:00Z");

    private final CommandReader commands;
    private final Map<String, Classifier> classifiers;

    /**
     * @param classifiers by the names of tools
     */
    public Cases(CommandReader commands, Map<String, Classifier> classifiers) {
        this.commands = commands;
        this.classifiers = Map.copyOf(classifiers);
    }

    /** What does not hold, and what was not run. */
    public List<Finding> of(List<Book> layers) {
        List<Tier> tiers = new ArrayList<>();
        layers.forEach(book -> tiers.addAll(book.tiers()));
        List<Finding> findings = new ArrayList<>();
        for (Book book : layers) {
            for (Clause clause : book.clauses()) {
                if (!clause.matches().isEmpty() || !clause.matchesNot().isEmpty()) {
                    Policy alone = Decider.of(List.of(alone(book, clause, tiers)), commands);
                    clause.matches()
                            .forEach(each -> one(clause, each, true, alone).ifPresent(findings::add));
                    clause.matchesNot()
                            .forEach(each -> one(clause, each, false, alone).ifPresent(findings::add));
                }
            }
        }
        return findings;
    }

    private static Book alone(Book book, Clause clause, List<Tier> tiers) {
        return new Book(
                book.name(),
                book.place(),
                book.layer(),
                false,
                Defaults.standard(),
                tiers,
                List.of(clause),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private Optional<Finding> one(Clause clause, Example example, boolean should, Policy alone) {
        Optional<Evidence> evidence = evidence(example);
        if (evidence.isEmpty()) {
            return Optional.of(Finding.Kind.EXAMPLE_NOT_RUN.at(
                    example.place(),
                    "an example of `" + clause.id() + "` was not run: there is no classifier for `"
                            + example.call().tool() + "` here; add `effects` or `class` to it"));
        }
        Verdict verdict = alone.decide(evidence.get());
        boolean speaks =
                verdict.reasons().stream().anyMatch(reason -> reason.rule().equals(clause.id()));
        if (speaks == should) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.Kind.EXAMPLE_FAILS.at(
                        example.place(),
                        "`" + clause.id() + "` "
                                + (should
                                        ? "does not speak of this, and `matches` says it must; mend its `when`, or the example"
                                        : "speaks of this, and `matches-not` says it must not; mend its `when`, or the example")));
    }

    /** What a policy is asked about a case; empty for a raw call that nothing here can classify. */
    public Optional<Evidence> evidence(Example example) {
        Optional<Assessment> assessment = example.assessment().or(() -> classified(example.call()));
        return assessment.map(each -> new Evidence(
                example.call(),
                each,
                example.preview(),
                History.none(),
                example.at().orElse(NO_TIME),
                Tiers.none()));
    }

    private Optional<Assessment> classified(ToolCall call) {
        Classifier classifier = classifiers.get(call.tool());
        if (classifier == null) {
            return Optional.empty();
        }
        try {
            return classifier.assess(call);
        } catch (Exception e) {
            // As the gate does: what fails to classify has said nothing good.
            return Optional.of(Assessment.unknown("the classifier of `" + call.tool() + "` failed: "
                    + e.getClass().getSimpleName()));
        }
    }
}
