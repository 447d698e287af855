package io.brattice.rulebook.prove;

import io.brattice.action.Caller;
import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Condition.CallerIs.Field;
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
import java.util.function.Consumer;

/** The facts about a caller. */
final class CallerDimensions {

    private static final int MOST_SETS = 10;

    private final Set<Condition> atoms;

    CallerDimensions(Set<Condition> atoms) {
        this.atoms = atoms;
    }

    List<Dimension> all() {
        List<Dimension> all = new ArrayList<>();
        List<Cell> kinds = new ArrayList<>();
        for (Caller.Kind kind : Caller.Kind.values()) {
            kinds.add(Cell.of(draft -> draft.kind = kind));
        }
        all.add(new Dimension("kind", one -> asks(one, Field.KIND), kinds, true));
        all.add(text(Field.AGENT, (draft, text) -> draft.agent = text, Optional.empty()));
        all.add(text(Field.TENANT, (draft, text) -> draft.tenant = text, Optional.of(draft -> draft.tenant = "")));
        all.add(text(Field.SESSION, (draft, text) -> draft.session = text, Optional.of(draft -> draft.session = "")));
        all.add(text(
                Field.ON_BEHALF_OF,
                (draft, text) -> draft.onBehalfOf = Optional.of(text),
                Optional.of(draft -> draft.onBehalfOf = Optional.empty())));
        all.add(text(
                Field.PARENT,
                (draft, text) -> draft.parent = Optional.of(text),
                Optional.of(draft -> draft.parent = Optional.empty())));
        all.add(texts(Field.ROLE, (draft, names) -> draft.roles = names));
        all.add(texts(Field.TAINT, (draft, names) -> draft.taint = names));
        return all;
    }

    private static boolean asks(Condition condition, Field field) {
        return condition instanceof Condition.CallerIs caller && caller.field() == field;
    }

    private Dimension text(Field field, BiConsumer<Draft, String> write, Optional<Consumer<Draft>> none) {
        Dimension texts = new TextDimension(atoms).of(field.name(), one -> asks(one, field), Shapes.FACT, write);
        List<Cell> cells = new ArrayList<>();
        none.ifPresent(absent -> cells.add(Cell.of(absent)));
        cells.addAll(texts.cells());
        return new Dimension(texts.name(), texts.owns(), cells, texts.complete());
    }

    /** Any of the conditions may hold beside any other; where one name alone makes it so, that is an example. */
    private Dimension texts(Field field, BiConsumer<Draft, Set<String>> write) {
        List<Condition> asked = atoms.stream().filter(one -> asks(one, field)).toList();
        Set<TextTest> tests = new LinkedHashSet<>();
        asked.forEach(one -> tests.addAll(Conditions.texts(one)));
        List<String> names = TextDimension.texts(tests, Shapes.FACT).orElse(List.of());
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(draft -> write.accept(draft, Set.of())));
        names.forEach(name -> cells.add(Cell.of(draft -> write.accept(draft, Set.of(name)))));
        cells.add(Cell.of(draft -> write.accept(draft, Set.copyOf(names))));
        boolean complete = asked.size() <= MOST_SETS;
        boolean open = asked.size() > 1 || !tests.stream().allMatch(test -> TextCells.isReadable(test, false));
        for (int mask = 0; complete && open && mask < 1 << asked.size(); mask++) {
            Map<Condition, Truth> instead = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                instead.put(asked.get(i), Truth.of((mask >> i & 1) == 1));
            }
            cells.add(new Cell(draft -> write.accept(draft, Set.of()), instead));
        }
        return new Dimension(field.name(), one -> asks(one, field), cells, complete);
    }
}
