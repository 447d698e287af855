package io.brattice.files;

import java.util.List;

/**
 * What {@code search_files} answers.
 *
 * @param path the real path of what was searched
 * @param found in the order of the paths
 * @param files how many files were looked at
 * @param skipped how many were not: no text, too large, unreadable, or perhaps a secret
 * @param truncated true when there may be more
 * @param more why; empty when that was all
 */
public record Matches(String path, List<Match> found, int files, int skipped, boolean truncated, String more) {
    public Matches {
        found = List.copyOf(found);
    }

    /**
     * One line, or one file where only names were searched.
     *
     * @param path below what was searched
     * @param line from 1; 0 where only names were searched
     */
    public record Match(String path, long line, String text) {}
}
