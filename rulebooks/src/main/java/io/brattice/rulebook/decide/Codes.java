package io.brattice.rulebook.decide;

import java.util.Arrays;

/** A set of numbers in order: who took part in a decision. Used again and again by one thread; a copy is a key. */
final class Codes {

    private int[] sorted = new int[16];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int code) {
        int last = size - 1;
        if (last >= 0 && sorted[last] == code) {
            return;
        }
        int at = size == 0 || sorted[last] < code ? -size - 1 : Arrays.binarySearch(sorted, 0, size, code);
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, size * 2);
        }
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = code;
        size++;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return sorted[index];
    }

    Codes copy() {
        Codes copy = new Codes();
        copy.sorted = Arrays.copyOf(sorted, size);
        copy.size = size;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Codes that && size == that.size && Arrays.equals(sorted, 0, size, that.sorted, 0, size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = hash * 31 + sorted[i];
        }
        return hash * 0x9e3779b9;
    }
}
