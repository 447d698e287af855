package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.files.store.Blobs;
import io.brattice.files.store.Snapshots;
import io.brattice.files.store.Step;
import io.brattice.files.store.Store;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The states of a folder that a call had to do with: the one before it and the one that it left, as they are written down on its shelf, and the one
 * that is there now.
 *
 * @param path the folder
 * @param aside a folder on the shelf of the call
 * @param without names below the folder that are no part of it
 * @param extent what is kept at most
 */
record TreeShelf(Path path, Path aside, Set<String> without, Extent extent) {

    /** A call may leave more than it found. */
    private static final int WIDER = 8;

    private static final String BEFORE = "before";
    private static final String AFTER = "after-";
    private static final String HELD = "left-";

    /** Keeps the state that is there now as the one before the call. */
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

    /** Writes down the state that is there now as the one that the call left: its digest, or {@link Step#UNKNOWN} where it cannot be told. */
    String left(TreeWork.Mishap mishap) throws IOException {
        Manifest after;
        try {
            after = look();
        } catch (IOException e) {
            return Step.UNKNOWN;
        }
        String digest = after.digest().hex();
        note(after, digest, mishap);
        write(after, AFTER + digest, mishap);
        return digest;
    }

    /** Before the state itself, so that whoever reads that one finds these. */
    private void note(Manifest after, String digest, TreeWork.Mishap mishap) throws IOException {
        try {
            Map<String, String> left = new TreeMap<>(OtherNames.left(before(), after, aside));
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

    /** Half of one is told by its digest, and nobody has been told to rely on it. */
    private void write(Manifest manifest, String name, TreeWork.Mishap mishap) throws IOException {
        mishap.mayStrike();
        Path file = aside.resolve(name);
        Files.write(file, manifest.bytes());
        mishap.mayStrike();
        Store.force(file);
        Store.force(aside);
    }

    /**
     * The state before the call.
     *
     * @throws StaleException where it is gone, or not what it was
     */
    Manifest before() throws StaleException {
        return read(BEFORE, "");
    }

    /** The state that the call left after another one, by what {@link #left} said; empty where it was not told. */
    Optional<Manifest> after(String left, Manifest before) throws StaleException {
        if (left.equals(Step.UNKNOWN)) {
            return Optional.empty();
        }
        Manifest after = read(AFTER + left, left);
        if (!after.excluded().equals(before.excluded())) {
            throw new StaleException("what was kept of `" + path + "` does not fit what the call left");
        }
        return Optional.of(after);
    }

    /** What was noted besides the state that the call left: what an index means, and what files hold that have names elsewhere. */
    Map<String, String> noted(String left) throws IOException {
        return OtherNames.read(aside.resolve(HELD + left));
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

    /** The state that is there now, where an undo asks. */
    Manifest now() throws StaleException {
        try {
            return look();
        } catch (IOException e) {
            throw stale(String.valueOf(e.getMessage()), e);
        }
    }

    private Manifest look() throws IOException {
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

    /** The bytes of files. */
    Blobs blobs() throws IOException {
        return store().blobs();
    }

    private Store store() throws IOException {
        Path folder = Store.parent(Store.parent(aside));
        if (!Files.isDirectory(folder)) {
            throw new IOException("the store `" + folder + "` is no longer there");
        }
        return Store.in(folder);
    }
}
