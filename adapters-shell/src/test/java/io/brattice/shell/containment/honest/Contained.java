package io.brattice.shell.containment.honest;

import io.brattice.shell.containment.Cell;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Limits;
import io.brattice.shell.process.ShellResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lines run in cells: one each, with the usual limits and without a network. */
final class Contained implements Runs {

    private final Containment containment;

    Contained(Containment containment) {
        this.containment = containment;
    }

    @Override
    public ShellResult run(Place place, String script) throws IOException, InterruptedException {
        Cell cell = new Cell(
                place.workspace(),
                true,
                Set.of(),
                Set.of(),
                place.home(),
                place.scratch(),
                Optional.empty(),
                Limits.usual());
        List<String> entering = containment.entering(cell, List.of(Bare.BASH, "-c", script), place.workspace());
        return Bare.execution(place.home()).run(entering, place.workspace());
    }
}
