package io.brattice.files.store;

import io.brattice.StaleException;
import io.brattice.files.tree.Content;
import io.brattice.files.tree.Extent;
import io.brattice.files.tree.Manifest;
import io.brattice.files.tree.Scan;
import io.brattice.files.tree.Sighting;
import io.brattice.files.tree.UserAttributes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * States of whole trees. Against the last one that was kept, only what differs is read and kept.
 *
 * <p>A file counts as known when nothing the system keeps of it differs, its change time among it: the modification time alone can be set by
 * anybody. What was changed about when the last look began is read again, because a clock does not tell everything apart. Not noticed is a
 * write through memory that was mapped, and written to, before the last look; nor one after the system's clock was set back to the very instant.
 *
 * <p>What others do while a state is taken may be in it or not. A file that is changed while it is read is read again, and then refused.
 */
public final class Snapshots {

    /** Clocks of file systems tick up to every 10 ms; those that know only seconds, up to every two. */
    private static final long TICK = 50_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final int ATTEMPTS = 3;

    private final Store store;
    private final Extent extent;
    private final Set<String> excluded;
    private final KnownTrees known;

    private Snapshots(Store store, Extent extent, Set<String> excluded, KnownTrees known) {
        this.store = store;
        this.extent = extent;
        this.excluded = new TreeSet<>(excluded);
        this.known = known;
    }

    /** States whose content is kept in a store. */
    public static Snapshots in(Store store) {
        return new Snapshots(
                store, Extent.USUAL, Set.of(), new KnownTrees(store.root().resolve("trees")));
    }

    /** The same up to another extent. */
    public Snapshots within(Extent other) {
        return new Snapshots(store, other, excluded, known);
    }

    /** The same without some names below the root: they are no part of the state. */
    public Snapshots without(Set<String> names) {
        return new Snapshots(store, extent, names, known);
    }

    /**
     * Keeps the state of a tree, so that all of it can be put back. It is durable when this returns.
     *
     * @throws IOException when not everything can be kept, and why: nothing may rely on it then
     */
    public Manifest take(Path root) throws IOException {
        return state(root, true);
    }

    /**
     * Tells the state of a tree without keeping the content of what differs.
     *
     * @throws IOException when not everything can be looked at, and why
     */
    public Manifest look(Path root) throws IOException {
        return state(root, false);
    }

    private Manifest state(Path root, boolean keep) throws IOException {
        if (store.root().startsWith(root) || root.startsWith(store.root())) {
            throw new IOException("`" + root + "` and the store lie in each other; pass a folder apart from it");
        }
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Scan scan = Scan.of(root, extent, excluded);
            if (!scan.isComplete()) {
                why = scan.gaps().get(0);
                if (scan.vanished()) {
                    continue;
                }
                break;
            }
            try {
                Manifest before = known.of(root, excluded);
                Reading reading = new Reading(before, keep);
                Manifest now = reading.of(scan);
                if (keep
                        && (reading.fresh
                                || before.entries().size() != now.entries().size())) {
                    store.sync(); // before it counts as known: what is known is not kept again
                    known.remember(now);
                }
                return now;
            } catch (StaleException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        throw new IOException("the state of `" + root + "` cannot be " + (keep ? "kept" : "told") + ": " + why
                + "; work in a smaller or quieter folder");
    }

    /** One pass over what was seen. */
    private final class Reading {
        private final Manifest before;
        private final boolean keep;
        private final Map<String, Manifest.Entry> ofSeveralNames = new HashMap<>();
        private boolean fresh;

        Reading(Manifest before, boolean keep) {
            this.before = before;
            this.keep = keep;
        }

        Manifest of(Scan scan) throws IOException, StaleException {
            Map<String, Manifest.Entry> entries =
                    new LinkedHashMap<>(2 * scan.things().size());
            for (Map.Entry<String, Sighting> each : scan.things().entrySet()) {
                entries.put(each.getKey(), entry(scan.root(), each.getKey(), each.getValue()));
            }
            return new Manifest(scan.root(), scan.began(), excluded, entries);
        }

        private Manifest.Entry entry(Path root, String name, Sighting seen) throws IOException, StaleException {
            Manifest.Entry then = before.at(name);
            boolean same = seen.isUntouchedSince(then.sighting()) && isOlder(then.sighting(), before.began());
            if (same
                    && (!keep
                            || seen.kind() != Sighting.Kind.FILE
                            || store.blobs().has(then.sighting().held()))) {
                return then;
            }
            fresh = true;
            Path path = root.resolve(name);
            return switch (seen.kind()) {
                case FILE -> file(path, seen);
                case FOLDER -> new Manifest.Entry(seen, UserAttributes.of(path));
                case LINK -> new Manifest.Entry(seen, Map.of());
                case OTHER -> other(path, seen);
                case NOTHING -> throw new StaleException("`" + path + "` vanished while it was looked at");
            };
        }

        private Manifest.Entry other(Path path, Sighting seen) throws IOException {
            if (keep) {
                throw new IOException(
                        "`" + path + "` is a pipe, socket or device, which cannot be kept; move it elsewhere");
            }
            return new Manifest.Entry(seen, Map.of());
        }

        private Manifest.Entry file(Path path, Sighting seen) throws IOException, StaleException {
            String inode = seen.device() + ":" + seen.inode();
            Manifest.Entry twin = ofSeveralNames.getOrDefault(inode, Manifest.Entry.NOTHING);
            if (twin.sighting().isUntouchedSince(seen)) {
                return twin;
            }
            Sighting now = seen;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Manifest.Entry read = read(path, now);
                now = Sighting.of(path);
                if (now.isUntouchedSince(read.sighting())) {
                    if (now.links() > 1) {
                        ofSeveralNames.put(inode, read);
                    }
                    return read;
                }
                if (now.kind() != Sighting.Kind.FILE) {
                    break;
                }
            }
            throw new StaleException("`" + path + "` is changed all the time");
        }

        private Manifest.Entry read(Path path, Sighting seen) throws IOException, StaleException {
            try {
                String hash = keep ? store.blobs().put(path) : Content.hash(path);
                return new Manifest.Entry(seen.holding(hash), UserAttributes.of(path));
            } catch (NoSuchFileException e) {
                StaleException gone = new StaleException("`" + path + "` vanished while it was read");
                gone.initCause(e);
                throw gone;
            } catch (AccessDeniedException e) {
                throw new IOException("`" + path + "` cannot be read; make it readable or move it elsewhere", e);
            }
        }
    }

    /** True for what was changed so long before a moment that a change after it would show. */
    private static boolean isOlder(Sighting then, long began) {
        boolean wholeSeconds = then.changed() % SECOND == 0;
        return then.changed() < began - (wholeSeconds ? 2 * SECOND : TICK);
    }
}
