package io.brattice.shell.containment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A means with what it needs. */
record Enclosure(Means means, Supplies supplies, Groups groups) {

    Entrance entrance(Cell cell, List<String> argv, Path cwd, Stay stay) throws IOException {
        if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
            throw new IllegalArgumentException("a program is started by its absolute path; resolve its name first");
        }
        View view = View.of(cell, supplies);
        Path refusal = supplies.unused();
        List<String> command = means.entering(view, cell.limits(), argv, cwd.toRealPath(), refusal, stay);
        return new Entrance(stay.lasting() ? Stay.tied(command) : command, refusal);
    }
}
