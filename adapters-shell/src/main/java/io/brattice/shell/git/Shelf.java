package io.brattice.shell.git;

import java.nio.file.Path;

/** Where one call may keep things: every answer is another name on the call's shelf in the store. None of them exists yet. */
@FunctionalInterface
public interface Shelf {

    /** A name that nothing has yet. The same call, planned again on the same state, is given the same names in the same order. */
    Path next();
}
