package io.brattice.shell;

import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.files.Copied;
import io.brattice.files.MovedAside;
import io.brattice.files.Step;
import io.brattice.shell.process.ShellResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one command would do to the world as it is now, and how it is run.
 *
 * @param preview empty when there is nothing worth showing
 * @param steps what is kept before and taken back later; empty when nothing can be
 * @param argv run after the steps, without a shell; empty when the steps are the whole effect
 * @param done the answer when the steps are the whole effect
 */
record Plan(Assessment assessment, Optional<Preview> preview, List<Step> steps, List<String> argv, ShellResult done) {

    private static final ShellResult QUIET = new ShellResult(0, "", "", false);

    /** A command that changes nothing. */
    static Plan reading(String reason, List<Effect> effects, List<String> argv) {
        return new Plan(
                Assessment.of(Reversibility.READ_ONLY, reason, effects.toArray(new Effect[0])),
                Optional.empty(),
                List.of(),
                argv,
                QUIET);
    }

    /** A command of a class that depends on nothing. */
    static Plan unsecured(Reversibility inherent, String reason, Preview preview, List<String> argv) {
        return new Plan(
                Assessment.of(inherent, reason, preview.effects().toArray(new Effect[0])),
                Optional.of(preview),
                List.of(),
                argv,
                QUIET);
    }

    /** A command that is reversible by its steps; the classes of the effects say how grave it is without them. */
    static Plan secured(String reason, Preview preview, List<Step> steps, List<String> argv) {
        return new Plan(
                new Assessment(
                        preview.effects(),
                        true,
                        Reversibility.REVERSIBLE,
                        Reversibility.REVERSIBLE,
                        safeguards(steps),
                        List.of(reason)),
                Optional.of(preview),
                List.copyOf(steps),
                argv,
                QUIET);
    }

    /** The same plan, whose steps are all that is to be done. */
    Plan answering(ShellResult answer) {
        return new Plan(assessment, preview, steps, List.of(), answer);
    }

    static Set<Safeguard> safeguards(List<? extends Step> steps) {
        Set<Safeguard> found = new LinkedHashSet<>();
        long moved = steps.stream().filter(MovedAside.class::isInstance).count();
        long copied = steps.stream().filter(Copied.class::isInstance).count();
        if (moved > 0) {
            found.add(new Safeguard("files.moved-aside", "removed by moving aside: " + moved));
        }
        if (copied > 0) {
            found.add(new Safeguard("files.copied", "copied first: " + copied));
        }
        if (steps.stream().anyMatch(s -> s instanceof GitIndex || s instanceof GitRef)) {
            found.add(new Safeguard("git.state-kept", "the index and the branch are noted first"));
        }
        return found;
    }

    Digest fingerprint() {
        return preview.map(Preview::fingerprint).orElse(Digest.of("no preview"));
    }
}
