package io.brattice.action;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object: members in canonical order, and values that are themselves immutable.
 *
 * <p>Look-up is a binary search over names, so no choice of names makes it slow.
 */
final class JsonObject extends AbstractMap<String, @Nullable Object> {
    /** {@link String#compareTo} compares UTF-16 code units, which is the order of RFC 8785. */
    private static final Comparator<Entry<String, @Nullable Object>> CANONICAL_ORDER = Entry.comparingByKey();

    private final Entry<String, @Nullable Object>[] members;

    private JsonObject(Entry<String, @Nullable Object>[] members) {
        this.members = members;
    }

    /** The members in the order in which they come, at most one of each name. */
    static final class Builder {
        private final List<Entry<String, @Nullable Object>> members = new ArrayList<>();

        /** The value must be immutable. */
        void add(String name, @Nullable Object value) {
            members.add(new SimpleImmutableEntry<>(name, value));
        }

        /** Whatever was added, in canonical order; refuses at the cursor if a name was added twice. */
        JsonObject build(Cursor at) {
            @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays; nothing else goes in
            Entry<String, @Nullable Object>[] sorted = members.toArray(new Entry[0]);
            Arrays.sort(sorted, CANONICAL_ORDER);
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i].getKey().equals(sorted[i - 1].getKey())) {
                    throw at.refusal(
                            "duplicate key `" + Unicode.visible(sorted[i].getKey()) + "`", "pass each key once");
                }
            }
            return new JsonObject(sorted);
        }
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int index = indexOf(name);
        return index < 0 ? null : members[index].getValue();
    }

    private int indexOf(@Nullable Object name) {
        return name instanceof String text ? indexOf(text) : -1;
    }

    /** By hand: {@link Arrays#binarySearch} would want an entry to compare with, and every decision looks arguments up. */
    private int indexOf(String text) {
        int low = 0;
        int high = members.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = members[middle].getKey().compareTo(text);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, @Nullable Object>> iterator() {
                return Arrays.asList(members).iterator();
            }

            @Override
            public int size() {
                return members.length;
            }
        };
    }
}
