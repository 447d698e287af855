package io.brattice.rulebook.prove;

import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A text about a call, with all the ways in which it can answer what is asked about it. */
final class TextDimension {

    /** Above that, what nobody can read letter by letter could answer in too many ways. */
    private static final int MOST_FREE = 6;

    private final Set<Condition> atoms;

    TextDimension(Set<Condition> atoms) {
        this.atoms = atoms;
    }

    Dimension of(String name, Predicate<Condition> owns, TextCells.Shape shape, BiConsumer<Draft, String> write) {
        Set<TextTest> tests = new LinkedHashSet<>();
        List<Condition> free = new ArrayList<>();
        for (Condition atom : atoms) {
            if (owns.test(atom)) {
                List<TextTest> asked = Conditions.texts(atom);
                tests.addAll(asked);
                if (!asked.stream().allMatch(test -> TextCells.isReadable(test, false))) {
                    free.add(atom);
                }
            }
        }
        Optional<List<String>> texts = texts(tests, shape);
        List<Cell> cells = new ArrayList<>();
        for (String text : texts.orElse(List.of("a"))) {
            Cell cell = Cell.of(draft -> write.accept(draft, text));
            cells.add(cell);
            cells.addAll(anyAnswers(cell, free));
        }
        return new Dimension(name, owns, cells, texts.isPresent() && free.size() <= MOST_FREE);
    }

    /** Every way to answer the tests that can be read, and some likely texts for the others. */
    static Optional<List<String>> texts(Set<TextTest> tests, TextCells.Shape shape) {
        List<TextTest> readable = new ArrayList<>();
        List<String> likely = new ArrayList<>();
        for (TextTest test : tests) {
            if (TextCells.isReadable(test, false)) {
                readable.add(test);
            } else {
                likely.addAll(likely(test));
            }
        }
        return TextCells.of(readable, shape, false).map(found -> {
            List<String> all = new ArrayList<>();
            found.forEach(one -> all.add(one.text()));
            for (String text : likely) {
                boolean fits = shape != Shapes.TOOL || text.chars().allMatch(c -> c > ' ' && c < 0x7f);
                if (fits && !text.isEmpty()) {
                    all.add(text);
                }
            }
            return all;
        });
    }

    static List<String> likely(TextTest test) {
        if (test instanceof TextTest.Under under) {
            return List.of(under.path(), under.path() + "/x", "/elsewhere", "relative");
        }
        if (test instanceof TextTest.Cidr cidr) {
            int slash = cidr.network().indexOf('/');
            return List.of(
                    slash < 0 ? cidr.network() : cidr.network().substring(0, slash), "203.0.113.7", "2001:db8::7");
        }
        if (test instanceof TextTest.Domain domain) {
            return List.of(domain.name(), "www." + domain.name(), "elsewhere.invalid");
        }
        return test instanceof TextTest.Matches matches
                ? List.of(
                        matches.regex().replaceAll("[\\\\^$()?*+\\[\\]{}|]", "").replace('.', 'a'))
                : List.of();
    }

    /** The same, answered in every way by conditions of which no one knows which answers go together. */
    static List<Cell> anyAnswers(Cell cell, List<Condition> free) {
        List<Cell> all = new ArrayList<>();
        if (free.isEmpty() || free.size() > MOST_FREE) {
            return all;
        }
        for (int mask = 0; mask < 1 << free.size(); mask++) {
            Map<Condition, Truth> instead = new HashMap<>();
            for (int i = 0; i < free.size(); i++) {
                // Unknown is never softer than either.
                instead.put(free.get(i), Truth.of((mask >> i & 1) == 1));
            }
            all.add(new Cell(cell.write(), instead));
        }
        return all;
    }
}
