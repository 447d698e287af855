package io.brattice.console.audit;

import io.brattice.action.Arguments;
import io.brattice.console.page.Ascii;
import io.brattice.console.report.Integrity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit for programs: one line for the whole, and one for each day, team, agent, person and rule. */
final class AuditJson {

    private AuditJson() {}

    static List<String> lines(Audit audit, Integrity integrity) {
        List<String> lines = new ArrayList<>();
        Map<String, @Nullable Object> all = tally("all", "", audit.all());
        all.put("first", audit.first().map(Object::toString).orElse(""));
        all.put("last", audit.last().map(Object::toString).orElse(""));
        all.put("days", AuditPage.days(audit));
        all.put("entries", audit.entries());
        all.put("journal_intact", integrity.fine());
        all.put("without_end", audit.unended());
        all.put("waiting", audit.waiting());
        all.put("answers_not_counted", audit.discounted());
        all.put("wait_median_ms", audit.waits().quantile(0.5).toMillis());
        all.put("wait_p90_ms", audit.waits().quantile(0.9).toMillis());
        all.put("pruned", audit.noted().containsKey("shortened"));
        lines.add(line(all));
        audit.days().forEach((day, tally) -> lines.add(line(tally("day", day.toString(), tally))));
        audit.teams().forEach((team, tally) -> lines.add(line(tally("team", team, tally))));
        audit.agents().forEach((agent, tally) -> lines.add(line(tally("agent", agent, tally))));
        audit.people().forEach((person, tally) -> lines.add(line(tally("person", person, tally))));
        audit.tiers().all().forEach((name, sums) -> {
            Map<String, Object> things = new LinkedHashMap<>();
            sums.things.forEach((verb, count) -> things.put(verb.name().toLowerCase(Locale.ROOT), count));
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("of", "tier");
            facts.put("name", name);
            facts.put("calls", sums.calls);
            facts.put("things", things);
            lines.add(line(facts));
        });
        audit.rules().forEach((rule, count) -> {
            int end = rule.indexOf('\n');
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("of", "rule");
            facts.put("name", rule.substring(end + 1));
            facts.put("how", rule.substring(0, end));
            facts.put("calls", count);
            lines.add(line(facts));
        });
        return lines;
    }

    private static Map<String, @Nullable Object> tally(String of, String name, Tally tally) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("of", of);
        facts.put("name", name);
        facts.put("calls", tally.calls());
        facts.put("reads", tally.reads);
        facts.put("ran", tally.ran);
        facts.put("refused", tally.refused);
        facts.put("failed", tally.failed);
        facts.put("undone", tally.undone);
        facts.put("questions", tally.questions);
        facts.put("questions_per_1000_calls", rounded(tally.perThousand()));
        facts.put("yes", tally.yes);
        facts.put("no", tally.no);
        facts.put("under_3_seconds", tally.quick);
        Map<String, Object> classes = new LinkedHashMap<>();
        tally.classes.forEach((grave, count) -> classes.put(grave.name(), count));
        facts.put("classes", classes);
        Map<String, Object> things = new LinkedHashMap<>();
        tally.things.forEach((verb, count) -> things.put(verb.name().toLowerCase(Locale.ROOT), count));
        facts.put("things", things);
        facts.put("lines_taken_away", tally.linesTaken);
        facts.put("sums_are_least", tally.vague > 0);
        return facts;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    private static String line(Map<String, @Nullable Object> facts) {
        return Ascii.json(Arguments.from(facts).json());
    }
}
