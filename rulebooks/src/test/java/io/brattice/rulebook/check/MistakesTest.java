package io.brattice.rulebook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.BookReader;
import io.brattice.rulebook.load.CaseFile;
import io.brattice.rulebook.load.Reading;
import io.brattice.rulebook.prove.Proof;
import io.brattice.rulebook.prove.Prover;
import io.brattice.rulebook.prove.Question;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mistakes of kinds that people make: how many of them are found, and by what. Sixty were written down before there were checks, sixty
 * more by somebody who had read the documentation alone.
 */
final class MistakesTest {

    private static final int GOAL = 54;

    private record Mistake(String name, List<String> layers, Optional<String> cases, Optional<String> question) {}

    private static List<Mistake> mistakes(String file) throws IOException {
        try (InputStream in = MistakesTest.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<Mistake> all = new ArrayList<>();
            List<String> blocks = List.of(text.split("(?m)^=== ", -1));
            for (String one : blocks.subList(1, blocks.size())) {
                String[] asked = one.split("(?m)^--- prove\n", -1);
                String[] parts = asked[0].split("(?m)^--- cases\n", -1);
                String name = parts[0].lines().findFirst().orElseThrow();
                List<String> layers =
                        List.of(parts[0].substring(name.length() + 1).split("(?m)^--- layer\n", -1));
                all.add(new Mistake(
                        name,
                        layers,
                        parts.length > 1 ? Optional.of("cases:\n" + parts[1]) : Optional.empty(),
                        asked.length > 1 ? Optional.of(asked[1].strip()) : Optional.empty()));
            }
            return all;
        }
    }

    /** Who finds it; empty where nobody does. */
    private static Optional<String> foundBy(Mistake mistake) {
        List<Book> books = new ArrayList<>();
        for (String layer : mistake.layers()) {
            Reading reading = BookReader.standard()
                    .read("layer" + books.size() + ".yaml", ("version: 1\n" + layer).getBytes(StandardCharsets.UTF_8));
            if (reading instanceof Reading.Problems problems) {
                return Optional.of("reading: " + problems.all().get(0));
            }
            books.add(reading.orThrow());
        }
        List<Finding> findings = Check.of(books, Optional.empty());
        if (!findings.isEmpty()) {
            return Optional.of("check: " + findings.get(0));
        }
        List<Finding> examples = new Cases(CommandReader.none(), Map.of()).of(books);
        if (!examples.isEmpty()) {
            return Optional.of("examples: " + examples.get(0));
        }
        return mistake.cases()
                .flatMap(text -> failing(text, books))
                .map(name -> "cases: " + name)
                .or(() -> mistake.question().flatMap(asked -> disproved(asked, books)));
    }

    private static Optional<String> disproved(String asked, List<Book> books) {
        Question question = Question.of(List.of(asked.split(" ", -1)));
        Proof proof = Prover.of(books, CommandReader.none()).prove(question, Duration.ofSeconds(10));
        return proof.outcome() == Proof.Outcome.COUNTEREXAMPLE ? Optional.of("prove: " + asked) : Optional.empty();
    }

    private static Optional<String> failing(String text, List<Book> books) {
        CaseFile file = ((CaseFile.Loaded)
                        BookReader.standard().readCases("cases", text.getBytes(StandardCharsets.UTF_8)))
                .file();
        Cases cases = new Cases(CommandReader.none(), Map.of());
        Decider decider = Decider.of(books, CommandReader.none());
        for (CaseFile.Case one : file.cases()) {
            Evidence evidence = cases.evidence(one.example()).orElseThrow();
            Verdict verdict = decider.decide(evidence);
            if (verdict.decision() != one.expect()
                    || !verdict.reasons().stream()
                            .map(reason -> reason.rule())
                            .toList()
                            .containsAll(one.rules())) {
                return Optional.of(one.name());
            }
        }
        return Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistakes.txt", "held-out-mistakes.txt", "unseen-mistakes.txt"})
    void nearlyAllAreFound(String file) throws IOException {
        Map<String, Integer> by = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        List<Mistake> all = mistakes(file);
        for (Mistake mistake : all) {
            Optional<String> found = foundBy(mistake);
            found.ifPresentOrElse(
                    who -> by.merge(who.substring(0, who.indexOf(':')), 1, Integer::sum),
                    () -> missed.add(mistake.name()));
            if (Boolean.getBoolean("brattice.show")) {
                System.out.println(mistake.name() + " -> " + found.orElse("NOT FOUND"));
            }
        }
        System.out.println(file + ": " + (all.size() - missed.size()) + " of " + all.size() + " found " + by
                + ", missed " + missed);
        assertEquals(60, all.size());
        assertTrue(all.size() - missed.size() >= GOAL, () -> "missed " + missed);
    }
}
