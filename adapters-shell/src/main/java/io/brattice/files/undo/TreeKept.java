package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Before;
import io.brattice.files.store.Blobs;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Difference;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A whole folder, its state kept first: for a call of which it is known where it writes, and not what. Taking it back puts back, name by
 * name, what is still as the call left it, and moves into the store what is there instead. What somebody else changed since stays and is named.
 *
 * <p>Back come content, mode, owner, time, user attributes, links of both sorts, holes and empty folders. Not back come the system's attributes
 * and access lists. A file that has names outside the folder too is written back into, so that those see it as well; where the very file cannot be
 * found any more, what comes back is a file of its own.
 *
 * @param path the folder
 * @param aside a folder on the shelf of the call, on the same file system
 * @param without names below the folder that are no part of it
 * @param extent what is kept at most
 */
public record TreeKept(Path path, Path aside, Set<String> without, Extent extent) implements Step {

    static final String KIND = "tree";

    private static final int MOST_LINES = 20;

    public TreeKept {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(aside, "aside");
        Objects.requireNonNull(extent, "extent");
        without = Set.copyOf(without);
    }

    /** A whole folder, of the usual extent at most. */
    public TreeKept(Path path, Path aside) {
        this(path, aside, Set.of(), Extent.USUAL);
    }

    /** True when a folder is small and plain enough to be kept before a call. */
    public static boolean fits(Inventory folder) {
        return fits(folder, Extent.USUAL);
    }

    /** True when a folder is plain, and within some extent. */
    public static boolean fits(Inventory folder, Extent extent) {
        return folder.complete()
                && folder.oneDevice()
                && folder.ordinary()
                && folder.things() <= extent.things()
                && folder.bytes() <= extent.bytes();
    }

    /** Reads what {@link #note} wrote; how much was kept at most does not matter any more. */
    static TreeKept of(Map<?, ?> note) {
        Set<String> without = new TreeSet<>();
        if (note.get("without") instanceof List<?> names) {
            names.forEach(name -> without.add(String.valueOf(name)));
        }
        Path path = Path.of(Restoration.text(note, "path"));
        return new TreeKept(path, Path.of(Restoration.text(note, "aside")), without, Extent.USUAL);
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind",
                KIND,
                "path",
                path.toString(),
                "aside",
                aside.toString(),
                "without",
                List.copyOf(new TreeSet<>(without)));
    }

    @Override
    public void keep() throws IOException {
        keep(TreeWork.Mishap.NONE);
    }

    void keep(TreeWork.Mishap mishap) throws IOException {
        shelf().keep(mishap);
    }

    private TreeShelf shelf() {
        return new TreeShelf(path, aside, without, extent);
    }

    /** Only now, since it changes what was judged of the files: when anything about them changed last. */
    @Override
    public void perform() throws IOException, StaleException {
        perform(TreeWork.Mishap.NONE);
    }

    void perform(TreeWork.Mishap mishap) throws IOException, StaleException {
        OtherNames.hold(shelf().before(), aside, mishap);
    }

    @Override
    public void takeBack() throws IOException {
        try {
            OtherNames.release(shelf().before(), aside, TreeWork.Mishap.NONE);
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The digest of the state that is there now, which is written down on the shelf; {@link Step#UNKNOWN} where it cannot be told. */
    @Override
    public String left() throws IOException {
        return left(TreeWork.Mishap.NONE);
    }

    String left(TreeWork.Mishap mishap) throws IOException {
        return shelf().left(mishap);
    }

    /**
     * What the call changed, as far as it is known.
     *
     * @param left what {@link #left} said
     * @throws StaleException when it was not told
     */
    public Difference changes(String left) throws IOException, StaleException {
        Manifest before = shelf().before();
        return Difference.of(
                before,
                shelf().after(left, before)
                        .orElseThrow(() -> new StaleException("what the call left in `" + path + "` is not known")));
    }

    /** What was kept: known once {@link #keep} has returned. */
    public Manifest state() throws IOException {
        try {
            return shelf().before();
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Collection<String> references() throws IOException {
        try {
            return shelf().before().entries().values().stream()
                    .filter(entry -> entry.kind() == Sighting.Kind.FILE)
                    .map(entry -> entry.sighting().held())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What the call changed, or where that was not told what is not any more as it was before. */
    @Override
    public List<Before> before(String left) throws IOException {
        try {
            Manifest before = shelf().before();
            Manifest after = left.equals(UNKNOWN)
                    ? shelf().now()
                    : shelf().after(left, before).orElseThrow();
            Blobs blobs = shelf().blobs();
            return Difference.of(before, after).changes().stream()
                    .map(change -> before(change, blobs))
                    .toList();
        } catch (StaleException e) {
            return List.of(new Before(path, Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    private Before before(Change change, Blobs blobs) {
        Sighting was = change.before().sighting();
        Optional<Path> bytes = was.kind() == Sighting.Kind.FILE ? blobs.find(was.held()) : Optional.empty();
        return Before.seen(path.resolve(change.name()), was, bytes);
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        Store.refuseLinkedParent(path);
        Manifest before = shelf().before();
        TreePlan plan = plan(left, before, shelf().now());
        if (plan.restored().isEmpty() && plan.times().isEmpty() && !plan.left().isEmpty()) {
            List<String> lines = plan.lines(1);
            throw new StaleException(String.join(", ", lines));
        }
        for (String name : plan.restored()) {
            freed.add(path.resolve(name));
        }
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        try {
            return plan(left, shelf().before(), shelf().now()).lines(MOST_LINES);
        } catch (StaleException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> besides(String left) {
        try {
            List<String> names = plan(left, shelf().before(), shelf().now()).besides().stream()
                    .map(name -> "`" + Step.shown(path.resolve(name)) + "`")
                    .toList();
            return names.isEmpty()
                    ? List.of()
                    : List.of("this was changed since and not by the call, and stays: "
                            + String.join(", ", Roll.few(names)));
        } catch (StaleException | IOException e) {
            return List.of("what else was changed in `" + Step.shown(path) + "` cannot be told: " + e.getMessage());
        }
    }

    @Override
    public void undo(String left) throws IOException {
        undo(left, TreeWork.Mishap.NONE);
    }

    void undo(String left, TreeWork.Mishap mishap) throws IOException {
        try {
            Store.refuseLinkedParent(path);
            Manifest before = shelf().before();
            Manifest now = shelf().now();
            TreePlan plan = plan(left, before, now);
            mishap.mayStrike();
            Path away = Attempts.begin(aside, plan.restored(), mishap);
            new TreeWork(before, now, plan, away, shelf().blobs(), mishap).run();
            Set<String> names = new TreeSet<>(before.entries().keySet());
            names.addAll(now.entries().keySet());
            Attempts.release(aside, path, names, mishap);
            OtherNames.release(before, aside, mishap);
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private TreePlan plan(String left, Manifest before, Manifest now) throws IOException, StaleException {
        TreeShelf shelf = shelf();
        Optional<Manifest> after = shelf.after(left, before);
        Map<String, String> noted = shelf.noted(left);
        OtherNames others = OtherNames.of(before, after, now, aside, noted, Attempts.writing(aside));
        Set<String> refreshed = new TreeSet<>();
        for (String name : now.entries().keySet()) {
            if (GitIndex.is(name) && GitIndex.meaning(path.resolve(name)).equals(noted.get(name))) {
                refreshed.add(name);
            }
        }
        return new TreePlan(before, after, now, Attempts.begun(aside), others, refreshed, shelf.blobs()::has);
    }

    @Override
    public String summary() {
        return "puts `" + Step.shown(path) + "` back as it was";
    }
}
