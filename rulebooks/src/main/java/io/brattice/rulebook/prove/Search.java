package io.brattice.rulebook.prove;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all combinations of what a rulebook can tell apart, one thing after the other. What no open rule asks about any more
 * is not split. Where even the softest that may still come out does not break the guarantee, nothing further is looked at.
 */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class Search {

    /** Somebody whose condition matters, and whether it counts when it is UNKNOWN. */
    private record Asked(Formula when, boolean restricts, BitSet atoms) {}

    private final Prover.Definitions definitions;
    private final Question question;
    private final List<Dimension> dimensions;
    private final long deadline;
    private final List<Asked> asked = new ArrayList<>();
    private final IdentityHashMap<Condition, Integer> numbers = new IdentityHashMap<>();
    private final Formula region;
    private final List<Formula.Atom> atoms;
    private final int[] owners;
    private final List<byte[][]> known = new ArrayList<>();
    private final int[] chosen;
    private final byte[] now;
    private Optional<Proof> counterexample = Optional.empty();
    private Optional<Draft> unconfirmed = Optional.empty();
    private long cells;
    private boolean late;

    Search(Prover.Definitions definitions, Question question, List<Dimension> dimensions, long deadline) {
        this.definitions = definitions;
        this.question = question;
        this.dimensions = dimensions;
        this.deadline = deadline;
        Map<Formula.Atom, Integer> found = new HashMap<>();
        List<Book> layers = definitions.layers();
        this.region = Formula.of(layers.size() - 1, question.region(), found);
        ask(layers.size() - 1, question.region(), true, found);
        for (int i = 0; i < layers.size(); i++) {
            for (Clause clause : layers.get(i).clauses()) {
                ask(i, clause.when(), clause.then() != Decision.ALLOW, found);
            }
            for (Delegation delegation : layers.get(i).delegations()) {
                ask(i, delegation.when(), false, found);
            }
        }
        Formula.Atom[] inOrder = new Formula.Atom[found.size()];
        found.forEach((atom, number) -> inOrder[number] = atom);
        this.atoms = List.of(inOrder);
        this.owners = atoms.stream().mapToInt(atom -> owner(atom.condition())).toArray();
        this.chosen = new int[dimensions.size()];
        Arrays.fill(chosen, -1);
        this.now = new byte[atoms.size()];
        Arrays.fill(now, (byte) Formula.ALL);
        dimensions.forEach(one -> known.add(new byte[one.cells().size() * 2][]));
    }

    private void ask(int layer, Condition when, boolean restricts, Map<Formula.Atom, Integer> found) {
        Formula formula = Formula.of(layer, when, found);
        BitSet uses = new BitSet();
        formula.collect(uses);
        numbers.put(when, asked.size());
        asked.add(new Asked(formula, restricts, uses));
    }

    private int owner(Condition condition) {
        for (int i = 0; i < dimensions.size(); i++) {
            if (dimensions.get(i).owns().test(condition)) {
                return i;
            }
        }
        throw new IllegalStateException("a condition that hangs on nothing; report this as a bug: " + condition);
    }

    Proof run() {
        // Verb and class first: what a resource answers, and what the defaults say, hangs on them.
        Set<List<Integer>> verbs = new HashSet<>();
        for (int verb = 0; verb < dimensions.get(0).cells().size() && !over(); verb++) {
            chosen[0] = verb;
            List<Integer> answers = answers(0, verb, all());
            answers.add(draft().verb == Verb.READ ? 1 : 0);
            if (verbs.add(answers)) {
                choose(0, verb, all());
                goThroughClasses();
            }
            forget(0);
        }
        if (counterexample.isPresent()) {
            return counterexample.get();
        }
        String note = note();
        return new Proof(
                note.isEmpty() ? Proof.Outcome.PROVEN : Proof.Outcome.UNDECIDED,
                Optional.empty(),
                Optional.empty(),
                cells,
                note);
    }

    private void goThroughClasses() {
        Set<List<Integer>> classes = new HashSet<>();
        for (int grade = 0; grade < dimensions.get(1).cells().size() && !over(); grade++) {
            chosen[1] = grade;
            List<Integer> answers = answers(1, grade, all());
            answers.addAll(weight(draft()));
            if (classes.add(answers)) {
                choose(1, grade, all());
                go(new byte[asked.size()]);
            }
            forget(1);
        }
    }

    /** What defaults, modes and the reach of rules make of a class. */
    private List<Integer> weight(Draft draft) {
        List<Integer> weight = new ArrayList<>();
        for (Book book : definitions.layers()) {
            weight.add(book.defaults().of(draft.reversibility).ordinal());
            weight.add(book.readOnly() && draft.inherent != Reversibility.READ_ONLY ? 1 : 0);
            reaches(book).forEach(upTo -> weight.add(upTo.isAtLeast(draft.inherent) ? 1 : 0));
        }
        return weight;
    }

    private static Set<Reversibility> reaches(Book book) {
        Set<Reversibility> all = EnumSet.noneOf(Reversibility.class);
        book.clauses().stream().filter(one -> one.then() == Decision.ALLOW).forEach(one -> all.add(one.upTo()));
        book.delegations().forEach(one -> all.add(one.upTo()));
        return all;
    }

    private String note() {
        if (late) {
            return "the time was up";
        }
        if (unconfirmed.isPresent()) {
            return "there may be such a call, but none could be made up; it would be like this: " + unconfirmed.get();
        }
        return dimensions.stream()
                .filter(one -> !one.complete())
                .findFirst()
                .map(one -> "there are more kinds of " + one.name() + " than could be gone through")
                .orElse("");
    }

    private boolean over() {
        late = late || System.nanoTime() > deadline;
        return late || counterexample.isPresent();
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, atoms.size());
        return all;
    }

    private void choose(int dimension, int cell, BitSet open) {
        chosen[dimension] = cell;
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            if (owners[i] == dimension) {
                now[i] = (byte) (1 << truth(i, dimension, cell));
            }
        }
    }

    private void forget(int dimension) {
        chosen[dimension] = -1;
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] == dimension) {
                now[i] = Formula.ALL;
            }
        }
    }

    /** @param before what is known of each that is asked: truths as bits, 0 where that is to be found out */
    private void go(byte[] before) {
        if (over() || region.may(now) == Formula.FALSE) {
            return;
        }
        byte[] may = before.clone();
        BitSet open = new BitSet();
        BitSet about = new BitSet();
        BitSet restricting = new BitSet();
        for (int i = 0; i < may.length; i++) {
            Asked one = asked.get(i);
            if (may[i] != 0 && isDecided(one, may[i])) {
                continue;
            }
            may[i] = (byte) one.when().may(now);
            if (!isDecided(one, may[i])) {
                open.or(one.atoms());
                // What it is about first, then what may still forbid it: the less is left to go into.
                if (i == 0) {
                    about.or(one.atoms());
                } else if (one.restricts()) {
                    restricting.or(one.atoms());
                }
            }
        }
        boolean mayBreak = breaks(may);
        if (open.isEmpty()) {
            cells++;
        }
        if (!mayBreak) {
            return;
        }
        int dimension = next(about.isEmpty() ? restricting.isEmpty() ? open : restricting : about);
        dimension = dimension < 0 ? next(open) : dimension;
        if (dimension < 0) {
            confirm();
            return;
        }
        Set<List<Integer>> seen = new HashSet<>();
        for (int cell = 0; cell < dimensions.get(dimension).cells().size() && !over(); cell++) {
            if (seen.add(answers(dimension, cell, open))) {
                choose(dimension, cell, open);
                go(may);
                forget(dimension);
            }
        }
    }

    private static boolean isDecided(Asked one, int may) {
        return one.restricts()
                ? (may & Formula.FALSE) == 0 || may == Formula.FALSE
                : may == Formula.TRUE || (may & Formula.TRUE) == 0;
    }

    /** The smallest that these ask about and nobody has chosen yet; -1 where there is none. */
    private int next(BitSet open) {
        int smallest = -1;
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            boolean smaller = smallest < 0
                    || dimensions.get(owners[i]).cells().size()
                            < dimensions.get(smallest).cells().size();
            smallest = chosen[owners[i]] < 0 && smaller ? owners[i] : smallest;
        }
        return smallest;
    }

    /** What a cell answers to all that is still open, and to the limits of the defaults. */
    private List<Integer> answers(int dimension, int cell, BitSet open) {
        List<Integer> answers = new ArrayList<>();
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            if (owners[i] == dimension) {
                answers.add(truth(i, dimension, cell));
            }
        }
        if (dimensions.get(dimension).name().equals("preview")) {
            Draft draft = new Draft();
            dimensions.get(dimension).cells().get(cell).write().accept(draft);
            boolean exact = draft.fidelity.equals(Optional.of(Preview.Fidelity.EXACT));
            definitions
                    .layers()
                    .forEach(book -> answers.add(
                            exact
                                            && draft.previewCount
                                                    <= book.defaults().limits().effects()
                                            && draft.previewBytes
                                                    <= book.defaults().limits().bytes()
                                    ? 1
                                    : 0));
        }
        return answers;
    }

    /** The ordinal of what an atom is in a cell; made out once. */
    private int truth(int atom, int dimension, int cell) {
        Cell of = dimensions.get(dimension).cells().get(cell);
        Draft draft = new Draft();
        dimensions.get(0).cells().get(dimension == 0 ? cell : chosen[0]).write().accept(draft);
        byte @Nullable [][] rows = known.get(dimension);
        int row = cell * 2 + (draft.verb == Verb.READ ? 1 : 0);
        byte[] truths = rows[row];
        if (truths == null) {
            truths = new byte[atoms.size()];
            rows[row] = truths;
        }
        if (truths[atom] == 0) {
            Condition condition = atoms.get(atom).condition();
            Truth instead = of.instead().get(condition);
            if (instead == null) {
                of.write().accept(draft);
                instead = definitions
                        .exact()
                        .truth(atoms.get(atom).layer(), condition, draft.evidence(), Optional.of(draft.effect()));
            }
            truths[atom] = (byte) (instead.ordinal() + 1);
        }
        return truths[atom] - 1;
    }

    /** Whether the softest that may come out breaks it, when the uppermost layer alone is as strict as it may be. */
    private boolean breaks(byte[] may) {
        Draft draft = draft();
        if (draft.previewCount > 0 || draft.previewBytes > 0) {
            // What the preview counts is no other effect: of several effects each is looked at for itself.
            draft.count = draft.previewCount;
            draft.bytes = draft.previewBytes;
        }
        Evidence evidence = draft.evidence();
        Verdict softest = definitions.softest().decide(evidence, (layer, when, same, effect) -> soft(may, when));
        Verdict upper = definitions.softestUpper().decide(evidence, (layer, when, same, effect) -> strict(may, when));
        return question.broken().test(softest, upper);
    }

    private Truth soft(byte[] may, Condition when) {
        int number = Objects.requireNonNull(numbers.get(when), "a condition of somebody else");
        return asked.get(number).restricts()
                ? (may[number] & Formula.FALSE) != 0 ? Truth.FALSE : Truth.TRUE
                : (may[number] & Formula.TRUE) != 0 ? Truth.TRUE : Truth.FALSE;
    }

    private Truth strict(byte[] may, Condition when) {
        int number = Objects.requireNonNull(numbers.get(when), "a condition of somebody else");
        return asked.get(number).restricts()
                ? may[number] == Formula.FALSE ? Truth.FALSE : Truth.TRUE
                : may[number] == Formula.TRUE ? Truth.TRUE : Truth.FALSE;
    }

    private Draft draft() {
        Draft draft = new Draft();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= 0) {
                dimensions.get(i).cells().get(chosen[i]).write().accept(draft);
            }
        }
        return draft;
    }

    /** Everybody has answered, and it breaks. Is there a call that shows it? */
    private void confirm() {
        Draft draft = draft();
        Draft alike = draft();
        alike.count = alike.previewCount;
        alike.bytes = alike.previewBytes;
        for (Draft one : List.of(draft, alike)) {
            Evidence evidence = one.evidence();
            Verdict verdict = definitions.exact().decide(evidence);
            boolean inRegion = evidence.effects().stream().anyMatch(effect -> isInRegion(evidence, effect));
            if (inRegion
                    && question.broken().test(verdict, definitions.exactUpper().decide(evidence))) {
                counterexample = Optional.of(new Proof(
                        Proof.Outcome.COUNTEREXAMPLE, Optional.of(evidence), Optional.of(verdict), cells, ""));
                return;
            }
        }
        unconfirmed = unconfirmed.isPresent() ? unconfirmed : Optional.of(draft);
    }

    private boolean isInRegion(Evidence evidence, Effect effect) {
        int lowest = definitions.layers().size() - 1;
        return definitions.exact().truth(lowest, question.region(), evidence, Optional.of(effect)) != Truth.FALSE;
    }
}
