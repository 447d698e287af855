package io.brattice.shell;

import io.brattice.action.Assessment;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.files.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of a command line that is not going to be run.
 */
public final class Judged {

    private final Plan plan;
    private final Optional<Assessment> background;

    Judged(Plan plan) {
        this(plan, Optional.empty());
    }

    /** @param background what it would do in the background, where it is to run there */
    Judged(Plan plan, Optional<Assessment> background) {
        this.plan = plan;
        this.background = background;
    }

    /** What it would do. */
    public Assessment assessment() {
        return background.orElse(plan.assessment());
    }

    /** What its preview is worth, by the way it is made. */
    public Preview.Fidelity fidelity() {
        return background.isPresent() ? Preview.Fidelity.NONE : plan.fidelity();
    }

    /** The code it runs that nobody has read, one clause each. */
    public List<String> code() {
        return List.copyOf(plan.findings().code());
    }

    /** The names of commands that no program here has, so that nothing would run. */
    public Set<String> absent() {
        return Set.copyOf(plan.findings().absent());
    }

    /** True when it would run contained. */
    public boolean contained() {
        return background
                .map(it -> it.inherent() != Reversibility.READ_ONLY) // else it is refused
                .orElse(plan.isContained());
    }

    /** The hosts that it would reach from its cell, in order; none for a line without a network, or one that is not contained. */
    public List<String> reached() {
        return plan.outlet().reached();
    }

    /** True when nothing could go there but what a download needs. */
    public boolean onlyDownloads() {
        return plan.outlet().isForDownloadsOnly();
    }

    /** The hosts it talks to. */
    public Set<String> hosts() {
        return Set.copyOf(plan.findings().hosts());
    }

    /** How many nanoseconds were spent looking at the world. */
    public long probed() {
        return plan.probed();
    }

    /** Tells a world that is only supposed what the line would have left. */
    public void leave(Aftermath aftermath) {
        if (background.isEmpty()) { // which can change nothing
            plan.changes().forEach(change -> change.tell(aftermath));
        }
    }
}
