package io.brattice.shell.containment;

import java.nio.file.Path;

/**
 * What a cell shows at one path.
 *
 * @param path where, absolute and without links
 * @param source what of the host is shown there; the path itself where nothing of it is
 */
record Place(Kind kind, Path path, Path source) {

    enum Kind {
        /** The source and everything mounted below it, not to be changed. */
        READ_ONLY,
        /** The source, to be changed. */
        WRITABLE,
        /** The source, of which changes are lost. */
        HOME,
        /** An empty folder that stays empty but for what is shown below it. */
        EMPTY,
        /** An empty file that stays empty. */
        BLANK,
        /** An empty folder in memory. */
        TEMPORARY,
        /** The few harmless devices. */
        DEVICES,
        /** The processes of the cell. */
        PROCESSES
    }

    static Place hidden(Path path, boolean folder) {
        return new Place(folder ? Kind.EMPTY : Kind.BLANK, path, path);
    }

    /** True when what is seen at a path is what the host has at that very path, as far as this place decides. */
    boolean shows(Path same) {
        return switch (kind) {
            case READ_ONLY, WRITABLE, HOME -> source.equals(path) && same.startsWith(path);
            case EMPTY, BLANK, TEMPORARY, DEVICES, PROCESSES -> false;
        };
    }
}
