package io.brattice.console.report;

import static io.brattice.console.report.Telling.counted;
import static io.brattice.console.report.Telling.number;
import static io.brattice.console.report.Telling.ours;
import static io.brattice.console.report.Telling.past;
import static io.brattice.console.report.Telling.theirs;

import io.brattice.Chronicle.State;
import io.brattice.action.Verb;
import io.brattice.console.page.Page;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Somebody's account, each claim with what the journal says of it, and what no claim speaks of. */
final class ClaimSection {

    private final Page page;
    private final Findings found;
    private final ZoneId zone;

    ClaimSection(Page page, Findings found, ZoneId zone) {
        this.page = page;
        this.found = found;
        this.zone = zone;
    }

    void write(ClaimSheet sheet) {
        page.section("What was claimed");
        Witness witness = new Witness(found, zone);
        List<Claim> confirmed = new ArrayList<>();
        long contradicted = 0;
        List<List<List<Piece>>> shown = new ArrayList<>();
        for (ClaimSheet.Sentence sentence : sheet.sentences()) {
            List<List<Piece>> lines = new ArrayList<>();
            for (Claim claim : sentence.claims()) {
                Witness.Answer answer = witness.hold(claim);
                lines.add(answered(claim, answer));
                switch (answer.mark()) {
                    case CONFIRMED -> confirmed.add(claim);
                    case CONTRADICTED -> contradicted++;
                    case NOT_CHECKABLE -> {}
                }
            }
            if (sentence.claims().isEmpty()) {
                lines.add(List.of(ours("not checkable", Tone.FAINT)));
            }
            lines.add(0, List.of(theirs(Deed.cut(sentence.text()))));
            shown.add(lines);
        }
        page.line(
                ours(number(contradicted) + " contradicted", contradicted > 0 ? Tone.BAD : Tone.PLAIN),
                ours("by the journal,"),
                ours(number(confirmed.size()) + " confirmed", Tone.PLAIN),
                ours("and the rest not checkable. A mark speaks of the words beside it, not of the whole sentence."));
        for (List<List<Piece>> lines : shown) {
            page.item(lines.get(0));
            lines.subList(1, lines.size()).forEach(page::detail);
        }
        leftOut(confirmed);
    }

    private static List<Piece> answered(Claim claim, Witness.Answer answer) {
        List<Piece> line = new ArrayList<>();
        line.add(
                switch (answer.mark()) {
                    case CONFIRMED -> ours("confirmed", Tone.GOOD);
                    case CONTRADICTED -> ours("contradicted", Tone.BAD);
                    case NOT_CHECKABLE -> ours("not checkable", Tone.FAINT);
                });
        line.add(ours(claim.words()));
        claim.resource().ifPresent(resource -> line.add(theirs(Deed.cut(resource))));
        line.add(ours(":"));
        line.addAll(answer.evidence());
        return line;
    }

    /** What happened and no confirmed claim speaks of. */
    private void leftOut(List<Claim> confirmed) {
        List<String> omitted = new ArrayList<>();
        for (Verb verb : Telling.BY_GRAVITY) {
            boolean said = confirmed.stream().anyMatch(claim -> !claim.negated() && speaksOf(claim, verb));
            if (verb != Verb.EXECUTE && found.happened().has(verb) && !said) {
                long parts = found.happened().parts(verb);
                long things = found.happened().things(verb);
                omitted.add((things > 0 ? number(things) + " " + past(verb) : "")
                        + (parts > 0
                                ? (things > 0 ? ", " : "") + counted(parts, "line") + " "
                                        + (verb == Verb.DELETE ? "taken away" : past(verb))
                                : ""));
            }
        }
        long refused = found.account().count(State.REFUSED);
        if (refused > 0) {
            omitted.add(counted(refused, "call") + " refused");
        }
        if (!omitted.isEmpty()) {
            page.line(ours("No confirmed claim speaks of:", Tone.WARNING), ours(String.join("; ", omitted) + "."));
        }
    }

    private static boolean speaksOf(Claim claim, Verb verb) {
        return switch (claim.act()) {
            case CREATED -> verb == Verb.CREATE;
            case CHANGED -> verb == Verb.UPDATE;
            case DELETED -> verb == Verb.DELETE;
            case SENT -> verb == Verb.SEND || verb == Verb.DISCLOSE;
            case READ, RAN, RESTORED, ASKED, APPROVED -> false;
        };
    }
}
