package io.brattice.shell;

import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.Verb;
import io.brattice.shell.program.DryRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The preview of a line of which programs rehearse something: by their dry runs, each in the folder in which it will run.
 *
 * @param time for all of them together
 */
record DryRuns(Answers answers, Duration time) {

    /** Starts a dry run and reads what it says. */
    @FunctionalInterface
    interface Answers {
        Preview run(DryRun rehearsal, Path cwd, Duration time, List<Effect> assessed) throws InterruptedException;
    }

    static boolean has(Plan plan) {
        return plan.dryRun().isPresent() || !plan.rehearsed().isEmpty();
    }

    Preview of(Plan plan) throws InterruptedException {
        if (plan.isContained()) {
            return plan.preview(); // it is put back whatever it does
        }
        if (plan.dryRun().isPresent()) {
            Optional<Path> folder = plan.findings().folder();
            return folder.isPresent()
                    ? answers.run(
                            plan.dryRun().get(),
                            folder.get(),
                            time,
                            plan.assessment().effects())
                    : Preview.none("in which folder it would run is not known");
        }
        return plan.rehearsed().isEmpty() ? plan.preview() : together(plan);
    }

    /** Where one of them fails there is the preview that needs none. The fingerprint is of every answer and of the line. */
    private Preview together(Plan plan) throws InterruptedException {
        Preview bare = plan.preview();
        long end = System.nanoTime() + time.toNanos();
        Fidelity fidelity = Fidelity.EXACT;
        List<Effect> effects = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder seen = new StringBuilder();
        for (Findings.Rehearsed one : plan.rehearsed()) {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            Preview answer = answers.run(
                    one.dryRun(),
                    one.cwd().orElseThrow(),
                    left,
                    plan.assessment().effects());
            if (answer.fidelity() == Fidelity.NONE || bare.fidelity() == Fidelity.NONE) {
                return bare;
            }
            fidelity = answer.fidelity().compareTo(fidelity) < 0 ? answer.fidelity() : fidelity;
            effects.addAll(answer.effects());
            seen.append(answer.fingerprint()).append('\n');
            text.append(answer.text()).append('\n');
        }
        for (Effect effect : plan.assessment().effects()) {
            if (effect.verb() != Verb.READ && !effect.resource().scheme().equals("package")) {
                effects.add(effect);
            }
        }
        return new Preview(effects, fidelity, Digest.of(seen.toString() + bare.fingerprint()), text + bare.text());
    }
}
