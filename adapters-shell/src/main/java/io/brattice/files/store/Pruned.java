package io.brattice.files.store;

import java.util.List;

/**
 * What a pruning removed.
 *
 * @param shelves of how many calls
 * @param blobs how many kept contents that nothing needs any more
 * @param bytes how much smaller the store is
 * @param spared what it should have removed and did not, and why, a line each
 */
public record Pruned(int shelves, int blobs, long bytes, List<String> spared) {

    public Pruned {
        spared = List.copyOf(spared);
    }

    /** One line for people. */
    public String summary() {
        return "removed what was kept of " + shelves + (shelves == 1 ? " call" : " calls") + ", " + Bounds.shown(bytes)
                + (spared.isEmpty() ? "" : "; spared " + spared.size());
    }
}
