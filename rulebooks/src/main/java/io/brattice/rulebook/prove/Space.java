package io.brattice.rulebook.prove;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.decide.Layers;
import io.brattice.rulebook.decide.ResourceText;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything about a call that a rulebook can tell apart, thing by thing. */
final class Space {

    private final List<Book> layers;
    private final Set<Condition> atoms = new LinkedHashSet<>();
    private final List<Dimension> dimensions = new ArrayList<>();

    private Space(List<Book> layers, Condition region) {
        this.layers = layers;
        Conditions.forEach(region, atoms::add);
        for (Book book : layers) {
            book.clauses().forEach(clause -> Conditions.forEach(clause.when(), atoms::add));
            book.delegations().forEach(one -> Conditions.forEach(one.when(), atoms::add));
        }
    }

    static List<Dimension> of(List<Book> layers, Condition region) {
        return new Space(layers, region).build();
    }

    private List<Dimension> build() {
        List<Cell> verbs = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            verbs.add(Cell.of(draft -> draft.verb = verb));
        }
        dimensions.add(new Dimension("verb", one -> one instanceof Condition.EffectVerb, verbs, true));
        dimensions.add(new Dimension("class", one -> one instanceof Condition.EffectClass, classes(), true));
        TextDimension texts = new TextDimension(atoms);
        dimensions.add(texts.of(
                "tool", one -> one instanceof Condition.Tool, Shapes.TOOL, (draft, text) -> draft.tool = text));
        dimensions.add(resources());
        dimensions.add(preview());
        dimensions.add(counts(true));
        dimensions.add(counts(false));
        dimensions.addAll(new CallerDimensions(atoms).all());
        dimensions.addAll(new ArgumentDimensions(atoms).all());
        dimensions.addAll(new OtherDimensions(atoms).all());
        return dimensions;
    }

    private static List<Cell> classes() {
        List<Cell> cells = new ArrayList<>();
        for (Reversibility inherent : Reversibility.values()) {
            for (Reversibility with : Reversibility.values()) {
                if (inherent.isAtLeast(with)) {
                    cells.add(Cell.of(draft -> {
                        draft.inherent = inherent;
                        draft.reversibility = with;
                    }));
                }
            }
        }
        return cells;
    }

    private Dimension resources() {
        Set<TextTest> tests = new LinkedHashSet<>();
        boolean tiers = false;
        for (Condition atom : atoms) {
            tests.addAll(atom instanceof Condition.EffectResource ? Conditions.texts(atom) : List.of());
            tiers = tiers || atom instanceof Condition.EffectTier;
        }
        if (tiers) {
            List<List<Tier>> all = Layers.tiers(layers);
            all.get(all.size() - 1).forEach(tier -> tests.addAll(tier.patterns()));
        }
        return new ResourceDimension(atoms, tests).dimension();
    }

    private Dimension counts(boolean things) {
        List<Range> ranges = new ArrayList<>();
        for (Condition atom : atoms) {
            if (things && atom instanceof Condition.EffectCount count) {
                ranges.add(count.things());
            } else if (!things && atom instanceof Condition.EffectBytes bytes) {
                ranges.add(bytes.bytes());
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (long point : points(ranges, List.of())) {
            cells.add(Cell.of(draft -> {
                draft.count = things ? point : draft.count;
                draft.bytes = things ? draft.bytes : point;
            }));
        }
        return new Dimension(
                things ? "count" : "bytes",
                one -> things ? one instanceof Condition.EffectCount : one instanceof Condition.EffectBytes,
                cells,
                true);
    }

    /** The most harmless first: exact, and nothing seen. */
    private Dimension preview() {
        List<Range> counts = new ArrayList<>();
        List<Range> bytes = new ArrayList<>();
        for (Condition atom : atoms) {
            if (atom instanceof Condition.PreviewCount count) {
                counts.add(count.things());
            } else if (atom instanceof Condition.PreviewBytes size) {
                bytes.add(size.bytes());
            }
        }
        List<Long> mostThings = new ArrayList<>();
        List<Long> mostBytes = new ArrayList<>();
        layers.forEach(book -> mostThings.add(book.defaults().limits().effects()));
        layers.forEach(book -> mostBytes.add(book.defaults().limits().bytes()));
        List<Cell> cells = new ArrayList<>();
        for (Preview.Fidelity fidelity :
                List.of(Preview.Fidelity.EXACT, Preview.Fidelity.PARTIAL, Preview.Fidelity.NONE)) {
            for (long count : points(counts, mostThings)) {
                for (long size : points(bytes, mostBytes)) {
                    cells.add(Cell.of(draft -> {
                        draft.fidelity = Optional.of(fidelity);
                        draft.previewCount = count;
                        draft.previewBytes = size;
                    }));
                }
            }
        }
        cells.add(Cell.of(draft -> draft.fidelity = Optional.empty()));
        return new Dimension(
                "preview",
                one -> one instanceof Condition.PreviewFidelity
                        || one instanceof Condition.PreviewCount
                        || one instanceof Condition.PreviewBytes,
                cells,
                true);
    }

    /** Whole numbers from zero of which each stands for all that lie in the same ranges. */
    private static Set<Long> points(List<Range> ranges, List<Long> limits) {
        Set<BigDecimal> ends = new HashSet<>();
        for (Range range : ranges) {
            range.from().ifPresent(bound -> ends.add(bound.value()));
            range.to().ifPresent(bound -> ends.add(bound.value()));
        }
        limits.forEach(limit -> ends.add(BigDecimal.valueOf(limit)));
        Set<Long> points = new TreeSet<>(Set.of(0L, 1L));
        for (BigDecimal end : ends) {
            BigDecimal floor = end.setScale(0, RoundingMode.FLOOR);
            for (int i = -1; i <= 2; i++) {
                BigDecimal point = floor.add(BigDecimal.valueOf(i));
                if (point.signum() >= 0 && point.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                    points.add(point.longValue());
                }
            }
        }
        return points;
    }

    /** The heads of tests, and what they lie in: names that are told from all others by what they contain. */
    static Set<TextTest> containers(Set<TextTest> tests) {
        Set<TextTest> found = new LinkedHashSet<>();
        for (TextTest test : tests) {
            for (String head : ResourceText.heads(test)) {
                for (int i = 1; i < head.length(); i++) {
                    if (head.charAt(i) == '/' || head.charAt(i) == '#' || head.charAt(i - 1) == ':') {
                        found.add(new TextTest.Is(head.substring(0, i)));
                    }
                }
            }
        }
        return found;
    }
}
