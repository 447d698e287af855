package io.brattice.shell.program;

import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Safeguard;
import io.brattice.files.store.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a call that brings its own way back: git's index and branches, files that are moved aside.
 *
 * @param effects what it does; an effect below its inherent class depends on {@code safeguards}
 * @param safeguards what {@code steps} provide; empty with steps that only take back what is made new
 * @param steps what is kept before, may be performed as the effect, and is taken back later
 * @param fidelity of {@code text} and {@code effects}
 * @param seen everything of the state that decides what it does, as text: part of the fingerprint
 * @param text what a person reads
 * @param reason one clause: why the class is what it is
 * @param answer present when performing the steps is the whole effect and nothing is to be run; what to answer then. Only heard
 *     where the command is the whole line
 */
public record Prepared(
        List<Effect> effects,
        Set<Safeguard> safeguards,
        List<Step> steps,
        Preview.Fidelity fidelity,
        String seen,
        String text,
        String reason,
        Optional<Answer> answer) {

    public Prepared {
        effects = List.copyOf(effects);
        safeguards = Set.copyOf(safeguards);
        steps = List.copyOf(steps);
        Objects.requireNonNull(fidelity, "fidelity");
    }

    /** What a command would have said. */
    public record Answer(int exit, String output, String errors) {}
}
