package io.brattice.rulebook.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Assessment;
import io.brattice.action.Caller;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.rulebook.decide.Decider;
import io.brattice.rulebook.decide.RandomEvidence;
import io.brattice.rulebook.decide.RandomRulebooks;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.load.BookReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What would have to be otherwise, and that it would be. */
final class SmallestChangesTest {

    private static List<Book> books(String text) {
        return List.of(BookReader.standard()
                .read("f", ("version: 1\n" + text).getBytes(StandardCharsets.UTF_8))
                .orThrow());
    }

    private static Evidence pay(String amount, Caller caller) {
        Effect effect = Effect.of(Verb.SPEND, new Resource("payment:x"), Reversibility.IRREVERSIBLE);
        return new Evidence(
                new ToolCall("1", "pay", Arguments.fromJson("{\"amount\": " + amount + ", \"to\": \"x\"}"), caller, ""),
                Assessment.of(Reversibility.IRREVERSIBLE, "it pays", effect),
                Optional.empty(),
                History.none(),
                Instant.parse("2026-01-07T12:00:00Z"),
                Tiers.none());
    }

    private static List<String> changes(String rulebook, Evidence evidence, Alternative.Of of) {
        return SmallestChanges.under(books(rulebook), CommandReader.none()).of(evidence).stream()
                .filter(change -> change.of() == of)
                .map(change -> change.becomes() + " " + change.text())
                .toList();
    }

    @Test
    void theNearestNumberIsToldAndNoOtherOne() {
        String rules = "rules: [{id: large, when: {tool: pay, arguments: {amount: {more-than: 1000}}}, then: deny}]\n";
        assertEquals(
                List.of("ESCALATE `amount` 1000 instead of 1500"),
                changes(rules, pay("1500", Caller.agent("a")), Alternative.Of.ARGUMENT));
        assertEquals(
                List.of("ESCALATE `amount` 1000 instead of 1000.01"),
                changes(rules, pay("1000.01", Caller.agent("a")), Alternative.Of.ARGUMENT));
        assertEquals(
                List.of("DENY `amount` 1001 instead of 5"),
                changes(rules, pay("5", Caller.agent("a")), Alternative.Of.ARGUMENT));
    }

    @Test
    void aMissingArgumentIsAChangeWhereUnknownIsCareful() {
        String rules =
                "rules: [{id: ours, when: {tool: pay, arguments: {to: [x, y]}}, then: allow, up-to: irreversible}]\n";
        assertEquals(
                List.of("ESCALATE `to` other instead of x"),
                changes(rules, pay("5", Caller.agent("a")), Alternative.Of.ARGUMENT));
    }

    @Test
    void callersTimesAndEffectsAreChangedOneAtATime() {
        String rules = """
                rules:
                - {id: payers, when: {tool: pay, not: {caller: {role: payer}}}, then: deny}
                """;
        assertEquals(
                List.of("ESCALATE a caller whose role is `payer`"),
                changes(rules, pay("5", Caller.agent("a")), Alternative.Of.CALLER));
        String night = """
                rules:
                - {id: night, when: {tool: pay, time: {zone: UTC, from: "22:00", to: "06:00"}}, then: deny}
                """;
        assertEquals(
                List.of("DENY at 2026-01-07T22:00:00Z instead of 2026-01-07T12:00:00Z"),
                changes(night, pay("5", Caller.agent("a")), Alternative.Of.TIME));
        String verbs = "rules: [{id: no-pay, when: {effect: {verb: spend}}, then: deny}]\n";
        assertTrue(changes(verbs, pay("5", Caller.agent("a")), Alternative.Of.EFFECT)
                .contains("ESCALATE read instead of spend `payment:x`"));
    }

    @Test
    void oneRuleIsEditedAtATime() {
        String rules = """
                rules:
                - {id: no-pay, when: {tool: pay}, then: deny}
                - {id: small, when: {tool: pay}, then: allow}
                - {id: elsewhere, when: {tool: other}, then: deny}
                """;
        assertEquals(
                List.of("ALLOW `no-pay` with `then: allow`", "ESCALATE `no-pay` with `then: escalate`"),
                changes(rules, pay("5", Caller.agent("a")), Alternative.Of.RULE).stream()
                        .filter(text -> text.contains("no-pay"))
                        .sorted()
                        .toList()
                        .subList(0, 2));
        String needsMore = "rules: [{id: small, when: {tool: pay}, then: allow}]\n";
        assertTrue(changes(needsMore, pay("5", Caller.agent("a")), Alternative.Of.RULE)
                .contains("ALLOW `small` with `up-to: irreversible`"));
    }

    @Test
    void whatNoSingleChangeLeadsToIsNotTold() {
        String twice = """
                mode: read-only
                defaults: {read-only: deny, reversible: deny, recoverable: deny, irreversible: deny}
                rules: [{id: all, when: {always: true}, then: deny}]
                """;
        assertEquals(
                List.of(),
                SmallestChanges.under(books(twice), CommandReader.none()).of(pay("5", Caller.agent("a"))));
    }

    /** Whatever rulebooks and calls there are: it is told what is decided now, and that each change leads to something else. */
    @Test
    void nothingIsToldThatKeepsTheDecision() {
        long seed = Long.getLong("brattice.seed", 20261125L);
        for (int i = 0; i < 60; i++) {
            Random random = new Random(seed + i);
            List<Book> layers = new RandomRulebooks(random).layers();
            Evidence evidence = new RandomEvidence(random).next();
            Decision now =
                    Decider.of(layers, RandomEvidence.COMMANDS).decide(evidence).decision();
            for (Alternative change :
                    SmallestChanges.under(layers, RandomEvidence.COMMANDS).of(evidence)) {
                assertNotEquals(now, change.becomes(), "-Dbrattice.seed=" + (seed + i) + ": " + change);
            }
        }
    }
}
