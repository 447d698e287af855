package io.brattice.files;

import java.util.List;

/**
 * What {@code list_directory} answers.
 *
 * @param path the real path
 * @param entries by name
 * @param truncated true when there are more
 */
public record Listing(String path, List<Entry> entries, boolean truncated) {
    public Listing {
        entries = List.copyOf(entries);
    }

    /**
     * One thing in a folder.
     *
     * @param kind {@code file}, {@code folder}, {@code link} or {@code other}; a link is not followed
     * @param size in bytes, 0 for what is no file
     */
    public record Entry(String name, String kind, long size) {}
}
