package io.brattice.console.report;

import io.brattice.Chronicle.State;
import io.brattice.action.Verb;
import io.brattice.console.page.Page;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import io.brattice.console.report.Deed.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a report. What an agent chose goes into pieces that are not ours, and nowhere else. */
final class ReportPage {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MOST_RESOURCES = 200;
    private static final int MOST_EFFECTS = 8;
    private static final int MOST_CALLERS = 5;
    private static final int RUBBER_STAMP_SECONDS = 3;
    private static final List<Verb> BY_GRAVITY = List.of(
            Verb.SPEND,
            Verb.DISCLOSE,
            Verb.SEND,
            Verb.GRANT,
            Verb.INTERRUPT,
            Verb.DELETE,
            Verb.UPDATE,
            Verb.CREATE,
            Verb.EXECUTE);

    private final Page page;
    private final Findings found;
    private final ZoneId zone;

    ReportPage(Page page, Findings found, ZoneId zone) {
        this.page = page;
        this.found = found;
        this.zone = zone;
    }

    /** What a verb did. */
    static String past(Verb verb) {
        return switch (verb) {
            case READ -> "read";
            case CREATE -> "created";
            case UPDATE -> "changed";
            case DELETE -> "deleted";
            case EXECUTE -> "run";
            case SEND -> "sent";
            case DISCLOSE -> "disclosed";
            case SPEND -> "spent";
            case GRANT -> "granted";
            case INTERRUPT -> "interrupted";
        };
    }

