package io.brattice.shell;

import java.nio.file.Path;
import java.util.Optional;

/** Which program a command's name means. */
interface Names {

    /**
     * The name under which programs are known, for a name as it is called.
     *
     * @param name with slashes, where it was called by a path
     * @param path that path, absolute; empty when it cannot be told
     * @return empty for what is no program of the system: a script in a folder, a copy of a program somewhere else
     */
    Optional<String> program(String name, Optional<Path> path);

    /** False for a program that others than the system's owner could have put there, or exchanged. */
    boolean trusts(String name);
}
