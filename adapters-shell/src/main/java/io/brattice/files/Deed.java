package io.brattice.files;

import io.brattice.StaleException;
import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.action.Verb;
import io.brattice.files.store.Step;
import io.brattice.files.undo.Copied;
import io.brattice.files.undo.Duplicated;
import io.brattice.files.undo.FolderTimes;
import io.brattice.files.undo.MovedAside;
import io.brattice.files.undo.Rewritten;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one call of a file tool would do now, all of it: judged, shown, taken back and done from this one value.
 *
 * @param steps how it is taken back, in order; empty where nothing can be, or need be
 * @param traces what it leaves, for judging the calls that come after it
 * @param rest what remains to be done once the steps are performed
 */
record Deed(Assessment assessment, Preview preview, List<Step> steps, List<Trace> traces, Rest rest) {

    /** What a call does besides its steps. */
    @FunctionalInterface
    interface Rest {
        Object run() throws IOException, StaleException;
    }

    /** What taking it back does in the end, for people; the times of folders are not worth a line. */
    String summary() {
        return steps.stream()
                .filter(step -> !(step instanceof FolderTimes))
                .reduce((first, second) -> second)
                .map(Step::summary)
                .orElse("");
    }

    /** A deed is refused without having done anything, and so is known to do nothing. */
    static Deed refused(RefusedCall why) {
        String line = String.valueOf(why.getMessage());
        return new Deed(
                Assessment.of(Reversibility.READ_ONLY, "it is refused as it stands: " + line),
                Preview.exact(List.of(), Digest.of("refused: " + line), "nothing: " + line),
                List.of(),
                List.of(),
                () -> {
                    throw why;
                });
    }

    /** A deed in the making. */
    static final class Draft {

        private final Ground ground;
        private final List<Effect> effects = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Trace> traces = new ArrayList<>();
        private final Set<Safeguard> safeguards = new LinkedHashSet<>();
        private final Set<String> reasons = new LinkedHashSet<>();
        private final StringBuilder seen = new StringBuilder();
        private final StringBuilder text = new StringBuilder();

        Draft(Ground ground) {
            this.ground = ground;
        }

        /** Something that is told to the agent, which may know it unless its name says otherwise. */
        Draft reads(Path path, long bytes) {
            Optional<String> secret = ground.secret(path);
            secret.ifPresent(what -> reasons.add(Shown.path(path) + " may hold " + what));
            return looks(path, bytes, secret.isPresent());
        }

        /** Something that is copied; as grave as telling it where the copy no longer looks like the secret that it may be. */
        Draft copies(Path path, boolean exposed) {
            if (exposed) {
                reasons.add(Shown.path(path) + " may hold a secret, and its copy would not look like one");
            }
            return looks(path, 0, exposed);
        }

        private Draft looks(Path path, long bytes, boolean discloses) {
            effects.add(Effect.of(
                            discloses ? Verb.DISCLOSE : Verb.READ,
                            Shown.file(path),
                            discloses ? Reversibility.IRREVERSIBLE : Reversibility.READ_ONLY)
                    .measuring(1, bytes));
            return this;
        }

        /** Something that is there no more, or not as it was. */
        Draft changes(Verb verb, Path path, Optional<String> part, long things, long bytes, Step step)
                throws IOException {
            boolean own = ground.isOwn(path);
            if (own) {
                reasons.add(Shown.path(path) + " was made by this session itself");
            }
            return effect(
                    verb, path, part, things, bytes, step, own ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE);
        }

        /** Something that comes where nothing is, or goes where it can simply be brought back from. */
        Draft makes(Verb verb, Path path, long things, long bytes, Step step) throws IOException {
            return effect(verb, path, Optional.empty(), things, bytes, step, Reversibility.REVERSIBLE);
        }

        private Draft effect(
                Verb verb, Path path, Optional<String> part, long things, long bytes, Step step, Reversibility bare)
                throws IOException {
            Optional<String> boundary = ground.boundary(path);
            boolean kept = !(step instanceof MovedAside || step instanceof Copied) || ground.reaches(path);
            boundary.ifPresent(reasons::add);
            boolean own = bare == Reversibility.REVERSIBLE && ground.isOwn(path);
            if (!kept && !own) {
                reasons.add(Shown.path(path) + " is on another file system than the store: it could not be put back");
            }
            Effect effect = Effect.of(
                            verb,
                            part.map(Shown.file(path)::part).orElse(Shown.file(path)),
                            boundary.isPresent() || (!kept && !own) ? Reversibility.IRREVERSIBLE : bare)
                    .measuring(things, bytes);
            if (kept && !steps.contains(step)) {
                steps.add(step);
            }
            if (kept && boundary.isEmpty()) {
                safeguards.add(safeguard(step));
                effect = effect.safeguarded(Reversibility.REVERSIBLE);
            }
            effects.add(effect);
            return this;
        }

        private static Safeguard safeguard(Step step) {
            if (step instanceof MovedAside) {
                return new Safeguard("files.moved-aside", "what is removed is moved aside");
            }
            return step instanceof Copied || step instanceof Rewritten || step instanceof Duplicated
                    ? new Safeguard("files.copied", "the old content is copied first")
                    : new Safeguard("files.noted", "what is made or moved is noted, and can be taken away or back");
        }

        Draft leaves(Trace trace) {
            traces.add(trace);
            return this;
        }

        /** A line or more for people. */
        Draft says(String lines) {
            text.append(text.isEmpty() ? "" : "\n").append(lines);
            return this;
        }

        /** Something that decides what would happen. */
        Draft saw(String what) {
            seen.append(what).append('\0');
            return this;
        }

        Deed deed(String otherwise, Rest rest) {
            Set<String> why = new LinkedHashSet<>(reasons);
            safeguards.forEach(safeguard -> why.add(safeguard.description()));
            if (why.isEmpty()) {
                why.add(otherwise);
            }
            Assessment assessment = new Assessment(
                    effects, true, Reversibility.READ_ONLY, Reversibility.READ_ONLY, safeguards, List.copyOf(why));
            Digest state = Digest.of(seen.toString().getBytes(StandardCharsets.UTF_8));
            List<Step> all = new ArrayList<>(steps);
            FolderTimes.of(steps, ground.shelf().resolve("times")).ifPresent(all::add);
            return new Deed(
                    assessment,
                    Preview.exact(assessment.effects(), state, text.toString()),
                    List.copyOf(all),
                    List.copyOf(traces),
                    rest);
        }
    }
}
