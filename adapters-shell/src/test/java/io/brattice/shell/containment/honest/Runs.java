package io.brattice.shell.containment.honest;

import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.nio.file.Path;

/** A way to run a line of bash. */
@FunctionalInterface
interface Runs {

    /** Runs it to its end in this folder. */
    ShellResult run(Place place, String script) throws IOException, InterruptedException;

    /**
     * Where a project is worked on.
     *
     * @param workspace its folder
     * @param home the home folder of who works on it
     * @param scratch a folder for what lies in {@code /tmp}, for ways that have one of their own
     */
    record Place(Path workspace, Path home, Path scratch) {}
}
