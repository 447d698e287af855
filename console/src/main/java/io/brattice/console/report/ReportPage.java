package io.brattice.console.report;

import static io.brattice.console.report.Telling.counted;
import static io.brattice.console.report.Telling.done;
import static io.brattice.console.report.Telling.name;
import static io.brattice.console.report.Telling.number;
import static io.brattice.console.report.Telling.ours;
import static io.brattice.console.report.Telling.past;
import static io.brattice.console.report.Telling.theirs;
import static io.brattice.console.report.Telling.words;

import io.brattice.Chronicle.State;
import io.brattice.action.Verb;
import io.brattice.console.page.Page;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import io.brattice.console.report.Deed.Asked;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a report. What an agent chose goes into pieces that are not ours, and nowhere else. */
final class ReportPage {

    private static final int MOST_RESOURCES = 200;
    private static final int MOST_CALLERS = 5;
    private static final int RUBBER_STAMP_SECONDS = 3;

    private final Page page;
    private final Findings found;
    private final ZoneId zone;
    private final Timeline timeline;

    ReportPage(Page page, Findings found, ZoneId zone) {
        this.page = page;
        this.found = found;
        this.zone = zone;
        this.timeline = new Timeline(page, found.account(), zone);
    }

    void write(Integrity integrity, Optional<ClaimSheet> sheet) {
        Account account = found.account();
        page.title(ours("What was done in session"), theirs(account.session()));
        opening(account, integrity);
        sums();
        sheet.ifPresent(new ClaimSection(page, found, zone)::write);
        unresolved();
        resources();
        questions();
        takenBack();
        timeline.write();
        page.section("How to read this");
        page.line(
                ours(
                        "This is what the journal holds, written before and after each effect by the gate and not by the agent. It knows"
                                + " what came through the gate; what an agent did past it, it does not know. Counts are those of the rehearsal and of"
                                + " the tools. A file that was changed is one thing; lines that were taken away are counted beside."));
    }

    private void opening(Account account, Integrity integrity) {
        List<Piece> who = new ArrayList<>(List.of(ours("By")));
        account.callers().stream().limit(MOST_CALLERS).forEach(caller -> who.add(theirs(Deed.cut(caller))));
        if (account.callers().size() > MOST_CALLERS) {
            who.add(ours("and " + number(account.callers().size() - MOST_CALLERS) + " others"));
        }
        who.add(ours("from " + timeline.time(account.first()) + " to " + timeline.time(account.last()) + "."));
        page.line(who.toArray(Piece[]::new));
        if (account.callers().size() > 1) {
            page.line(
                    ours("Several callers used this session id; what follows is what all of them did.", Tone.WARNING));
        }
        if (!account.children().isEmpty()) {
            List<Piece> line = new ArrayList<>(
                    List.of(ours("It started other sessions, and what they did is not in here:", Tone.WARNING)));
            account.children().stream().limit(MOST_CALLERS * 4L).forEach(child -> line.add(theirs(Deed.cut(child))));
            page.line(line.toArray(Piece[]::new));
        }
        page.line(ours(integrity.words(), integrity.fine() ? Tone.GOOD : Tone.BAD));
        if (account.missing() > 0) {
            page.line(ours("Older entries were pruned; some of them may have been of this session.", Tone.WARNING));
        }
        long ran = account.own().stream().filter(deed -> deed.ran).count();
        page.line(ours(counted(account.reads() + account.own().size(), "call") + ": " + number(account.reads())
                + " only read, "
                + number(ran) + " ran, " + number(account.count(State.REFUSED)) + " refused, "
                + number(account.count(State.FAILED)) + " failed, " + number(account.count(State.UNDONE))
                + " taken back, "
                + number(found.unresolved().size()) + " unresolved; "
                + counted(found.questions().size(), "question") + " to a person."));
        if (found.happened().isVague() || found.doubtful().isVague()) {
            page.line(ours(
                    "Some calls did more than was written down or known beforehand: their sums are the least that was done.",
                    Tone.WARNING));
        }
    }

    private void sums() {
        page.section("What it came to");
        List<List<Piece>> rows = new ArrayList<>();
        for (Verb verb : Telling.BY_GRAVITY) {
            if (found.stands().has(verb)
                    || found.takenBack().has(verb)
                    || found.doubtful().has(verb)) {
                rows.add(List.of(
                        ours(past(verb), verb == Verb.DELETE ? Tone.STRONG : Tone.PLAIN),
                        much(found.stands(), verb),
                        much(found.takenBack(), verb),
                        much(found.doubtful(), verb)));
            }
        }
        if (rows.isEmpty()) {
            page.line(ours("Nothing was changed, sent, spent or deleted."));
        } else {
            page.table(List.of("", "stands", "taken back", "in doubt"), rows);
        }
    }

