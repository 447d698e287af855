package io.brattice.rulebook.language;

import java.util.Objects;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    public Place {
        Objects.requireNonNull(file, "file");
    }

    /** Something that stands in no file: it was built in code. */
    public static Place nowhere() {
        return new Place("(code)", 1, 1);
    }

    @Override
    public int compareTo(Place other) {
        int files = file.compareTo(other.file);
        int lines = Integer.compare(line, other.line);
        return files != 0 ? files : lines != 0 ? lines : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
