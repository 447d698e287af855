package io.brattice.rulebook.prove;

import io.brattice.rulebook.decide.Conditions;
import io.brattice.rulebook.decide.ResourceText;
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

/** The names that a resource can have: known ones, folders that contain others, and those of which only the beginning is known. */
@SuppressWarnings("EnumOrdinal") // numbers for indexes in memory, which are never written down
final class ResourceDimension {

    private static final int MOST_FREE = 4;

    private final Set<Condition> atoms;
    private final Set<TextTest> tests;

    /** @param tests all that are asked of names, those of tiers among them */
    ResourceDimension(Set<Condition> atoms, Set<TextTest> tests) {
        this.atoms = atoms;
        this.tests = tests;
    }

    Dimension dimension() {
        List<TextTest> readable = new ArrayList<>();
        List<TextTest> others = new ArrayList<>();
        tests.forEach(test -> (TextCells.isReadable(test, true) ? readable : others).add(test));
        readable.addAll(Space.containers(tests));
        readable.addAll(ofRepositories(readable));
        List<Condition> free = new ArrayList<>();
        List<Condition> under = new ArrayList<>();
        for (Condition atom : atoms) {
            boolean tier = atom instanceof Condition.EffectTier;
            boolean resource = atom instanceof Condition.EffectResource;
            boolean open = resource && !Conditions.texts(atom).stream().allMatch(readable::contains);
            if (open || (tier && !others.isEmpty())) {
                free.add(atom);
            }
            if (tier || (resource && Conditions.texts(atom).get(0) instanceof TextTest.Under)) {
                under.add(atom);
            }
        }
        Optional<List<TextCells.Found>> names = TextCells.of(readable, Shapes.URI, true);
        List<Cell> cells = new ArrayList<>();
        for (TextCells.Found name : names.orElse(List.of())) {
            add(name.text(), free, under, cells);
        }
        others.forEach(test -> likely(test).forEach(name -> add(name, free, under, cells)));
        unresolved(cells);
        return new Dimension(
                "resource",
                one -> one instanceof Condition.EffectResource || one instanceof Condition.EffectTier,
                cells,
                names.isPresent() && free.size() <= MOST_FREE);
    }

    /** What is asked of a folder is also asked of the repository in it. */
    private static List<TextTest> ofRepositories(List<TextTest> tests) {
        List<TextTest> all = new ArrayList<>();
        for (TextTest test : tests) {
            boolean ofFiles = ResourceText.heads(test).stream()
                    .anyMatch(head -> head.startsWith("file:") || "file:".startsWith(head));
            if (!ofFiles) {
                continue;
            }
            if (test instanceof TextTest.Is is) {
                all.add(new TextTest.Is("git:" + is.text()));
            } else if (test instanceof TextTest.In in) {
                in.texts().forEach(text -> all.add(new TextTest.Is("git:" + text)));
            } else if (test instanceof TextTest.Prefix prefix) {
                all.add(new TextTest.Prefix("git:" + prefix.prefix()));
            } else if (test instanceof TextTest.Glob glob) {
                all.add(new TextTest.Glob("git:" + glob.pattern()));
            }
        }
        return all;
    }

    private static void add(String name, List<Condition> free, List<Condition> under, List<Cell> cells) {
        Cell cell = Cell.of(draft -> draft.uri = name);
        cells.add(cell);
        cells.addAll(answers(cell, free));
        if (name.startsWith("git:file:")) {
            // A path in it may go up, and then nobody knows what it is under.
            Map<Condition, Truth> unknown = new HashMap<>();
            under.forEach(atom -> unknown.put(atom, Truth.UNKNOWN));
            if (!unknown.isEmpty()) {
                cells.add(new Cell(cell.write(), unknown));
            }
        }
    }

    /** A tier that nobody can go through may also be unknown, which puts a name into what is asked about. */
    private static List<Cell> answers(Cell cell, List<Condition> free) {
        List<Cell> all = new ArrayList<>();
        if (free.isEmpty() || free.size() > MOST_FREE) {
            return all;
        }
        int ways = (int) Math.pow(3, free.size());
        for (int way = 0; way < ways; way++) {
            Map<Condition, Truth> instead = new HashMap<>();
            int rest = way;
            for (Condition atom : free) {
                instead.put(atom, Truth.values()[rest % 3]);
                rest /= 3;
            }
            all.add(new Cell(cell.write(), instead));
        }
        return all;
    }

    private static List<String> likely(TextTest test) {
        if (test instanceof TextTest.Cidr || test instanceof TextTest.Domain) {
            return TextDimension.likely(test).stream()
                    .map(host -> "host:" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host))
                    .toList();
        }
        return TextDimension.likely(test).stream()
                .filter(name -> name.matches("[a-z]+:[!-~]+") && !name.startsWith("file:"))
                .toList();
    }

    /** Each beginning of a name that patterns can tell from another; what follows is percent-encoded beyond recognition. */
    private void unresolved(List<Cell> cells) {
        Set<String> beginnings = new LinkedHashSet<>(List.of("", "other:"));
        Set<String> heads = new LinkedHashSet<>();
        tests.forEach(test -> heads.addAll(ResourceText.heads(test)));
        for (String head : heads) {
            for (int i = head.indexOf(':') + 1; i > 0 && i <= head.length(); i++) {
                beginnings.add(head.substring(0, i));
                beginnings.add(head.substring(0, i) + "~");
            }
        }
        beginnings.stream()
                .filter(one -> one.startsWith("file:"))
                .toList()
                .forEach(one -> beginnings.add("git:" + one));
        Set<List<Boolean>> seen = new LinkedHashSet<>();
        for (String beginning : beginnings) {
            String inner = beginning.startsWith("git:file:") ? beginning.substring("git:".length()) : "";
            List<Boolean> may = new ArrayList<>();
            heads.forEach(head -> {
                may.add(head.startsWith(beginning) || beginning.startsWith(head));
                may.add(!inner.isEmpty() && (head.startsWith(inner) || inner.startsWith(head)));
            });
            String name = beginning.isEmpty() ? "unknown:other" : beginning + "%61";
            if (seen.add(may) && isName(name)) {
                cells.add(Cell.of(draft -> draft.uri = name));
            }
        }
    }

    private static boolean isName(String name) {
        try {
            return !new io.brattice.action.Resource(name).uri().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
