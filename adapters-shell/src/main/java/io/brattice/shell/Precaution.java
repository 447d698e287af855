package io.brattice.shell;

import io.brattice.files.store.Step;
import io.brattice.files.tree.Inventory;
import io.brattice.files.undo.TreeKept;
import io.brattice.shell.program.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For a line of which not all is known: whole folders are kept in place of paths, so that what a person said yes to can be taken back. The
 * class depends on it only where the line runs contained. Where a folder is kept whole nothing in it is kept by itself, as the two would undo one another.
 *
 * @param folders those that come into question, the workspace among them
 */
record Precaution(List<Path> folders) {

    static final Precaution NONE = new Precaution(List.of());

    private static final int MOST_FOLDERS = 4;

    Precaution {
        folders = folders.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .limit(MOST_FOLDERS)
                .toList();
    }

    /** The folders that are small and plain enough, none of them in another. Goes through all of them. */
    List<Path> fitting() {
        List<Path> fitting = new ArrayList<>();
        for (Path folder : folders) {
            boolean within = fitting.stream().anyMatch(folder::startsWith);
            if (!within && fits(folder)) {
                fitting.add(folder);
            }
        }
        return fitting;
    }

    private static boolean fits(Path folder) {
        try {
            Inventory there = Inventory.of(folder);
            return !there.isNothing() && TreeKept.fits(there);
        } catch (IOException e) {
            return false;
        }
    }

    /** The same decision, with these folders kept whole. */
    static Decided covered(Decided before, List<Path> whole) {
        if (whole.isEmpty()) {
            return before;
        }
        List<Provision> provisions = new ArrayList<>();
        whole.forEach(folder -> provisions.add(
                Provision.of(Provision.Kind.TREE, folder).asked(before.sharing().isEmpty())));
        before.sharing()
                .ifPresent(sharing ->
                        sharing.files().forEach(file -> provisions.add(Provision.of(Provision.Kind.COPIED, file))));
        before.provisions().stream()
                .filter(provision ->
                        before.sharing().isEmpty() // in a cell they are all in what is shared, or are made there
                                && !isIn(provision.path(), whole)
                                && provision.to().filter(to -> isIn(to, whole)).isEmpty())
                .forEach(provisions::add);
        IdentityHashMap<io.brattice.shell.syntax.Command, List<Decided.Removed>> aside = new IdentityHashMap<>();
        before.aside().forEach((command, removed) -> {
            List<Decided.Removed> outside =
                    removed.stream().filter(each -> !isIn(each.path(), whole)).toList();
            if (!outside.isEmpty() && before.sharing().isEmpty()) {
                aside.put(command, outside);
            }
        });
        List<Prepared> parts =
                before.parts().stream().map(part -> without(part, whole)).toList();
        return new Decided(
                before.effects(),
                before.unclear(),
                before.reasons(),
                provisions,
                aside,
                parts,
                before.text(),
                before.seen(),
                before.doubtful(),
                before.precaution(),
                before.travels(),
                before.sharing());
    }

    private static Prepared without(Prepared part, List<Path> whole) {
        boolean inside = part.steps().stream()
                .anyMatch(step -> place(step).filter(path -> isIn(path, whole)).isPresent());
        return inside
                ? new Prepared(
                        part.effects(),
                        Set.of(),
                        List.of(),
                        part.fidelity(),
                        part.seen(),
                        part.text(),
                        part.reason(),
                        Optional.empty())
                : part;
    }

    private static Optional<Path> place(Step step) {
        Object place = step.note().getOrDefault("top", step.note().get("path"));
        return Optional.ofNullable(place).map(String::valueOf).map(Path::of);
    }

    private static boolean isIn(Path path, List<Path> whole) {
        return whole.stream().anyMatch(path::startsWith);
    }

    /** For the question: what will be kept, and what not. */
    String text(List<Path> fitting) {
        List<String> lines = new ArrayList<>();
        for (Path folder : folders) {
            if (fitting.contains(folder)) {
                lines.add("`" + Account.shown(folder) + "` is kept whole first, and an undo puts it back as it was");
            } else if (!isIn(folder, fitting)) {
                lines.add(
                        "`" + Account.shown(folder)
                                + "` is too large to be kept first, or holds what cannot be: what is changed in it cannot be taken back");
            }
        }
        return String.join("; ", lines);
    }
}
