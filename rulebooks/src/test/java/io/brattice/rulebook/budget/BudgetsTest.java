package io.brattice.rulebook.budget;

import static io.brattice.rulebook.budget.Money.CONDITIONS;
import static io.brattice.rulebook.budget.Money.EUROS;
import static io.brattice.rulebook.budget.Money.HOUR;
import static io.brattice.rulebook.budget.Money.PAYING;
import static io.brattice.rulebook.budget.Money.asking;
import static io.brattice.rulebook.budget.Money.beside;
import static io.brattice.rulebook.budget.Money.denying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Preview;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Charge;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Policy;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.language.Budget;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Condition.CallerIs.Field;
import io.brattice.rulebook.language.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one call is charged and what is said of it; the sums over many are in {@link BudgetedGateTest}. */
class BudgetsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Condition DELETING = new Condition.EffectVerb(Set.of(Verb.DELETE));

    @Test
    void withoutBudgetsTheRulesAreThemselves() {
        Policy rules = Policy.defaults();
        assertSame(rules, Budgets.beside(rules, List.of(), List.of(), CONDITIONS));
    }

    @Test
    void callThatDoesNotConcernABudgetIsNotCharged() {
        Evidence look = evidence("look", Arguments.none(), Caller.agent("bot"), List.of(), Optional.empty());
        assertEquals(List.of(), beside(denying("b", PAYING, EUROS, HOUR, "10")).charges(look));
    }

    @Test
    void accountsAreToldApartByWhatTheBudgetSaysAndByNothingElse() {
        Caller bot = Caller.agent("bot").tenant("acme").session("s1").onBehalfOf("olga");
        Budget everybody = denying("b", PAYING, EUROS, HOUR, "10");
        assertEquals(account(everybody, bot), account(everybody, Caller.agent("other")));
        Budget tenants = denying("b", PAYING, EUROS, HOUR, "10", Field.TENANT);
        assertEquals(
                account(tenants, bot), account(tenants, Caller.agent("other").tenant("acme")));
        assertNotEquals(account(tenants, bot), account(tenants, bot.tenant("other")));
        Budget people = denying("b", PAYING, EUROS, HOUR, "10", Field.ON_BEHALF_OF);
        assertEquals(account(people, bot), account(people, Caller.agent("other").onBehalfOf("olga")));
        assertNotEquals(
                account(people, Caller.agent("bot")),
                account(people, Caller.agent("bot").onBehalfOf("-")));
        Budget sessions = denying("b", PAYING, EUROS, HOUR, "10", Field.AGENT, Field.SESSION);
        assertNotEquals(account(sessions, bot), account(sessions, bot.session("s2")));
        assertEquals(
                account(sessions, bot), account(sessions, bot.tainted("web").roles("admin")));
    }

    /** So that a reload does not give everything away again. */
    @Test
    void otherLimitWindowOrZoneGoesOnWithTheSameSum() {
        Caller bot = Caller.agent("bot");
        String account = account(denying("b", PAYING, EUROS, HOUR, "10"), bot);
        assertEquals(account, account(asking("b", DELETING, EUROS, month("Asia/Tokyo"), "9"), bot, Verb.DELETE));
        assertNotEquals(account, account(denying("c", PAYING, EUROS, HOUR, "10"), bot));
        assertNotEquals(account, account(denying("b", PAYING, new Budget.Sum.Calls(), HOUR, "10"), bot));
    }

    @Test
    void countIsTheMoreOfWhatWasJudgedAndWhatWasRehearsedOfWhatFits() {
        List<Effect> judged = List.of(effect(Verb.DELETE, "file:/a", 3), effect(Verb.SEND, "mail:x", 100));
        List<Effect> seen = List.of(effect(Verb.DELETE, "file:/a/1", 2), effect(Verb.DELETE, "file:/a/2", 7));
        Budget budget = denying("b", DELETING, new Budget.Sum.Count(), HOUR, "10");
        assertEquals(new BigDecimal("3"), charged(budget, judged, Optional.empty()));
        Preview preview = Preview.exact(seen, Digest.of("state"), "");
        assertEquals(new BigDecimal("9"), charged(budget, judged, Optional.of(preview)));
    }

    @Test
    void whatIsNotListedCountsAsOneThing() {
        Assessment incomplete = Assessment.unknown("opaque");
        Evidence evidence = new Evidence(
                call("bash", Arguments.none(), Caller.agent("bot")),
                incomplete,
                Optional.empty(),
                History.none(),
                NOW,
                Tiers.none());
        Budget budget = denying("b", new Condition.Always(), new Budget.Sum.Count(), HOUR, "10");
        assertEquals(BigDecimal.ONE, beside(budget).charges(evidence).get(0).amount());
    }

    @Test
    void limitMayBeReachedAndNotPassed() {
        Policy policy = beside(denying("b", PAYING, EUROS, HOUR, "10"));
        Evidence ten = pay("10.00", "EUR");
        assertEquals(Decision.ALLOW, policy.decide(ten.unspent(policy)).decision());
        Evidence more = pay("10.01", "EUR");
        var verdict = policy.decide(more.unspent(policy));
        assertEquals(Decision.DENY, verdict.decision());
        assertEquals(
                "b: 10.01 more would pass the limit of 10 EUR within PT1H, of which 0 is spent",
                verdict.reasons().get(0).toString());
    }

    @Test
    void amountThatCannotBeToldIsRefusedWhateverTheBudgetSays() {
        Policy policy = beside(asking("b", PAYING, EUROS, HOUR, "10"));
        Evidence dollars = pay("1", "USD");
        assertEquals(Decision.DENY, policy.decide(dollars.unspent(policy)).decision());
        assertEquals(List.of(), policy.charges(dollars));
        assertEquals(Decision.DENY, policy.decide(pay("NaN", "EUR")).decision());
    }

    /** A wrapper that passes on the verdict and forgets the charges would otherwise never spend anything. */
    @Test
    void budgetThatNobodyLookedUpRefuses() {
        Policy policy = beside(denying("b", PAYING, EUROS, HOUR, "10"));
        assertEquals(Decision.DENY, policy.decide(pay("1", "EUR")).decision());
    }

    @Test
    void strictestOfRulesAndBudgetsStandsWithItsAdvice() {
        Policy policy = beside(asking("a", PAYING, EUROS, HOUR, "5"), denying("b", PAYING, EUROS, HOUR, "10"));
        var verdict = policy.decide(pay("7", "EUR").unspent(policy));
        assertEquals(Decision.ESCALATE, verdict.decision());
        assertTrue(verdict.advice().contains("ask the treasurer"), verdict.advice());
        assertEquals(
                Decision.DENY, policy.decide(pay("11", "EUR").unspent(policy)).decision());
    }

    @Test
    void budgetThatCannotBeKeptIsRefusedAtOnce() {
        Budget.Sum noUnit = new Budget.Sum.Argument(List.of("amount"), List.of("currency"), Optional.empty());
        Budget.Sum star = new Budget.Sum.Argument(List.of("items", "*"), List.of(), Optional.empty());
        for (Budget bad : List.of(
                denying("b", PAYING, noUnit, HOUR, "10"),
                denying("b", PAYING, star, HOUR, "10"),
                denying("b", PAYING, EUROS, HOUR, "-1"),
                denying("b", PAYING, EUROS, HOUR, "10", Field.TAINT),
                denying("b", PAYING, EUROS, HOUR, "10", Field.ROLE),
                denying("b", PAYING, EUROS, new Budget.Span.Rolling(Duration.ofDays(367)), "10"),
                denying("b", PAYING, EUROS, new Budget.Span.Rolling(Duration.ZERO), "10"))) {
            assertThrows(IllegalArgumentException.class, () -> beside(bad), bad.toString());
        }
        Budget one = denying("b", PAYING, EUROS, HOUR, "10");
        assertThrows(IllegalArgumentException.class, () -> beside(one, one));
    }

    @Test
    void digestTellsWhatABudgetMeansAndNotWhereItStands() {
        Budget one = denying("b", PAYING, EUROS, HOUR, "10");
        Budget moved = new Budget(
                one.id(),
                new Place("f.yaml", 3, 4),
                one.when(),
                one.sum(),
                one.by(),
                one.window(),
                new BigDecimal("10.0"),
                one.then(),
                one.approval(),
                one.advice());
        assertEquals(beside(one).digest(), beside(moved).digest());
        assertNotEquals(
                beside(one).digest(),
                beside(denying("b", PAYING, EUROS, HOUR, "11")).digest());
        assertNotEquals(
                beside(one).digest(),
                beside(asking("b", PAYING, EUROS, HOUR, "10")).digest());
        assertNotEquals(beside(one).digest(), Policy.defaults().digest());
    }

    @Test
    void spellingOfSetsIsOneInEveryProcess() {
        assertEquals(
                "EffectVerb(2[Verb:4:SEND,Verb:6:DELETE])",
                Spelling.of(new Condition.EffectVerb(Set.of(Verb.DELETE, Verb.SEND))));
        assertNotEquals(Spelling.of(List.of("a,b")), Spelling.of(List.of("a", "b")));
    }

    @Test
    void calendarWindowsBeginWhereTheyDoInTheirZone() {
        Instant late = Instant.parse("2026-11-30T23:30:00Z");
        assertEquals(Instant.parse("2026-11-30T23:00:00Z"), new Window(month("Europe/Berlin")).start(late));
        assertEquals(Instant.parse("2026-11-01T00:00:00Z"), new Window(month("UTC")).start(late));
        assertEquals(
                Instant.parse("2026-11-29T18:15:00Z"),
                new Window(new Budget.Span.Calendar(Budget.Span.Unit.WEEK, ZoneId.of("Asia/Kathmandu"))).start(late));
        assertEquals(
                Instant.parse("2026-10-24T22:00:00Z"),
                new Window(new Budget.Span.Calendar(Budget.Span.Unit.DAY, ZoneId.of("Europe/Berlin")))
                        .start(Instant.parse("2026-10-25T22:59:59Z")),
                "a day of 25 hours");
    }

    private static Budget.Span month(String zone) {
        return new Budget.Span.Calendar(Budget.Span.Unit.MONTH, ZoneId.of(zone));
    }

    private static String account(Budget budget, Caller caller) {
        return account(budget, caller, Verb.SEND);
    }

    private static String account(Budget budget, Caller caller, Verb verb) {
        Arguments one = Arguments.of("amount", "1", "currency", "EUR");
        List<Charge> charges = beside(budget)
                .charges(evidence("pay", one, caller, List.of(effect(verb, "bank:x", 1)), Optional.empty()));
        return charges.get(0).account();
    }

    private static BigDecimal charged(Budget budget, List<Effect> effects, Optional<Preview> preview) {
        return beside(budget)
                .charges(evidence("rm", Arguments.none(), Caller.agent("bot"), effects, preview))
                .get(0)
                .amount();
    }

    private static Evidence pay(String amount, String currency) {
        return evidence(
                "pay",
                Arguments.from(Map.of("amount", amount, "currency", currency)),
                Caller.agent("bot"),
                List.of(Effect.of(Verb.SEND, new Resource("bank:x"), Reversibility.REVERSIBLE)),
                Optional.empty());
    }

    private static Evidence evidence(
            String tool, Arguments arguments, Caller caller, List<Effect> effects, Optional<Preview> preview) {
        Assessment assessment = Assessment.of(Reversibility.REVERSIBLE, "test", effects.toArray(Effect[]::new));
        return new Evidence(call(tool, arguments, caller), assessment, preview, History.none(), NOW, Tiers.none());
    }

    private static ToolCall call(String tool, Arguments arguments, Caller caller) {
        return new ToolCall("c1", tool, arguments, caller, "");
    }

    private static Effect effect(Verb verb, String resource, long count) {
        return Effect.of(verb, new Resource(resource), Reversibility.REVERSIBLE).measuring(count, 10 * count);
    }
}
