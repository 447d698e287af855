package io.brattice.aws.rule;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a rule says of a call. The first case that fits without doubt ends the search; every case before it that may fit, as far as is
 * known, is weighed too, and the gravest wins. So whatever turns out about what is not known, it was judged no milder than that.
 */
final class Weighing {

    private final AwsCall call;
    private final World world;

    Weighing(AwsCall call, World world) {
        this.call = call;
        this.world = world;
    }

    /** A case that fits or may fit. */
    private record Candidate(int number, Case fitting, boolean certain) {}

    Ruling by(Rule rule, String id) {
        List<Candidate> candidates = new ArrayList<>();
        for (Case one : rule.cases()) {
            Truth truth = one.fits().holds(world);
            if (truth != Truth.NO) {
                candidates.add(new Candidate(rule.cases().indexOf(one) + 1, one, truth == Truth.YES));
            }
            if (truth == Truth.YES) {
                break;
            }
        }
        return gravest(candidates, id);
    }

    private Ruling gravest(List<Candidate> candidates, String id) {
        Candidate gravest = candidates.get(0);
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        for (Candidate candidate : candidates) {
            verbs.addAll(candidate.fitting().verbs());
            if (candidate.fitting().letter().compareTo(gravest.fitting().letter()) > 0) {
                gravest = candidate;
            }
        }
        Case winner = gravest.fitting();
        Ruling.Letter letter = winner.letter();
        String why = winner.why() + (gravest.certain() ? "" : doubt());
        Optional<String> undo = undo(winner);
        boolean sure = candidates.stream().map(Candidate::fitting).noneMatch(other -> differs(other, undo));
        if (!sure && letter.compareTo(Ruling.Letter.CAPTURED) <= 0) {
            letter = Ruling.Letter.IRREVERSIBLE;
            why = winner.why() + "; how it would be taken back depends on what is not known" + doubt();
        }
        return new Ruling(
                id + "/" + gravest.number(),
                letter,
                List.copyOf(verbs),
                why,
                sure ? undo : Optional.empty(),
                winner.safer().flatMap(row -> row.of(call)),
                world.asked());
    }

    private boolean differs(Case other, Optional<String> undo) {
        return other.undo().isPresent() && !undo(other).equals(undo);
    }

    private Optional<String> undo(Case winner) {
        return winner.undo().map(row -> row.startsWith("#") || row.isEmpty() ? call.id() + row : row);
    }

    /** What was not known, for people. */
    private String doubt() {
        for (Ruling.Looked looked : world.asked()) {
            if (!looked.fact().known()) {
                return " (not known: `" + looked.row().id() + "`: "
                        + looked.fact().why() + ")";
            }
        }
        return " (as far as the request tells)";
    }
}
