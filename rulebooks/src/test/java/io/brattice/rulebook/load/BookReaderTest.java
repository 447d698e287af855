package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Condition.CallerIs;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.Range;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files say, once they are read. */
final class BookReaderTest {

    private static Book book(String... lines) {
        String text = "version: 1\n" + String.join("\n", lines) + "\n";
        return BookReader.standard()
                .read("house.yaml", text.getBytes(StandardCharsets.UTF_8))
                .orThrow();
    }

    /** The condition of a rule that denies. */
    private static Condition when(String condition) {
        return book("rules:", "  - id: r", "    when: " + condition, "    then: deny")
                .clauses()
                .get(0)
                .when();
    }

    private static Optional<Range.Bound> bound(String number, boolean inclusive) {
        return Optional.of(new Range.Bound(new BigDecimal(number), inclusive));
    }

    @Test
    void theSmallestRulebookHasTheStandardDefaults() {
        Book book = book();

        assertEquals("house.yaml", book.name());
        assertEquals(Defaults.standard(), book.defaults());
        assertEquals(List.of(), book.clauses());
    }

    @Test
    void aRuleHasItsPlaceAndItsTerms() {
        Clause clause = book(
                        "rules:",
                        "  - id: two-people",
                        "    when: {effect: {tier: production, inherent: {or-worse: recoverable}}}",
                        "    then: escalate",
                        "    approval: {people: 2, roles: [senior], answer-within: 1h, valid-for: 15m, cool-down: 10m, to: owners}",
                        "    advice: open a ticket")
                .clauses()
                .get(0);

        assertEquals(new Place("house.yaml", 3, 5), clause.place());
        assertEquals(Decision.ESCALATE, clause.then());
        assertEquals(
                Optional.of(ApprovalTerms.people(2)
                        .roles("senior")
                        .coolDown(Duration.ofMinutes(10))
                        .to("owners")),
                clause.approval());
        assertEquals(
                new Condition.All(List.of(
                        new Condition.EffectTier(Set.of("production")),
                        new Condition.EffectClass(true, Reversibility.RECOVERABLE, Reversibility.IRREVERSIBLE))),
                clause.when());
    }

    @Test
    void anEscalationWithoutTermsAsksOnePerson() {
        Clause clause = book("rules: [{id: r, when: {tool: x}, then: escalate}]")
                .clauses()
                .get(0);

        assertEquals(Optional.of(ApprovalTerms.onePerson()), clause.approval());
    }

    @Test
    void anAllowRuleReachesUpToRecoverableUnlessItSaysMore() {
        Book book = book(
                "rules:",
                "  - {id: a, when: {tool: x}, then: allow}",
                "  - {id: b, when: {tool: x}, then: allow, up-to: irreversible}");

        assertEquals(Reversibility.RECOVERABLE, book.clauses().get(0).upTo());
        assertEquals(Reversibility.IRREVERSIBLE, book.clauses().get(1).upTo());
    }

    @Test
    void textsHaveShortForms() {
        assertEquals(new Condition.Tool(new TextTest.Is("bash")), when("{tool: bash}"));
        assertEquals(new Condition.Tool(new TextTest.In(Set.of("a", "b"))), when("{tool: [a, b]}"));
        assertEquals(new Condition.Tool(new TextTest.Glob("mcp.*")), when("{tool: {glob: 'mcp.*'}}"));
        assertEquals(new Condition.Tool(new TextTest.Is("a*")), when("{tool: {is: 'a*'}}"));
        assertEquals(
                new Condition.Not(new Condition.Any(List.of(
                        new Condition.Tool(new TextTest.Prefix("a")), new Condition.Tool(new TextTest.Is("b"))))),
                when("{tool: {not: {any: [{prefix: a}, b]}}}"));
    }

