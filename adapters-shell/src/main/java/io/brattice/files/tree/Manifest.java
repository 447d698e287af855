package io.brattice.files.tree;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a tree held, told but not kept: what was seen of each thing, the digest of each file, where each link led, the user's
 * attributes, and which names were of one file.
 */
public final class Manifest {

    /** A file, told from all others of the machine. */
    private record Inode(long device, long number) {}

    /**
     * One thing.
     *
     * @param sighting with what it holds
     * @param attributes the user's extended attributes
     */
    public record Entry(Sighting sighting, Map<String, String> attributes) {

        /** That nothing is there. */
        public static final Entry NOTHING = new Entry(Sighting.NOTHING, Map.of());

        public Entry {
            Objects.requireNonNull(sighting, "sighting");
            attributes = Map.copyOf(attributes);
        }

        /** What sort of thing it is. */
        public Sighting.Kind kind() {
            return sighting.kind();
        }

        /**
         * True when the two would be taken for the same by whoever looks. The times of folders do not count; those of links do to the
         * microsecond, which is as well as they can be set.
         */
        public boolean isLike(Entry other) {
            boolean link = kind() == Sighting.Kind.LINK;
            return sighting.isLike(other.sighting)
                    && attributes.equals(other.attributes)
                    && (!link || isSetLike(sighting, other.sighting));
        }

        private static boolean isSetLike(Sighting one, Sighting other) {
            return one.uid() == other.uid()
                    && one.gid() == other.gid()
                    && Math.floorDiv(one.modified(), 1_000) == Math.floorDiv(other.modified(), 1_000);
        }
    }

    private final Path root;
    private final long began;
    private final Set<String> excluded;
    private final NavigableMap<String, Entry> entries;
    private final Map<Inode, SortedSet<String>> shared = new HashMap<>();

    /**
     * @param began when the looking began, in nanoseconds since 1970
     * @param excluded names below the root that were not looked at
     * @param entries by their name below the root
     */
    public Manifest(Path root, long began, Set<String> excluded, Map<String, Entry> entries) {
        this.root = root;
        this.began = began;
        this.excluded = Collections.unmodifiableSortedSet(new TreeSet<>(excluded));
        this.entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
        this.entries.forEach((name, entry) -> {
            if (entry.kind() == Sighting.Kind.FILE && entry.sighting().links() > 1) {
                shared.computeIfAbsent(inode(entry.sighting()), none -> new TreeSet<>())
                        .add(name);
            }
        });
    }

    private static Inode inode(Sighting sighting) {
        return new Inode(sighting.device(), sighting.inode());
    }

    public Path root() {
        return root;
    }

    public long began() {
        return began;
    }

    public Set<String> excluded() {
        return excluded;
    }

    /** Everything, a folder before what is in it; the root is the empty name. */
    public NavigableMap<String, Entry> entries() {
        return entries;
    }

    /** What was at a name; {@link Entry#NOTHING} where nothing was. */
    public Entry at(String name) {
        return entries.getOrDefault(name, Entry.NOTHING);
    }

    /** The names in this tree of the file at a name, itself among them; empty where there is no file. */
    public SortedSet<String> twins(String name) {
        Entry entry = at(name);
        if (entry.kind() != Sighting.Kind.FILE) {
            return Collections.emptySortedSet();
        }
        SortedSet<String> alone = new TreeSet<>(Set.of(name));
        return Collections.unmodifiableSortedSet(shared.getOrDefault(inode(entry.sighting()), alone));
    }

    /** Its compact form, which {@link #parse} reads. */
    public byte[] bytes() throws IOException {
        return ManifestForm.bytes(this);
    }

    /**
     * Reads what {@link #bytes} wrote, and checks that it is all there.
     *
     * @throws IOException when it is damaged, or of another version
     */
    public static Manifest parse(byte[] bytes) throws IOException {
        return ManifestForm.parse(bytes);
    }

    /** Names its compact form. */
    public Digest digest() throws IOException {
        return Digest.of(bytes());
    }
}
