package io.brattice.shell;

import io.brattice.action.Assessment;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Safeguard;
import io.brattice.shell.program.DryRun;
import io.brattice.shell.program.Prepared;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line would do to the world as it is now, and what it needs to be run.
 *
 * @param script empty when it could not be parsed
 * @param only the one command of the line, where it is all the line does
 * @param changes what the line would leave
 * @param rehearsed what is rehearsed by the programs themselves in a line that does more than that
 * @param probed how many nanoseconds were spent looking at the world
 * @param cwd where the line begins
 */
record Plan(
        Assessment assessment,
        Decided decided,
        Findings findings,
        Optional<Script> script,
        Optional<Command.Simple> only,
        List<LineWorld.Change> changes,
        List<Findings.Rehearsed> rehearsed,
        long probed,
        Path cwd) {

    /** Stands for what is not looked at, in a world that is only supposed. */
    static final Digest NOTHING_SEEN = Digest.of("nothing was looked at");

    private static final int MOST_REASONS = 12;

    static Plan of(
            Decided decided,
            Findings findings,
            Script script,
            Optional<Command.Simple> only,
            List<LineWorld.Change> changes,
            List<Findings.Rehearsed> rehearsed,
            long probed,
            Path cwd) {
        return new Plan(
                assessment(decided, findings),
                decided,
                findings,
                Optional.of(script),
                only,
                changes,
                rehearsed,
                probed,
                cwd);
    }

    /** A line that is not understood at all. */
    static Plan unknown(String why, Path cwd) {
        return new Plan(
                Assessment.unknown(why),
                Decided.NOTHING,
                new Findings(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                cwd);
    }

    private static Assessment assessment(Decided decided, Findings findings) {
        List<String> reasons = new ArrayList<>();
        reasons.addAll(findings.opaque());
        for (String what : findings.code()) {
            reasons.add("it " + what + ", which nobody has read");
        }
        reasons.addAll(decided.unclear());
        if (decided.sharing().isPresent()) {
            return contained(decided, reasons);
        }
        boolean complete = reasons.isEmpty();
        reasons.addAll(decided.reasons());
        if (reasons.size() > MOST_REASONS) {
            int more = reasons.size() - MOST_REASONS;
            reasons.subList(MOST_REASONS, reasons.size()).clear();
            reasons.add("and " + more + " more");
        }
        // Folders that are kept as a precaution make nothing milder.
        boolean pathByPath = complete && decided.precaution().folders().isEmpty();
        List<Effect> effects = pathByPath
                ? decided.effects()
                : decided.effects().stream().map(Effect::bare).toList();
        Set<Safeguard> safeguards = pathByPath ? decided.safeguards() : Set.of();
        Reversibility with = complete ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE;
        boolean changes = false;
        for (Effect effect : effects) {
            changes |= effect.inherent() != Reversibility.READ_ONLY;
        }
        for (String name : findings.absent()) {
            reasons.add("there is no program `" + Expansion.shortened(name) + "`, so that nothing runs");
        }
        if (reasons.isEmpty()) {
            reasons.add(
                    !changes
                            ? "it only looks"
                            : safeguards.isEmpty()
                                    ? "what it makes can be taken away"
                                    : "what it changes is kept first");
        }
        return new Assessment(effects, complete, with, with, safeguards, reasons);
    }

    /**
     * All that a contained line can do is change the workspace, which is kept whole, and what its network allows. What is known of it besides
     * is kept as it is; packages that it gets are given back with the workspace, or lost with the cell.
     */
    private static Assessment contained(Decided decided, List<String> unknown) {
        Sharing sharing = decided.sharing().orElseThrow();
        Outlet outlet = sharing.outlet();
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : decided.effects()) {
            effects.add(
                    Containable.isInstall(effect, outlet) && effect.inherent().isAtLeast(Reversibility.REVERSIBLE)
                            ? effect.safeguarded(Reversibility.REVERSIBLE)
                            : effect);
        }
        effects.addAll(outlet.effects());
        sharing.whole().forEach(folder -> effects.add(Containable.anything(folder)));
        Set<Safeguard> safeguards =
                new LinkedHashSet<>(Precaution.covered(decided, sharing.whole()).safeguards());
        safeguards.add(new Safeguard(Containable.SAFEGUARD, "contained, " + outlet.told()));
        if (!outlet.isNone()) {
            safeguards.add(new Safeguard(outlet.safeguard(), "a forwarder that knows the names of hosts"));
        }
        List<String> reasons = new ArrayList<>();
        reasons.add("it runs contained, " + outlet.told()
                + (outlet.isForDownloadsOnly() ? "" : ", by which what the session knows can leave")
                + ", where it can change only the workspace, which is kept whole first");
        reasons.addAll(unknown.subList(0, Math.min(unknown.size(), MOST_REASONS)));
        reasons.addAll(decided.reasons());
        return new Assessment(effects, true, Reversibility.READ_ONLY, Reversibility.READ_ONLY, safeguards, reasons);
    }

    /** True for a line that is understood and asks servers, of this machine only. */
    boolean asksOnlyItself() {
        return assessment.complete()
                && !findings.hosts().isEmpty()
                && findings.hosts().stream().allMatch(Containable::isLoopback)
                && findings.programs().stream()
                        .noneMatch(name -> Containable.isElsewhere(name) && !Containable.isAsking(name));
    }

    /** True when the line itself leaves something running when it ends. */
    boolean leavesRunning() {
        return script.filter(line -> line.items().stream().anyMatch(Script.Item::background))
                .isPresent();
    }

    /** True when the line runs in a cell. */
    boolean isContained() {
        return decided.sharing().isPresent();
    }

    /** What of the network it gets in its cell. */
    Outlet outlet() {
        return decided.sharing().map(Sharing::outlet).orElse(Outlet.NONE);
    }

    /** The rehearsal by the program itself, where the line is one command that has one and needs no other preview. */
    Optional<DryRun> dryRun() {
        return only.isPresent() && decided.provisions().isEmpty() && !isContained()
                ? findings.rehearsal()
                : Optional.empty();
    }

    /** What the preview of this line is worth, by its construction. */
    Preview.Fidelity fidelity() {
        if (!assessment.complete()) {
            return Preview.Fidelity.NONE;
        }
        if (dryRun().isPresent()) {
            return dryRun().get().fidelity();
        }
        return rehearsed.isEmpty() || isContained() ? seenFidelity() : Preview.Fidelity.EXACT;
    }

    /** The same without a rehearsal. */
    private Preview.Fidelity seenFidelity() {
        if (!assessment.complete() || isContained()) {
            return Preview.Fidelity.NONE;
        }
        boolean others = findings.acts().stream()
                .anyMatch(act -> act instanceof Findings.OnOther other
                        && other.inherent().isAtLeast(Reversibility.REVERSIBLE));
        if (others || only.isEmpty()) {
            boolean shows = !decided.text().isEmpty();
            return shows ? Preview.Fidelity.PARTIAL : Preview.Fidelity.NONE;
        }
        if (!decided.parts().isEmpty()) {
            boolean single = decided.parts().size() == 1 && decided.provisions().isEmpty();
            return single ? decided.parts().get(0).fidelity() : Preview.Fidelity.PARTIAL;
        }
        return decided.doubtful() ? Preview.Fidelity.PARTIAL : Preview.Fidelity.EXACT;
    }

    /** What a person is shown, and what a yes binds to. */
    Preview preview() {
        return seen(dryRun().isPresent() ? fidelity() : seenFidelity());
    }

    private Preview seen(Preview.Fidelity fidelity) {
        if (fidelity == Preview.Fidelity.NONE) {
            return Preview.none(assessment.reasons().get(0));
        }
        StringBuilder seen = new StringBuilder(decided.seen());
        decided.parts().forEach(part -> seen.append(part.seen()).append('\n'));
        script.ifPresent(line -> seen.append(io.brattice.shell.syntax.Printer.print(line)));
        String text = decided.text().isEmpty()
                ? "changes nothing that is there"
                : decided.text().stripTrailing();
        return new Preview(assessment.effects(), fidelity, Digest.of(seen.toString()), text);
    }

    /** The same with something that may be kept besides. */
    Plan with(Precaution precaution) {
        Decided more = new Decided(
                decided.effects(),
                decided.unclear(),
                decided.reasons(),
                decided.provisions(),
                decided.aside(),
                decided.parts(),
                decided.text(),
                decided.seen(),
                decided.doubtful(),
                precaution,
                decided.travels(),
                decided.sharing());
        return deciding(more);
    }

    /** The same with folders kept whole, in place of what is in them. */
    Plan covering(List<Path> whole) {
        return deciding(Precaution.covered(decided, whole));
    }

    private Plan deciding(Decided other) {
        return new Plan(assessment, other, findings, script, only, changes, rehearsed, probed, cwd);
    }

    /** True when a person was told that something is kept although it is asked about: then nothing runs without. */
    boolean promises() {
        return decided.provisions().stream().anyMatch(Provision::asked)
                || !decided.precaution().fitting().isEmpty();
    }

    /** True when there are steps that take the line back. */
    boolean isKept() {
        return !decided.provisions().isEmpty()
                || decided.parts().stream().anyMatch(part -> !part.steps().isEmpty());
    }

    List<Prepared> parts() {
        return decided.parts();
    }
}
