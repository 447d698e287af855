package io.brattice.files.undo;

import io.brattice.files.tree.Content;
import io.brattice.files.tree.Sighting;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a call left of one file. What it holds is noted by itself too: another part of the same call may have been taken back already, by
 * an undo that broke off, and with it mode and owner. Then they are what they were before the call, and that is nobody else's doing.
 */
final class AsLeft {

    private static final String HOLDING = " holding ";

    private AsLeft() {}

    static String of(Path path) throws IOException {
        return Content.of(path) + HOLDING + Content.held(path);
    }

    /**
     * True when nobody else changed it since.
     *
     * @param left what {@link #of} said; earlier releases did not note what it holds by itself
     * @param before what was there before the call
     */
    static boolean is(Path path, String left, Sighting before) throws IOException {
        String[] noted = left.split(HOLDING, 2);
        if (Content.of(path).equals(noted[0])) {
            return true;
        }
        Sighting now = Sighting.of(path);
        return noted.length == 2
                && now.kind() == before.kind()
                && now.mode() == before.mode()
                && now.uid() == before.uid()
                && now.gid() == before.gid()
                && Content.isHeld(path, noted[1]);
    }
}