    @Test
    void argumentsHaveTypedTests() {
        assertEquals(argument("n", new ValueTest.Equal(5L)), argument(when("{tool: t, arguments: {n: 5}}")));
        assertEquals(argument("n", new ValueTest.Equal("5")), argument(when("{tool: t, arguments: {n: '5'}}")));
        assertEquals(argument("n", new ValueTest.Equal(null)), argument(when("{tool: t, arguments: {n: null}}")));
        assertEquals(
                argument("n", new ValueTest.OneOf(List.of("a", true))),
                argument(when("{tool: t, arguments: {n: [a, true]}}")));
        assertEquals(
                argument("n", new ValueTest.Numeric(new Range(bound("1", false), bound("2.5", true)))),
                argument(when("{tool: t, arguments: {n: {more-than: 1, at-most: 2.5}}}")));
        assertEquals(
                argument("n", new ValueTest.Size(new Range(Optional.empty(), bound("1048576", false)))),
                argument(when("{tool: t, arguments: {n: {less-than: 1MiB}}}")));
        assertEquals(
                argument("n", new ValueTest.Length(new Range(bound("5400", true), Optional.empty()))),
                argument(when("{tool: t, arguments: {n: {at-least: 1h30m}}}")));
        assertEquals(
                argument("n", new ValueTest.Present(false)),
                argument(when("{tool: t, arguments: {n: {present: false}}}")));
    }

    private static Condition argument(String name, ValueTest test) {
        return new Condition.Argument(List.of(name), false, test);
    }

    private static Condition argument(Condition all) {
        return ((Condition.All) all).of().get(1);
    }

    @Test
    void everyAndSomeAreTakenApartBehindAStar() {
        ValueTest inside = new ValueTest.Text(new TextTest.Domain("example.com"));

        assertEquals(
                new Condition.Not(new Condition.Argument(List.of("to", "*"), true, inside)),
                argument(when("{tool: t, arguments: {to.*: {some: {not: {domain: example.com}}}}}")));
        assertEquals(
                new Condition.Argument(List.of("to", "*", "a.b"), true, inside),
                argument(when("{tool: t, arguments: {/to/*/a.b: {every: {domain: example.com}}}}")));
    }

