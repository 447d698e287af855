package io.brattice.shell;

import io.brattice.action.Assessment;
import io.brattice.action.Preview;
import io.brattice.files.Aftermath;
import java.util.List;
import java.util.Set;

/**
 * What is said of a command line that is not going to be run.
 */
public final class Judged {

    private final Plan plan;

    Judged(Plan plan) {
        this.plan = plan;
    }

    /** What it would do. */
    public Assessment assessment() {
        return plan.assessment();
    }

    /** What its preview is worth, by the way it is made. */
    public Preview.Fidelity fidelity() {
        return plan.fidelity();
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
        return plan.isContained();
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
        plan.changes().forEach(change -> change.tell(aftermath));
    }
}
