package io.brattice.console.audit;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.console.page.Page;
import io.brattice.console.page.Piece;
import io.brattice.console.page.Piece.Tone;
import io.brattice.console.page.Plot;
import io.brattice.console.report.Integrity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Writes an audit. Names of teams, agents, people and rules are never markup. */
final class AuditPage {

    private static final int MOST_DAYS = 60;
    private static final int MOST_ROWS = 50;
    private static final int MOST_RULES = 20;
    private static final int LONGEST = 120;

    /** Upper ends, with what they are called. */
    private static final List<Map.Entry<String, Duration>> BUCKETS = List.of(
            Map.entry("under 3 s", Duration.ofSeconds(3)),
            Map.entry("3 to 10 s", Duration.ofSeconds(10)),
            Map.entry("10 to 60 s", Duration.ofMinutes(1)),
            Map.entry("1 to 10 min", Duration.ofMinutes(10)),
            Map.entry("10 to 60 min", Duration.ofHours(1)),
            Map.entry("over 1 h", Duration.ofDays(36_500)));

    private final Page page;
    private final Audit audit;

    AuditPage(Page page, Audit audit) {
        this.page = page;
        this.audit = audit;
    }

    void write(Integrity integrity) {
        Tally all = audit.all();
        page.title(ours("What the gate did"));
        page.line(ours("From " + time(audit.first()) + " to " + time(audit.last()) + ", " + number(audit.entries())
                + " entries."));
        page.line(ours(integrity.words(), integrity.fine() ? Tone.GOOD : Tone.BAD));
        if (audit.noted().containsKey("shortened")) {
            page.line(ours(
                    "The journal was pruned within this time: what was removed is not in these numbers.",
                    Tone.WARNING));
        }
        page.line(
                ours(number(all.calls()) + " calls: " + number(all.reads) + " only read, " + number(all.ran) + " ran, "
                        + number(all.refused) + " refused. Of those that ran, " + number(all.failed) + " failed and "
                        + number(all.undone) + " were taken back; " + number(audit.unended()) + " have no end."));
        questions(all);
        days();
        effects(all);
        tiers();
        tallies("By team", audit.teams());
        tallies("By agent", audit.agents());
        people();
        rules();
        noted();
    }

    private void questions(Tally all) {
        page.section("Questions to people");
        long days = days(audit);
        page.line(
                ours(number(all.questions) + " questions", Tone.STRONG),
                ours("- " + decimal(days == 0 ? 0 : (double) all.questions / days) + " a day and "
                        + decimal(all.perThousand()) + " per 1,000 calls; " + number(audit.waiting())
                        + " without an end."));
        if (all.answers() == 0) {
            page.line(ours("Nobody answered any."));
            return;
        }
        double quick = 100.0 * all.quick / all.answers();
        page.line(
                ours(decimal(all.approvalRate()) + " % yes", Tone.STRONG),
                ours("of " + number(all.answers()) + " answers that counted; " + number(audit.discounted())
                        + " did not count."));
        page.line(ours("Half of them came within " + words(audit.waits().quantile(0.5)) + ", nine of ten within "
                + words(audit.waits().quantile(0.9)) + "."));
        page.line(
                ours(
                        number(all.quick) + " answers in under three seconds (" + decimal(quick) + " %)",
                        quick >= 10 ? Tone.BAD : Tone.PLAIN),
                ours("- hardly read."));
        List<Plot.Bar> bars = new ArrayList<>();
        List<List<Piece>> rows = new ArrayList<>();
        Duration from = Duration.ZERO;
        for (Map.Entry<String, Duration> bucket : BUCKETS) {
            long count = audit.waits().between(from, bucket.getValue());
            bars.add(new Plot.Bar(bucket.getKey(), count));
            rows.add(List.of(ours(bucket.getKey()), ours(number(count))));
            from = bucket.getValue();
        }
        page.plot(new Plot("How long people took to answer", bars));
        page.table(List.of("time to answer", "answers"), rows);
    }

    private void days() {
        page.section("By day");
        List<Map.Entry<LocalDate, Tally>> all = List.copyOf(audit.days().entrySet());
        List<Map.Entry<LocalDate, Tally>> shown = all.subList(Math.max(0, all.size() - MOST_DAYS), all.size());
        plot("Calls a day", shown, Tally::calls);
        plot("Questions a day", shown, tally -> tally.questions);
        List<List<Piece>> rows = new ArrayList<>();
        shown.forEach(each -> rows.add(row(ours(each.getKey().toString()), each.getValue())));
        page.table(HEAD, rows);
        if (all.size() > shown.size()) {
            page.line(ours(
                    "The last " + MOST_DAYS + " of " + all.size() + " days with calls; `--json` has all of them."));
        }
    }

    private void plot(String says, List<Map.Entry<LocalDate, Tally>> days, ToDoubleFunction<Tally> value) {
        page.plot(new Plot(
                says,
                days.stream()
                        .map(each -> new Plot.Bar(
                                each.getKey().toString().substring(5), value.applyAsDouble(each.getValue())))
                        .toList()));
    }

