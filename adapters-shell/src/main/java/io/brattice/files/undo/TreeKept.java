package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.files.store.Before;
import io.brattice.files.store.Blobs;
import io.brattice.files.store.Snapshots;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Change;
import io.brattice.files.tree.Difference;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Inventory;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /** A call may leave more than it found. */
    private static final int WIDER = 8;

    private static final String BEFORE = "before";
    private static final String HELD = "left-";

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
        Store store = store();
        if (!store.reaches(path)) {
            throw new IOException(
                    "`" + path + "` is on another file system than the store; open a store on the same one");
        }
        mishap.mayStrike();
        Files.createDirectory(aside);
        mishap.mayStrike();
        Manifest before = Snapshots.in(store).within(extent).without(without).take(path);
        write(before, BEFORE, mishap);
    }

    /** Only now, since it changes what was judged of the files: when anything about them changed last. */
    @Override
    public void perform() throws IOException, StaleException {
        perform(TreeWork.Mishap.NONE);
    }

    void perform(TreeWork.Mishap mishap) throws IOException, StaleException {
        OtherNames.hold(kept(), aside, mishap);
    }

    @Override
    public void takeBack() throws IOException {
        try {
            OtherNames.release(kept(), aside, TreeWork.Mishap.NONE);
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Half of one is told by its digest, and nobody has been told to rely on it. */
    private void write(Manifest manifest, String name, TreeWork.Mishap mishap) throws IOException {
        mishap.mayStrike();
        Path file = aside.resolve(name);
        Files.write(file, manifest.bytes());
        mishap.mayStrike();
        Store.force(file);
        Store.force(aside);
    }

    /** The digest of the state that is there now, which is written down on the shelf; {@link Step#UNKNOWN} where it cannot be told. */
    @Override
    public String left() throws IOException {
        return left(TreeWork.Mishap.NONE);
    }

    String left(TreeWork.Mishap mishap) throws IOException {
        Manifest after;
        try {
            after = now();
        } catch (IOException e) {
            return UNKNOWN;
        }
        String digest = after.digest().hex();
        holdings(after, digest, mishap);
        write(after, after(digest), mishap);
        return digest;
    }

    /** Before the state itself, so that whoever reads that one finds these. */
    private void holdings(Manifest after, String digest, TreeWork.Mishap mishap) throws IOException {
        try {
            Map<String, String> left = new TreeMap<>(OtherNames.left(kept(), after, aside));
            for (String name : after.entries().keySet()) {
                if (GitIndex.is(name)) {
                    left.put(name, GitIndex.meaning(path.resolve(name)));
                }
            }
            if (!left.isEmpty()) {
                mishap.mayStrike();
                Files.write(aside.resolve(HELD + digest), OtherNames.text(left));
            }
        } catch (StaleException e) {
            // What was kept is gone, and nothing will be taken back.
        }
    }

    private static String after(String digest) {
        return "after-" + digest;
    }

    /**
     * What the call changed, as far as it is known.
     *
     * @param left what {@link #left} said
     * @throws StaleException when it was not told
     */
    public Difference changes(String left) throws IOException, StaleException {
        return Difference.of(
                kept(),
                after(left, kept())
                        .orElseThrow(() -> new StaleException("what the call left in `" + path + "` is not known")));
    }

    /** What was kept: known once {@link #keep} has returned. */
    public Manifest state() throws IOException {
        try {
            return kept();
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Collection<String> references() throws IOException {
        try {
            return kept().entries().values().stream()
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
            Manifest before = kept();
            Manifest after = left.equals(UNKNOWN) ? told() : read(after(left), left);
            Blobs blobs = store().blobs();
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
        Manifest before = kept();
        TreePlan plan = plan(left, before, told());
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
            return plan(left, kept(), told()).lines(MOST_LINES);
        } catch (StaleException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void undo(String left) throws IOException {
        undo(left, TreeWork.Mishap.NONE);
    }

    void undo(String left, TreeWork.Mishap mishap) throws IOException {
        try {
            Store.refuseLinkedParent(path);
            Manifest before = kept();
            Manifest now = told();
            TreePlan plan = plan(left, before, now);
            mishap.mayStrike();
            Path away = Attempts.begin(aside, plan.restored(), mishap);
            new TreeWork(before, now, plan, away, store().blobs(), mishap).run();
            OtherNames.release(before, aside, mishap);
        } catch (StaleException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private TreePlan plan(String left, Manifest before, Manifest now) throws IOException, StaleException {
        Optional<Manifest> after = after(left, before);
        Map<String, String> noted = OtherNames.read(aside.resolve(HELD + left));
        OtherNames others = OtherNames.of(before, after, now, aside, noted, Attempts.writing(aside));
        Set<String> refreshed = new TreeSet<>();
        for (String name : now.entries().keySet()) {
            if (GitIndex.is(name) && GitIndex.meaning(path.resolve(name)).equals(noted.get(name))) {
                refreshed.add(name);
            }
        }
        return new TreePlan(before, after, now, Attempts.begun(aside), others, refreshed, store().blobs()::has);
    }

    private Manifest kept() throws StaleException {
        return read(BEFORE, "");
    }

    private Optional<Manifest> after(String left, Manifest before) throws StaleException {
        if (left.equals(UNKNOWN)) {
            return Optional.empty();
        }
        Manifest after = read(after(left), left);
        if (!after.excluded().equals(before.excluded())) {
            throw new StaleException("what was kept of `" + path + "` does not fit what the call left");
        }
        return Optional.of(after);
    }

    private Manifest read(String name, String digest) throws StaleException {
        Path file = aside.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StaleException("what was kept of `" + path + "` is no longer in the store");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            Manifest manifest = Manifest.parse(bytes);
            boolean same = digest.isEmpty() || Digest.of(bytes).hex().equals(digest);
            if (same && manifest.root().equals(path)) {
                return manifest;
            }
        } catch (IOException e) {
            throw stale("what was kept of `" + path + "` cannot be read any more: " + e.getMessage(), e);
        }
        throw new StaleException("what was kept of `" + path + "` is not what it was");
    }

    /** What is there now, where an undo asks. */
    private Manifest told() throws StaleException {
        try {
            return now();
        } catch (IOException e) {
            throw stale(String.valueOf(e.getMessage()), e);
        }
    }

    private Manifest now() throws IOException {
        return Snapshots.in(store())
                .within(extent.times(WIDER))
                .without(without)
                .look(path);
    }

    private static StaleException stale(String why, IOException cause) {
        StaleException stale = new StaleException(why);
        stale.initCause(cause);
        return stale;
    }

    private Store store() throws IOException {
        Path folder = Store.parent(Store.parent(aside));
        if (!Files.isDirectory(folder)) {
            throw new IOException("the store `" + folder + "` is no longer there");
        }
        return Store.in(folder);
    }

    @Override
    public String summary() {
        return "puts `" + Step.shown(path) + "` back as it was";
    }
}
