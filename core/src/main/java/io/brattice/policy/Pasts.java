package io.brattice.policy;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list of earlier calls that shares its blocks with the list it was made from.
 *
 * <p>A history changes twice with every call, and every change is a new snapshot: copying thousands of entries each time would
 * cost more than the whole gate. Here a change copies one block, or the short tail.
 */
final class Pasts extends AbstractList<History.Past> implements RandomAccess {

    private static final int SHIFT = 5;
    private static final int BLOCK = 1 << SHIFT;
    private static final Pasts NONE = new Pasts(new History.Past[0][], new History.Past[0]);

    private final History.Past[][] blocks;
    private final History.Past[] tail;

    private Pasts(History.Past[][] blocks, History.Past[] tail) {
        this.blocks = blocks;
        this.tail = tail;
    }

    /** The same entries; for free when they are of this kind already. */
    static Pasts copyOf(Collection<? extends History.Past> entries) {
        if (entries instanceof Pasts immutable) {
            return immutable;
        }
        if (entries.isEmpty()) {
            return NONE;
        }
        History.Past[] all = entries.toArray(new History.Past[0]);
        for (History.Past one : all) {
            Objects.requireNonNull(one, "past");
        }
        int full = (all.length - 1) >> SHIFT;
        History.Past[][] blocks = new History.Past[full][];
        for (int i = 0; i < full; i++) {
            blocks[i] = Arrays.copyOfRange(all, i << SHIFT, (i + 1) << SHIFT);
        }
        return new Pasts(blocks, Arrays.copyOfRange(all, full << SHIFT, all.length));
    }

    Pasts plus(History.Past one) {
        Objects.requireNonNull(one, "past");
        if (tail.length == BLOCK) {
            History.Past[][] more = Arrays.copyOf(blocks, blocks.length + 1);
            more[blocks.length] = tail;
            return new Pasts(more, new History.Past[] {one});
        }
        History.Past[] longer = Arrays.copyOf(tail, tail.length + 1);
        longer[tail.length] = one;
        return new Pasts(blocks, longer);
    }

    Pasts replacing(int index, History.Past one) {
        Objects.checkIndex(index, size());
        Objects.requireNonNull(one, "past");
        int block = index >> SHIFT;
        if (block == blocks.length) {
            return new Pasts(blocks, replaced(tail, index & (BLOCK - 1), one));
        }
        History.Past[][] others = blocks.clone();
        others[block] = replaced(blocks[block], index & (BLOCK - 1), one);
        return new Pasts(others, tail);
    }

    private static History.Past[] replaced(History.Past[] block, int at, History.Past one) {
        History.Past[] copy = block.clone();
        copy[at] = one;
        return copy;
    }

    @Override
    public History.Past get(int index) {
        Objects.checkIndex(index, size());
        int block = index >> SHIFT;
        return (block == blocks.length ? tail : blocks[block])[index & (BLOCK - 1)];
    }

    @Override
    public int size() {
        return (blocks.length << SHIFT) + tail.length;
    }
}
