package io.brattice.rulebook.prove;

import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What hangs on the clock, on the past, on lists in arguments and on command lines: any answer may go with any other. */
final class OtherDimensions {

    private static final int MOST_TIMES = 10;

    private final Set<Condition> atoms;

    OtherDimensions(Set<Condition> atoms) {
        this.atoms = atoms;
    }

    List<Dimension> all() {
        List<Dimension> all = new ArrayList<>();
        all.add(time());
        for (Condition atom : atoms) {
            boolean star = atom instanceof Condition.Argument argument
                    && argument.path().contains("*");
            boolean past = atom instanceof Condition.Lately || atom instanceof Condition.Recreated;
            if (star || past || atom instanceof Condition.Command) {
                all.add(alone(atom));
            }
        }
        return all;
    }

    private static Dimension alone(Condition atom) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(draft -> {}));
        if (atom instanceof Condition.Command command) {
            cells.add(Cell.of(draft -> draft.argument(List.of("command"), line(command))));
        }
        cells.add(new Cell(draft -> {}, Map.of(atom, Truth.TRUE)));
        cells.add(new Cell(draft -> {}, Map.of(atom, Truth.FALSE)));
        return new Dimension(atom.getClass().getSimpleName(), atom::equals, cells, true);
    }

    /** A line that such a condition should hold for, if its reader understands it. */
    private static String line(Condition.Command command) {
        List<String> words = new ArrayList<>();
        words.add(command.program().flatMap(OtherDimensions::word).orElse("true"));
        command.subcommand().flatMap(OtherDimensions::word).ifPresent(words::add);
        words.addAll(command.options());
        return String.join(" ", words);
    }

    private static Optional<String> word(TextTest test) {
        return test instanceof TextTest.Is is
                ? Optional.of(is.text())
                : test instanceof TextTest.In in ? in.texts().stream().findFirst() : Optional.empty();
    }

    private Dimension time() {
        List<Condition> asked =
                atoms.stream().filter(OtherDimensions::asksForTheTime).toList();
        Set<Instant> instants = new TreeSet<>();
        Set<Instant> days = new TreeSet<>(Set.of(new Draft().at));
        for (Condition one : asked) {
            if (one instanceof Condition.Between between) {
                days.addAll(Set.of(
                        between.from(),
                        between.from().minusSeconds(1),
                        between.until(),
                        between.until().minusSeconds(1)));
            }
        }
        instants.addAll(days);
        for (Instant day : days) {
            for (int i = -1; i < 8; i++) {
                Instant other = day.plus(Duration.ofDays(i));
                asked.forEach(one -> {
                    if (one instanceof Condition.Window window) {
                        ZonedDateTime there = other.atZone(window.zone());
                        instants.add(there.with(window.from()).toInstant());
                        instants.add(there.with(window.to()).toInstant());
                    }
                });
            }
        }
        List<Cell> cells = new ArrayList<>();
        instants.forEach(at -> cells.add(Cell.of(draft -> draft.at = at)));
        boolean complete = asked.size() <= MOST_TIMES;
        for (int mask = 0; complete && !asked.isEmpty() && mask < 1 << asked.size(); mask++) {
            Map<Condition, Truth> instead = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                instead.put(asked.get(i), Truth.of((mask >> i & 1) == 1));
            }
            cells.add(new Cell(draft -> {}, instead));
        }
        return new Dimension("time", OtherDimensions::asksForTheTime, cells, complete);
    }

    private static boolean asksForTheTime(Condition condition) {
        return condition instanceof Condition.Window || condition instanceof Condition.Between;
    }
}
