package io.brattice.console.demo;

import io.brattice.Outcome;
import io.brattice.approval.Approver;
import io.brattice.shell.containment.Containment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replays incidents: each twice, in two fresh worlds that are alike. */
final class Stage {

    private final Sandbox sandbox;
    private final Approver approver;
    private final Containment containment;

    /** @param containment what code that nobody can read runs in */
    Stage(Sandbox sandbox, Approver approver, Containment containment) {
        this.sandbox = sandbox;
        this.approver = approver;
        this.containment = containment;
    }

    /**
     * The first half: nothing stands in the way.
     *
     * @param name names the folders of this replay in the sandbox
     */
    Bare bare(Incident incident, String name) throws IOException {
        World world = furnished(incident, name + "-bare");
        State before = State.of(world);
        BareHands agent = new BareHands(world);
        incident.act(agent);
        return new Bare(agent.moves(), Loss.between(before, State.of(world)));
    }

    /** The second half: the gate does. */
    Replay gated(Incident incident, String name, Bare bare) throws IOException {
        World world = furnished(incident, name + "-gate");
        State before = State.of(world);
        try (GatedHands agent = new GatedHands(world, sandbox.root().resolve(name + "-kept"), approver, containment)) {
            incident.act(agent);
            Recorded recorded = agent.recorded();
            long started = System.nanoTime();
            List<Outcome> undone = agent.rewind();
            Duration undoing = Duration.ofNanos(System.nanoTime() - started);
            return new Replay(
                    incident,
                    bare,
                    agent.moves(),
                    Loss.between(before, State.of(world)),
                    (int) undone.stream().filter(Outcome::ran).count(),
                    failures(undone),
                    recorded,
                    agent.agreed(),
                    agent.inGate(),
                    undoing);
        }
    }

    private World furnished(Incident incident, String name) throws IOException {
        World world = World.in(sandbox, name);
        incident.furnish(world);
        return world;
    }

    private static List<String> failures(List<Outcome> outcomes) {
        List<String> failures = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (!outcome.ran()) {
                failures.add(outcome.advice());
            }
        }
        return failures;
    }
}