    private static Piece much(Totals totals, Verb verb) {
        if (!totals.has(verb)) {
            return ours("");
        }
        String least = totals.isVague() ? "at least " : "";
        long things = totals.things(verb);
        long parts = totals.parts(verb);
        String text = parts == 0
                ? least + number(things)
                : (things > 0 ? least + number(things) + ", " : "") + least + counted(parts, "line");
        return ours(text, verb == Verb.DELETE && things + parts > 0 ? Tone.BAD : Tone.PLAIN);
    }

    private void unresolved() {
        if (found.unresolved().isEmpty()) {
            return;
        }
        page.section("What is unresolved");
        for (Deed deed : found.unresolved()) {
            page.item(timeline.head(deed));
            page.detail(List.of(ours(
                    deed.state == State.ASKED
                            ? "a person was asked, and no end is recorded"
                            : deed.state == State.OPEN
                                    ? "it has begun and has no end: it is under way, or its process died"
                                    : "it was started, and nobody knows whether it took effect")));
        }
    }

    private void resources() {
        Map<String, Map<Verb, Totals.Much>> all = found.happened().resources();
        if (all.isEmpty()) {
            return;
        }
        page.section("By resource");
        Comparator<Map.Entry<String, Map<Verb, Totals.Much>>> gravest =
                Comparator.comparingLong(each -> -weight(each.getValue()));
        List<Map.Entry<String, Map<Verb, Totals.Much>>> shown = all.entrySet().stream()
                .filter(each -> each.getValue().keySet().stream().anyMatch(verb -> verb != Verb.READ))
                .sorted(gravest)
                .toList();
        for (Map.Entry<String, Map<Verb, Totals.Much>> each :
                shown.subList(0, Math.min(MOST_RESOURCES, shown.size()))) {
            List<String> what = new ArrayList<>();
            for (Verb verb : Telling.BY_GRAVITY) {
                if (each.getValue().containsKey(verb)) {
                    what.add(done(verb, each.getValue().get(verb)));
                }
            }
            boolean stands = found.stands().resources().containsKey(each.getKey());
            page.item(List.of(
                    theirs(name(each.getKey())), ours(String.join(", ", what) + (stands ? "" : ", taken back"))));
        }
        long more = shown.size()
                - Math.min(MOST_RESOURCES, shown.size())
                + found.happened().beyond();
        if (more > 0) {
            page.line(ours("And " + number(more)
                    + " more; `brattice diff` lists files, `brattice journal export --session` everything."));
        }
    }

    private static long weight(Map<Verb, Totals.Much> done) {
        long weight = 0;
        for (Map.Entry<Verb, Totals.Much> each : done.entrySet()) {
            long rank = each.getKey() == Verb.READ ? 0 : 10L - Math.max(0, Telling.BY_GRAVITY.indexOf(each.getKey()));
            weight =
                    Math.max(weight, (rank << 40) + Math.min(each.getValue().things + each.getValue().parts, 1L << 38));
        }
        return weight;
    }

    private void questions() {
        if (found.questions().isEmpty()) {
            return;
        }
        page.section("Questions to a person");
        List<Duration> waits = found.waits();
        long quick = waits.stream()
                .filter(wait -> wait.toSeconds() < RUBBER_STAMP_SECONDS)
                .count();
        page.line(ours(counted(found.questions().size(), "question") + ", " + number(waits.size()) + " answered"
                + (waits.isEmpty() ? "" : ", half of them within " + words(waits.get(waits.size() / 2)))
                + (quick == 0 ? "." : "; " + number(quick) + " within three seconds.")));
        for (Deed deed : found.account().own()) {
            for (Asked asked : deed.questions) {
                page.item(timeline.head(deed));
                page.detail(List.of(ours("why"), theirs(Deed.cut(asked.why))));
                page.detail(Timeline.answer(asked));
            }
        }
    }

    private void takenBack() {
        List<Deed> undone = found.account().own().stream()
                .filter(deed -> deed.state == State.UNDONE)
                .toList();
        if (undone.isEmpty()) {
            return;
        }
        page.section("What was taken back");
        for (Deed deed : undone) {
            page.item(timeline.head(deed));
            page.detail(List.of(ours("at " + timeline.time(Optional.of(deed.last)) + " by"), theirs(deed.undoneBy)));
        }
    }
}