    private void effects(Tally all) {
        page.section("What ran, by class");
        List<List<Piece>> classes = new ArrayList<>();
        for (Reversibility grave : Reversibility.values()) {
            long count = grave == Reversibility.READ_ONLY
                    ? all.reads + all.classes.getOrDefault(grave, 0L)
                    : all.classes.getOrDefault(grave, 0L);
            classes.add(List.of(ours(grave.name().toLowerCase(Locale.ROOT).replace('_', ' ')), ours(number(count))));
        }
        page.table(List.of("class, with its safeguards", "calls"), classes);
        List<List<Piece>> verbs = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            if (all.things.containsKey(verb)) {
                verbs.add(List.of(
                        ours(verb.name().toLowerCase(Locale.ROOT)), ours(number(all.things.getOrDefault(verb, 0L)))));
            }
        }
        if (all.linesTaken > 0) {
            verbs.add(List.of(ours("lines taken away"), ours(number(all.linesTaken))));
        }
        if (!verbs.isEmpty()) {
            page.table(List.of("effect", "things"), verbs);
        }
        if (all.vague > 0) {
            page.line(ours(
                    number(all.vague)
                            + " calls did more than was written down or known beforehand: these are the least.",
                    Tone.WARNING));
        }
    }

    private void tiers() {
        if (audit.tiers().all().isEmpty()) {
            return;
        }
        page.section("What ran, by tier");
        List<List<Piece>> rows = new ArrayList<>();
        audit.tiers()
                .all()
                .forEach((name, sums) -> rows.add(List.of(
                        theirs(name),
                        ours(number(sums.calls)),
                        ours(number(sums.things.getOrDefault(Verb.READ, 0L))),
                        ours(number(sums.changed())),
                        ours(number(sums.things.getOrDefault(Verb.DELETE, 0L))))));
        page.table(List.of("tier, the first one first", "calls", "looked at", "changed", "deleted"), rows);
        page.line(ours(
                "What nobody could resolve counts on every tier; looks that passed the short way are not listed."));
    }

    private static final List<String> HEAD = List.of("", "calls", "ran", "refused", "asked", "yes %", "deleted");

    private static List<Piece> row(Piece name, Tally tally) {
        return List.of(
                name,
                ours(number(tally.calls())),
                ours(number(tally.ran)),
                ours(number(tally.refused)),
                ours(number(tally.questions)),
                ours(tally.answers() == 0 ? "" : decimal(tally.approvalRate())),
                ours(number(tally.things.getOrDefault(Verb.DELETE, 0L))));
    }

    private void tallies(String heading, Map<String, Tally> tallies) {
        page.section(heading);
        List<Map.Entry<String, Tally>> sorted = tallies.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<String, Tally> each) -> -each.getValue().calls()))
                .toList();
        List<List<Piece>> rows = new ArrayList<>();
        sorted.stream()
                .limit(MOST_ROWS)
                .forEach(each -> rows.add(
                        row(each.getKey().isEmpty() ? ours("(none)") : theirs(each.getKey()), each.getValue())));
        page.table(HEAD, rows);
        if (sorted.size() > MOST_ROWS) {
            page.line(ours("And " + number(sorted.size() - MOST_ROWS) + " more; `--json` has all of them."));
        }
    }

    private void people() {
        if (audit.people().isEmpty()) {
            return;
        }
        page.section("By person who answered");
        List<List<Piece>> rows = new ArrayList<>();
        audit.people().entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<String, Tally> each) -> -each.getValue().answers()))
                .limit(MOST_ROWS)
                .forEach(each -> rows.add(List.of(
                        theirs(each.getKey()),
                        ours(number(each.getValue().answers())),
                        ours(decimal(each.getValue().approvalRate())),
                        ours(number(each.getValue().quick)))));
        page.table(List.of("", "answers", "yes %", "under 3 s"), rows);
    }

    private void rules() {
        if (audit.rules().isEmpty()) {
            return;
        }
        page.section("Rules that took part most");
        List<List<Piece>> rows = new ArrayList<>();
        audit.rules().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_RULES)
                .forEach(each -> {
                    int end = each.getKey().indexOf('\n');
                    rows.add(List.of(
                            theirs(each.getKey().substring(end + 1)),
                            ours(each.getKey().substring(0, end)),
                            ours(number(each.getValue()))));
                });
        page.table(List.of("rule", "how", "calls"), rows);
    }

    private void noted() {
        if (audit.noted().isEmpty()) {
            return;
        }
        page.section("What was noted");
        List<List<Piece>> rows = new ArrayList<>();
        audit.noted().entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(each -> rows.add(List.of(theirs(each.getKey()), ours(number(each.getValue())))));
        page.table(List.of("", "times"), rows);
    }

    /** From the first day to the last, both included. */
    static long days(Audit audit) {
        List<LocalDate> days = List.copyOf(audit.days().keySet());
        return days.isEmpty() ? 0 : ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)) + 1;
    }

    private static String time(Optional<Instant> at) {
        return at.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("?");
    }

    private static String words(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 1
                ? wait.toMillis() + " ms"
                : seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /** Names are told apart in whole, and shown in part. */
    private static Piece theirs(String name) {
        int end = name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length())));
        return Piece.theirs(end == name.length() ? name : name.substring(0, end) + "...");
    }

    private static Piece ours(String text) {
        return Piece.ours(text);
    }

    private static Piece ours(String text, Tone tone) {
        return Piece.ours(text, tone);
    }
}
