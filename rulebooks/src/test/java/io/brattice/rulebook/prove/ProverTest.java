package io.brattice.rulebook.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.policy.Evidence;
import io.brattice.rulebook.decide.Interpreter;
import io.brattice.rulebook.decide.RandomEvidence;
import io.brattice.rulebook.decide.RandomRulebooks;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProverTest {

    private static final int BOOKS = Boolean.getBoolean("brattice.long") ? 2_000 : 30;

    /** Soundness: what is proven holds for every call that chance brings up. */
    @Test
    void whatIsProvenNoRandomCallBreaks() {
        long start = Long.getLong("brattice.seed", System.nanoTime());
        Map<Proof.Outcome, Integer> outcomes = new EnumMap<>(Proof.Outcome.class);
        for (long seed = start; seed < start + BOOKS; seed++) {
            Random random = new Random(seed);
            List<Book> layers = new RandomRulebooks(random).layers();
            Question question = question(random, layers);
            Proof proof = Prover.of(layers, RandomEvidence.COMMANDS).prove(question, Duration.ofMillis(400));
            outcomes.merge(proof.outcome(), 1, Integer::sum);
            String told = "-Dbrattice.seed=" + seed + ": " + question.words() + " is " + proof.outcome();
            if (proof.outcome() == Proof.Outcome.PROVEN) {
                tryToBreak(question, layers, random, told);
            } else {
                assertEquals(
                        proof.outcome() == Proof.Outcome.COUNTEREXAMPLE,
                        proof.counterexample()
                                .map(call -> breaks(question, layers, call))
                                .orElse(false),
                        told);
            }
        }
        // On a busy machine most may be undecided; but not all of them.
        assertTrue(outcomes.size() > 1, "-Dbrattice.seed=" + start + ": " + outcomes);
    }

    private static void tryToBreak(Question question, List<Book> layers, Random random, String told) {
        RandomEvidence calls = new RandomEvidence(random);
        Interpreter all = Interpreter.of(layers, RandomEvidence.COMMANDS);
        Interpreter upper = Interpreter.of(layers.subList(0, 1), RandomEvidence.COMMANDS);
        for (int i = 0; i < 2_000; i++) {
            Evidence evidence = calls.next();
            assertFalse(
                    breaks(question, all, upper, layers.size() - 1, evidence),
                    () -> told + ", but not for " + evidence);
        }
    }

    private static boolean breaks(Question question, List<Book> layers, Evidence evidence) {
        return breaks(
                question,
                Interpreter.of(layers, RandomEvidence.COMMANDS),
                Interpreter.of(layers.subList(0, 1), RandomEvidence.COMMANDS),
                layers.size() - 1,
                evidence);
    }

    private static boolean breaks(
            Question question, Interpreter all, Interpreter upper, int lowest, Evidence evidence) {
        boolean about = evidence.effects().stream()
                .anyMatch(effect -> all.truth(lowest, question.region(), evidence, Optional.of(effect)) != Truth.FALSE);
        return about && question.broken().test(all.decide(evidence), upper.decide(evidence));
    }

    private static Question question(Random random, List<Book> layers) {
        List<String> all = new ArrayList<>(List.of(
                "irreversible-asked",
                "asked send",
                "asked delete",
                "never bash delete",
                "never pay spend",
                "read-only role ops",
                "read-only agent a",
                "upper-denies-hold"));
        layers.stream().flatMap(book -> book.tiers().stream()).map(Tier::name).forEach(tier -> {
            all.add("people-for-irreversible " + tier + " 2");
            all.add("role-for " + tier + " dba");
        });
        return Question.of(
                Stream.of(all.get(random.nextInt(all.size())).split(" ")).toList());
    }

    @Test
    void everyQuestionOfTheListCanBeAsked() {
        assertEquals(7, Question.ALL.size());
        assertTrue(Question.ALL.stream().allMatch(line -> {
            String form = line.substring(0, line.indexOf(':'))
                    .replace("TIER", "production")
                    .replace("COUNT", "2")
                    .replace("ROLE", "dba")
                    .replace("VERB", "send")
                    .replace("TOOL", "bash")
                    .replace("FIELD", "role")
                    .replace("VALUE", "ops");
            return !Question.of(List.of(form.split(" ", -1))).words().isEmpty();
        }));
    }
}
