package io.brattice.rulebook.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds what a name could fit by what the patterns begin with: one look for each different length of a beginning, whatever
 * their number, and one for what lies inside of the name.
 */
final class HeadTable<T> {

    /** Lists of what was found, for one thread, used again and again. */
    static final class Found {
        Object[][] groups = new Object[8][];
        int size;

        void add(Object[] group) {
            if (size == groups.length) {
                groups = java.util.Arrays.copyOf(groups, size * 2);
            }
            groups[size++] = group;
        }
    }

    private final int[] lengths;
    private final String[] heads;
    private final Object[][] items;
    private final int mask;
    private final Map<String, Object[]> inside;

    private HeadTable(Map<String, List<T>> byHead, Map<String, List<T>> inside) {
        TreeSet<Integer> different = new TreeSet<>();
        byHead.keySet().forEach(head -> different.add(head.length()));
        this.lengths = different.stream().mapToInt(Integer::intValue).toArray();
        int slots = Integer.highestOneBit(Math.max(1, byHead.size())) * 4;
        this.heads = new String[slots];
        this.items = new Object[slots][];
        this.mask = slots - 1;
        byHead.forEach((head, list) -> {
            int slot = slot(hash(head, 0, 0, head.length()));
            while (heads[slot] != null) {
                slot = (slot + 1) & mask;
            }
            heads[slot] = head;
            items[slot] = list.toArray();
        });
        this.inside = new HashMap<>();
        inside.forEach((container, list) -> this.inside.put(container, list.toArray()));
    }

    /** Collects what goes into a table. */
    static final class Builder<T> {
        private final Map<String, List<T>> byHead = new HashMap<>();
        private final Map<String, List<T>> inside = new HashMap<>();

        void add(String head, T item) {
            byHead.computeIfAbsent(head, none -> new ArrayList<>()).add(item);
            for (int i = 1; i < head.length(); i++) {
                char c = head.charAt(i);
                boolean ends = c == '/' || c == '#' || head.charAt(i - 1) == ':';
                if (ends) {
                    inside.computeIfAbsent(head.substring(0, i), none -> new ArrayList<>())
                            .add(item);
                }
            }
        }

        HeadTable<T> build() {
            return new HeadTable<>(byHead, inside);
        }
    }

    boolean isEmpty() {
        return lengths.length == 0;
    }

    /** What the name may fit, and where {@code reachesInside} also what lies in it. The same thing may come twice. */
    void find(String name, boolean reachesInside, Found found) {
        int hash = 0;
        int at = 0;
        for (int length : lengths) {
            if (length > name.length()) {
                break;
            }
            hash = hash(name, hash, at, length);
            at = length;
            int slot = slot(hash);
            String head = heads[slot];
            while (head != null) {
                if (head.length() == length && name.startsWith(head)) {
                    found.add(items[slot]);
                    break;
                }
                slot = (slot + 1) & mask;
                head = heads[slot];
            }
        }
        if (reachesInside && !inside.isEmpty()) {
            Object[] within = inside.get(name);
            if (within != null) {
                found.add(within);
            }
        }
    }

    private static int hash(String text, int before, int from, int to) {
        int hash = before;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return hash;
    }

    private int slot(int hash) {
        return (hash * 0x9e3779b9 >>> 12) & mask;
    }
}
