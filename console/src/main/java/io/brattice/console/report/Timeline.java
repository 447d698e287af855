package io.brattice.console.report;

import static io.brattice.console.report.Telling.counted;
import static io.brattice.console.report.Telling.name;
import static io.brattice.console.report.Telling.number;
import static io.brattice.console.report.Telling.ours;
import static io.brattice.console.report.Telling.past;
import static io.brattice.console.report.Telling.theirs;

import io.brattice.Chronicle.State;
import io.brattice.action.Verb;
import io.brattice.console.page.Page;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import io.brattice.console.report.Deed.Asked;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every call of a session in order, each with what it did and what became of it. */
final class Timeline {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MOST_EFFECTS = 8;

    private final Page page;
    private final Account account;
    private final ZoneId zone;

    Timeline(Page page, Account account, ZoneId zone) {
        this.page = page;
        this.account = account;
        this.zone = zone;
    }

    void write() {
        page.section("Everything, in order");
        if (account.shortened() > 0) {
            page.line(ours(
                    number(account.shortened())
                            + " calls are told without their words, since there are too many; `brattice journal export --session` has them.",
                    Tone.WARNING));
        }
        for (Object each : account.timeline()) {
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
                .sorted(Comparator.comparingInt(effect -> Telling.BY_GRAVITY.indexOf(effect.verb())))
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

    List<Piece> head(Deed deed) {
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

    static List<Piece> answer(Asked asked) {
        if (asked.answered.isEmpty()) {
            return List.of(ours("no answer is recorded", Tone.WARNING));
        }
        List<Piece> line = new ArrayList<>();
        line.add(ours(asked.yes ? "yes" : "no", asked.yes ? Tone.GOOD : Tone.BAD));
        line.add(ours("by"));
        line.add(theirs(asked.by));
        line.add(ours("after " + asked.waited().map(Telling::words).orElse("")));
        if (!asked.said.isEmpty()) {
            line.add(theirs(asked.said));
        }
        return line;
    }

    String time(Optional<Instant> at) {
        return at.map(instant -> SECOND.format(instant.atZone(zone))).orElse("?");
    }
}
