package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way to make cells on this host. */
interface Means {

    /** For people. */
    String name();

    /**
     * The command that makes a cell with this view, and then becomes {@code argv} in it.
     *
     * @param refusal a path outside at which a file is made when the cell could not be entered
     * @throws IOException also when it cannot be entered to stay
     */
    List<String> entering(View view, Limits limits, List<String> argv, Path cwd, Path refusal, Stay stay)
            throws IOException;

    /** The command that makes a {@link Loopback}, writes the number of its process and stays; empty where there can be none. */
    Optional<List<String>> holding();
}