    @Test
    void conditionsOfEveryKindAreRead() {
        assertEquals(new Condition.Always(), when("{always: true}"));
        assertEquals(
                new Condition.EffectVerb(Set.of(Verb.DELETE, Verb.UPDATE)), when("{effect: {verb: [delete, update]}}"));
        assertEquals(
                new Condition.EffectResource(new TextTest.Under("/srv")), when("{effect: {resource: {under: /srv}}}"));
        assertEquals(
                new Condition.EffectCount(new Range(bound("3", true), bound("3", true))), when("{effect: {count: 3}}"));
        assertEquals(
                new Condition.EffectBytes(new Range(bound("1000", false), Optional.empty())),
                when("{effect: {bytes: {more-than: 1kB}}}"));
        assertEquals(
                new Condition.Command(
                        Optional.of(new TextTest.Is("git")),
                        Optional.of(new TextTest.In(Set.of("push", "fetch"))),
                        Set.of("--force"),
                        Optional.of(Set.of("--force", "-v"))),
                argument(
                        when(
                                "{tool: bash, command: {program: git, subcommand: [push, fetch], options: --force, only-options: [--force, -v]}}")));
        assertEquals(
                new CallerIs(CallerIs.Field.KIND, new TextTest.In(Set.of("agent"))), when("{caller: {kind: agent}}"));
        assertEquals(new CallerIs(CallerIs.Field.TAINT, new TextTest.Is("web")), when("{taint: web}"));
        assertEquals(
                new Condition.Window(
                        ZoneId.of("Europe/Berlin"),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0)),
                when("{time: {zone: Europe/Berlin, days: sat-mon, from: 22:00, to: '06:00'}}"));
        assertEquals(
                new Condition.Lately(
                        Verb.SEND,
                        Duration.ofHours(1),
                        Condition.Lately.Measure.CALLS,
                        new Range(bound("3", false), Optional.empty())),
                when("{history: {verb: send, within: 1h, sum: calls, more-than: 3}}"));
        assertEquals(new Condition.Recreated(Duration.ofDays(1)), when("{recreated: {within: 1d}}"));
    }

    @Test
    void freezesAndSafetyResetsBecomeRules() {
        Book book = book(
                "freezes: [{id: f, from: 2026-12-20, until: 2027-01-02T06:00, zone: Europe/Berlin}]",
                "safety-resets: [{id: s, from: 2026-12-20, until: 2026-12-21, zone: UTC, tiers: production}]");
        Condition changing = new Condition.EffectClass(true, Reversibility.REVERSIBLE, Reversibility.IRREVERSIBLE);

        assertEquals(Decision.DENY, book.clauses().get(0).then());
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Between(
                                Instant.parse("2026-12-19T23:00:00Z"), Instant.parse("2027-01-02T05:00:00Z")),
                        changing)),
                book.clauses().get(0).when());
        assertEquals(Optional.of(ApprovalTerms.people(2)), book.clauses().get(1).approval());
        assertEquals(
                new Condition.All(List.of(
                        new Condition.Between(
                                Instant.parse("2026-12-20T00:00:00Z"), Instant.parse("2026-12-21T00:00:00Z")),
                        new Condition.EffectTier(Set.of("production")),
                        changing)),
                book.clauses().get(1).when());
    }

    @Test
    void budgetsSumExactly() {
        Budget budget = book(
                        "budgets:",
                        "  - id: pay",
                        "    when: {tool: pay}",
                        "    sum: {argument: amount, unit: currency, only: EUR}",
                        "    by: [tenant, agent]",
                        "    window: {calendar: day, zone: Europe/Berlin}",
                        "    limit: 500.50",
                        "    then: deny")
                .budgets()
                .get(0);

        assertEquals(new Budget.Sum.Argument(List.of("amount"), List.of("currency"), Optional.of("EUR")), budget.sum());
        assertEquals(new BigDecimal("500.50"), budget.limit());
        assertEquals(List.of(CallerIs.Field.TENANT, CallerIs.Field.AGENT), budget.by());
        assertEquals(new Budget.Span.Calendar(Budget.Span.Unit.DAY, ZoneId.of("Europe/Berlin")), budget.window());
    }

    @Test
    void examplesAreEvidenceOrRawCalls() {
        Clause clause = book(
                        "rules:",
                        "  - id: r",
                        "    when: {tool: bash}",
                        "    then: deny",
                        "    matches:",
                        "      - {tool: bash, arguments: {command: ls}}",
                        "      - {tool: bash, effects: [{verb: delete, resource: 'file:/a', inherent: irreversible, reversibility: reversible}]}",
                        "    matches-not:",
                        "      - {tool: sh, class: read-only, at: 2026-01-01T10:00, caller: {roles: [a]}}")
                .clauses()
                .get(0);

        assertTrue(clause.matches().get(0).assessment().isEmpty());
        assertEquals(
                Reversibility.REVERSIBLE,
                clause.matches().get(1).assessment().orElseThrow().reversibility());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                clause.matches().get(1).assessment().orElseThrow().inherent());
        assertEquals(
                Optional.of(Instant.parse("2026-01-01T10:00:00Z")),
                clause.matchesNot().get(0).at());
        assertEquals(Set.of("a"), clause.matchesNot().get(0).call().caller().roles());
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "15m,900", "1h30m,5400", "2d,172800", "1w,604800", "PT1H,3600", "P1D,86400"})
    void timesAreReadAsPeopleWriteThem(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), Amounts.time(text));
    }

    @ParameterizedTest
    @CsvSource({"12B,12", "1kB,1000", "100MB,100000000", "1GiB,1073741824", "1.5MB,1500000", "2 KiB,2048"})
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertEquals(Optional.of(bytes), Amounts.size(text).map(BigDecimal::longValueExact));
    }
}
