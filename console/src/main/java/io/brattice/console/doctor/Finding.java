package io.brattice.console.doctor;

import io.brattice.shell.NamedHosts;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.containment.Guarantee;
import java.util.ArrayList;
import java.util.List;

/**
 * What the self-test found.
 *
 * @param lacking why nothing is contained; empty when it is
 * @param means what makes the cells; empty when nothing does
 * @param guarantees one for each thing that a cell is to hold; none where nothing could be tried
 */
record Finding(String lacking, String means, List<Guarantee> guarantees) {

    Finding {
        guarantees = List.copyOf(guarantees);
    }

    static Finding ofThisHost() {
        Containment containment = Containment.ofThisHost();
        List<Guarantee> all = new ArrayList<>(containment.guarantees());
        all.add(NamedHosts.ofThisHost());
        return new Finding(containment.lacking().orElse(""), containment.means().orElse(""), all);
    }

    boolean holds() {
        return lacking.isEmpty();
    }

    /** True when a command ran inside, whatever else is missing. */
    boolean isEntered() {
        return guarantees.stream().anyMatch(Guarantee::holds);
    }
}