    void write(Integrity integrity, Optional<ClaimSheet> sheet) {
        Account account = found.account();
        page.title(ours("What was done in session"), theirs(account.session()));
        opening(account, integrity);
        sums();
        sheet.ifPresent(this::claims);
        unresolved();
        resources();
        questions();
        takenBack();
        timeline();
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
        who.add(ours("from " + time(account.first()) + " to " + time(account.last()) + "."));
        page.line(who.toArray(Piece[]::new));
        if (account.callers().size() > 1) {
            page.line(
                    ours("Several callers used this session id; what follows is what all of them did.", Tone.WARNING));
        }
        if (!account.children().isEmpty()) {
            List<Piece> line = new ArrayList<>(List.of(ours("It started other sessions, and what they did is not in here:", Tone.WARNING)));
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
        for (Verb verb : BY_GRAVITY) {
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

    private void claims(ClaimSheet sheet) {
        page.section("What was claimed");
        Witness witness = new Witness(found, zone);
        List<Claim> confirmed = new ArrayList<>();
        long contradicted = 0;
        long open = 0;
        List<List<List<Piece>>> shown = new ArrayList<>();
        for (ClaimSheet.Sentence sentence : sheet.sentences()) {
            List<List<Piece>> lines = new ArrayList<>();
            for (Claim claim : sentence.claims()) {
                Witness.Answer answer = witness.hold(claim);
                lines.add(answered(claim, answer));
                switch (answer.mark()) {
                    case CONFIRMED -> confirmed.add(claim);
                    case CONTRADICTED -> contradicted++;
                    case NOT_CHECKABLE -> open++;
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
        for (Verb verb : BY_GRAVITY) {
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

    private void unresolved() {
        if (found.unresolved().isEmpty()) {
            return;
        }
        page.section("What is unresolved");
        for (Deed deed : found.unresolved()) {
            page.item(head(deed));
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
            for (Verb verb : BY_GRAVITY) {
                if (each.getValue().containsKey(verb)) {
                    what.add(much(verb, each.getValue().get(verb)));
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

    private static String much(Verb verb, Totals.Much much) {
        String things = much.things == 0 ? "" : past(verb) + (much.things == 1 ? "" : " (" + number(much.things) + ")");
        String parts = much.parts == 0
                ? ""
                : counted(much.parts, "line") + (verb == Verb.DELETE ? " taken away" : " " + past(verb));
        return things.isEmpty() || parts.isEmpty() ? things + parts : things + ", " + parts;
    }

    private static long weight(Map<Verb, Totals.Much> done) {
        long weight = 0;
        for (Map.Entry<Verb, Totals.Much> each : done.entrySet()) {
            long rank = each.getKey() == Verb.READ ? 0 : 10L - Math.max(0, BY_GRAVITY.indexOf(each.getKey()));
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
                page.item(head(deed));
                page.detail(List.of(ours("why"), theirs(Deed.cut(asked.why))));
                page.detail(answer(asked));
            }
        }
    }

    private static List<Piece> answer(Asked asked) {
        if (asked.answered.isEmpty()) {
            return List.of(ours("no answer is recorded", Tone.WARNING));
        }
        List<Piece> line = new ArrayList<>();
        line.add(ours(asked.yes ? "yes" : "no", asked.yes ? Tone.GOOD : Tone.BAD));
        line.add(ours("by"));
        line.add(theirs(asked.by));
        line.add(ours("after " + asked.waited().map(ReportPage::words).orElse("")));
        if (!asked.said.isEmpty()) {
            line.add(theirs(asked.said));
        }
        return line;
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
            page.item(head(deed));
            page.detail(List.of(ours("at " + time(Optional.of(deed.last)) + " by"), theirs(deed.undoneBy)));
        }
    }

    private void timeline() {
        page.section("Everything, in order");
        if (found.account().shortened() > 0) {
            page.line(ours(
                    number(found.account().shortened())
                            + " calls are told without their words, since there are too many; `brattice journal export --session` has them.",
                    Tone.WARNING));
        }
        for (Object each : found.account().timeline()) {
            if (each instanceof Reads reads) {
                List<Piece> line = new ArrayList<>(
                        List.of(ours(time(Optional.of(reads.at)), Tone.FAINT), ours(counted(reads.count, "read"))));
                reads.first.forEach(first -> line.add(theirs(first)));
                page.item(line);
            } else if (each instanceof Deed deed) {
                deed(deed);
            }
        }
    }

    private void deed(Deed deed) {
        page.item(head(deed));
        List<Facts.Deed> effects = deed.effects.stream()
                .filter(effect -> effect.verb() != Verb.READ)
                .sorted(Comparator.comparingInt(effect -> BY_GRAVITY.indexOf(effect.verb())))
                .toList();
        for (Facts.Deed effect : effects.subList(0, Math.min(MOST_EFFECTS, effects.size()))) {
            String count = effect.isPart()
                    ? counted(effect.count(), "line")
                            + (effect.verb() == Verb.DELETE ? " taken away" : " " + past(effect.verb()))
                    : past(effect.verb()) + (effect.count() == 1 ? "" : " (" + number(effect.count()) + ")");
            page.detail(List.of(ours(count), theirs(name(effect.whole()))));
        }
        long more = effects.size() - Math.min(MOST_EFFECTS, effects.size()) + deed.unwritten;
        if (more > 0) {
            page.detail(List.of(ours("and " + counted(more, "effect") + " more")));
        }
        if (!deed.complete && deed.ran) {
            page.detail(List.of(ours("not all that it does was known beforehand", Tone.WARNING)));
        }
        if (deed.state == State.REFUSED || deed.state == State.ASKED) {
            deed.reasons.stream()
                    .limit(3)
                    .forEach(reason -> page.detail(List.of(ours("because"), theirs(Deed.cut(reason)))));
        }
        deed.questions.forEach(asked -> page.detail(answer(asked)));
        if (!deed.problem.isEmpty()) {
            page.detail(List.of(ours("problem"), theirs(deed.problem)));
        }
        if (!deed.saying.isEmpty()) {
            page.detail(List.of(ours("the agent's own words, not checked:"), theirs(deed.saying)));
        }
        deed.notes.forEach(note -> page.detail(List.of(ours("noted"), theirs(note))));
        if (!deed.undoes.isEmpty()) {
            page.detail(List.of(ours("takes back call"), theirs(deed.undoes)));
        }
    }

    private List<Piece> head(Deed deed) {
        List<Piece> head = new ArrayList<>(
                List.of(ours(time(Optional.of(deed.at)), Tone.FAINT), state(deed.state), theirs(deed.tool)));
        if (!deed.asked.isEmpty()) {
            head.add(theirs(deed.asked));
        }
        head.add(ours("call", Tone.FAINT));
        head.add(theirs(deed.id));
        deed.reversibility.ifPresent(grave -> head.add(ours(grave.name().toLowerCase(Locale.ROOT), Tone.FAINT)));
        return head;
    }

    private static Piece state(State state) {
        return switch (state) {
            case READ -> ours("read");
            case ASKED -> ours("asked", Tone.WARNING);
            case REFUSED -> ours("refused", Tone.WARNING);
            case OPEN -> ours("no end", Tone.BAD);
            case DONE -> ours("done");
            case FAILED -> ours("failed", Tone.BAD);
            case UNKNOWN -> ours("unknown", Tone.BAD);
            case UNDONE -> ours("taken back", Tone.GOOD);
        };
    }

    /** Files by their path. */
    private static String name(String resource) {
        return Deed.cut(resource.startsWith("file:") ? resource.substring("file:".length()) : resource);
    }

    private String time(Optional<Instant> at) {
        return at.map(instant -> SECOND.format(instant.atZone(zone))).orElse("?");
    }

    static String words(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 1
                ? wait.toMillis() + " ms"
                : seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    static String counted(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static Piece ours(String text) {
        return Piece.ours(text);
    }

    private static Piece ours(String text, Tone tone) {
        return Piece.ours(text, tone);
    }

    private static Piece theirs(String text) {
        return Piece.theirs(text);
    }
}
