package io.brattice.rulebook.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Evidence;
import io.brattice.policy.History;
import io.brattice.policy.Tiers;
import io.brattice.policy.Verdict;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Delegation;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.Tier;
import io.brattice.rulebook.language.ValueTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ways that somebody would try to slip past a rule. */
final class RedTeamTest {

    private static final Condition PRODUCTION = new Condition.EffectTier(Set.of("production"));

    private static Clause clause(String id, Decision then, Condition... when) {
        return new Clause(
                id,
                Place.nowhere(),
                new Condition.All(List.of(when)),
                then,
                Reversibility.IRREVERSIBLE,
                then == Decision.ESCALATE ? Optional.of(ApprovalTerms.people(2)) : Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Book book(Clause... clauses) {
        Tier production = new Tier(
                "production",
                Place.nowhere(),
                List.of(
                        new TextTest.Glob("file:/srv/**"),
                        new TextTest.Glob("git:https://git.example.com/shop.git#{main,release/*}"),
                        new TextTest.Glob("package:npm/left-pad")));
        return new Book(
                "book",
                Place.nowhere(),
                Optional.empty(),
                false,
                Defaults.standard(),
                List.of(production),
                List.of(clauses),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Evidence evidence(Arguments arguments, Assessment assessment, Optional<Preview> preview) {
        return new Evidence(
                new ToolCall("call", "bash", arguments, Caller.agent("agent").session("s"), ""),
                assessment,
                preview,
                History.none(),
                Instant.EPOCH,
                Tiers.none());
    }

    private static Evidence one(Verb verb, String uri) {
        Effect effect = Effect.of(verb, new Resource(uri), Reversibility.READ_ONLY);
        return evidence(Arguments.none(), Assessment.of(Reversibility.READ_ONLY, "test", effect), Optional.empty());
    }

    private static Verdict decide(Book book, Evidence evidence) {
        Verdict verdict = Decider.of(List.of(book), CommandReader.none()).decide(evidence);
        assertEquals(Interpreter.of(List.of(book), CommandReader.none()).decide(evidence), verdict);
        return verdict;
    }

    private static void assertDenied(Book book, Verb verb, String... uris) {
        for (String uri : uris) {
            assertEquals(Decision.DENY, decide(book, one(verb, uri)).decision(), uri);
        }
    }

    private static void assertPasses(Book book, Verb verb, String... uris) {
        for (String uri : uris) {
            assertEquals(Decision.ALLOW, decide(book, one(verb, uri)).decision(), uri);
        }
    }

    @Test
    void noOtherSpellingOfANameGetsPastATier() {
        Book book = book(clause("keep", Decision.DENY, PRODUCTION));
        assertDenied(
                book,
                Verb.DELETE,
                "file:/srv/db",
                "file:/srv/db#lines",
                "file:/srv/",
                "file:/srv",
                "file:/",
                "file:/%73rv/db",
                "file:/srv%2fdb",
                "file:/tmp/%2e%2e/srv/db",
                "git:https://git.example.com/shop.git",
                "git:file:/srv/shop#main",
                "git:file:/srv/%61#main",
                "git:https://git.example.com/shop.git#release/1",
                "git:https://git.example.com/sho%70.git#main",
                "package:npm/*",
                "package:npm/unknown",
                "tool:unknown",
                "tool:files",
                "unknown:anything");
        assertPasses(
                book,
                Verb.DELETE,
                "file:/srvx/db",
                "file:/tmp/srv/db",
                "file:/tmp/100%25",
                "file:/home/unknown/x",
                "file:/Srv/db",
                "git:file:/home/shop#main",
                "git:https://git.example.com/shop.git#mainline",
                "package:npm/left-padding",
                "package:pip/*");
        assertPasses(book, Verb.READ, "file:/srv", "file:/", "package:npm/*");
    }

    @Test
    void whatIsUnresolvedIsInNoTierForAllow() {
        Defaults asks = new Defaults(
                Defaults.Answer.ESCALATE,
                Defaults.Answer.ESCALATE,
                Defaults.Answer.ESCALATE,
                Defaults.Answer.ESCALATE,
                Defaults.standard().limits(),
                Defaults.standard().changes());
        Book rules = book(clause("may", Decision.ALLOW, PRODUCTION));
        Book book = new Book(
                "book",
                Place.nowhere(),
                Optional.empty(),
                false,
                asks,
                rules.tiers(),
                rules.clauses(),
                List.of(),
                List.of(),
                Optional.empty());
        assertPasses(book, Verb.DELETE, "file:/srv/db");
        for (String uri : List.of("file:/srv", "file:/", "file:/srv/%61", "tool:unknown", "unknown:unlisted")) {
            assertEquals(Decision.ESCALATE, decide(book, one(Verb.DELETE, uri)).decision(), uri);
        }
    }

    @Test
    void oneCommandAmongOthersIsEnoughToDenyAndNotToAllow() {
        CommandReader reader = call -> Optional.of(List.of(
                new SimpleCommand("npm", Optional.of("test"), Set.of(), List.of()),
                new SimpleCommand("rm", Optional.empty(), Set.of("-r"), List.of())));
        Condition npm = command("npm");
        Evidence drops = evidence(
                Arguments.of("command", "npm test; rm -r x"),
                Assessment.of(
                        Reversibility.IRREVERSIBLE,
                        "test",
                        Effect.of(Verb.DELETE, new Resource("file:/x"), Reversibility.IRREVERSIBLE)),
                Optional.empty());
        assertEquals(
                Decision.ESCALATE,
                Decider.of(List.of(book(clause("npm", Decision.ALLOW, npm))), reader)
                        .decide(drops)
                        .decision());
        assertEquals(
                Decision.DENY,
                Decider.of(List.of(book(clause("rm", Decision.DENY, command("rm")))), reader)
                        .decide(drops)
                        .decision());
        assertEquals(
                Decision.DENY,
                Decider.of(List.of(book(clause("no-npm", Decision.DENY, new Condition.Not(npm)))), reader)
                        .decide(drops)
                        .decision());
    }

    private static Condition command(String program) {
        return new Condition.Command(
                Optional.of(new TextTest.Is(program)), Optional.empty(), Set.of(), Optional.empty());
    }

    @Test
    void pathsThatGoUpOrStandForOthersAreUnknown() {
        Condition under =
                new Condition.Argument(List.of("path"), false, new ValueTest.Text(new TextTest.Under("/srv/public")));
        Book denies = book(clause("outside", Decision.DENY, new Condition.Not(under)));
        for (String path :
                List.of("/srv/public/../secret", "/srv/publicity", "public/x", "", "/", "file:/srv/public/%2e%2e/x")) {
            Evidence call = evidence(
                    Arguments.of("path", path), Assessment.of(Reversibility.READ_ONLY, "test"), Optional.empty());
            assertEquals(Decision.DENY, decide(denies, call).decision(), path);
        }
        for (String path : List.of("/srv/public", "/srv//public/./x", "file:/srv/public/a%20b")) {
            Evidence call = evidence(
                    Arguments.of("path", path), Assessment.of(Reversibility.READ_ONLY, "test"), Optional.empty());
            assertEquals(Decision.ALLOW, decide(denies, call).decision(), path);
        }
    }

    @Test
    void aCallWithoutEffectsIsSpokenOfByRulesAboutCallsAlone() {
        Evidence nothing = evidence(Arguments.none(), Assessment.of(Reversibility.READ_ONLY, "test"), Optional.empty());
        Condition bash = new Condition.Tool(new TextTest.Is("bash"));
        assertEquals(
                Decision.DENY,
                decide(book(clause("no", Decision.DENY, bash)), nothing).decision());
        assertEquals(
                Decision.ALLOW,
                decide(
                                book(clause(
                                        "only-reads",
                                        Decision.DENY,
                                        new Condition.Not(new Condition.EffectVerb(Set.of(Verb.READ))))),
                                nothing)
                        .decision());
    }

    @Test
    void anIncompleteListIsNeverAllowedByARule() {
        Evidence opaque = evidence(Arguments.none(), Assessment.unknown("opaque"), Optional.empty());
        Verdict verdict = decide(book(clause("all", Decision.ALLOW, new Condition.Always())), opaque);
        assertEquals(Decision.ESCALATE, verdict.decision());
        assertEquals("default.unknown", verdict.reasons().get(0).rule());
        assertEquals(
                Decision.DENY,
                decide(book(clause("keep", Decision.DENY, PRODUCTION)), opaque).decision());
    }

    @Test
    void aDelegationDoesNotReachFurtherThanItSays() {
        Book upper = book(clause("ask", Decision.ESCALATE, new Condition.Always()));
        Book leaves = new Book(
                "upper",
                Place.nowhere(),
                Optional.of("organisation"),
                false,
                upper.defaults(),
                upper.tiers(),
                upper.clauses(),
                List.of(new Delegation(
                        Place.nowhere(),
                        "team",
                        new Condition.EffectResource(new TextTest.Under("/work")),
                        Reversibility.RECOVERABLE)),
                List.of(),
                Optional.empty());
        Book team = new Book(
                "team",
                Place.nowhere(),
                Optional.of("team"),
                false,
                Defaults.standard(),
                List.of(),
                List.of(clause("may", Decision.ALLOW, new Condition.Always())),
                List.of(),
                List.of(),
                Optional.empty());
        Decider decider = Decider.of(List.of(leaves, team), CommandReader.none());
        assertEquals(
                Decision.ALLOW, decider.decide(one(Verb.DELETE, "file:/work/x")).decision());
        for (String uri : List.of("file:/", "file:/work%2fx", "file:/workshop/x", "unknown:x")) {
            assertEquals(
                    Decision.ESCALATE, decider.decide(one(Verb.DELETE, uri)).decision(), uri);
        }
        Effect grave = Effect.of(Verb.DELETE, new Resource("file:/work/x"), Reversibility.IRREVERSIBLE);
        Evidence irreversible =
                evidence(Arguments.none(), Assessment.of(Reversibility.IRREVERSIBLE, "test", grave), Optional.empty());
        assertEquals(Decision.ESCALATE, decider.decide(irreversible).decision());
    }

    @Test
    void thousandsOfEffectsAndRulesEndInTime() {
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clauses.add(clause(
                    "rule-" + i,
                    i % 2 == 0 ? Decision.DENY : Decision.ESCALATE,
                    new Condition.EffectResource(new TextTest.Glob("file:/**/x" + i + "*/*a*a*a*a*b"))));
        }
        Decider decider = Decider.of(List.of(book(clauses.toArray(Clause[]::new))), CommandReader.none());
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            effects.add(
                    Effect.of(Verb.DELETE, new Resource("file:/" + "a/".repeat(50) + i), Reversibility.RECOVERABLE));
        }
        Evidence many = evidence(
                Arguments.none(),
                new Assessment(
                        effects, true, Reversibility.RECOVERABLE, Reversibility.RECOVERABLE, Set.of(), List.of("test")),
                Optional.of(Preview.exact(effects, Digest.of("seen"), "seen")));
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> decider.decide(many));
    }

    @Test
    void countsThatPassTheLargestNumberAreNotSmall() {
        Effect huge = Effect.of(Verb.UPDATE, new Resource("file:/x"), Reversibility.RECOVERABLE)
                .measuring(Long.MAX_VALUE, Long.MAX_VALUE);
        Effect other = Effect.of(Verb.UPDATE, new Resource("file:/y"), Reversibility.RECOVERABLE)
                .measuring(Long.MAX_VALUE, Long.MAX_VALUE);
        Evidence call = evidence(
                Arguments.none(),
                Assessment.of(Reversibility.RECOVERABLE, "test", huge, other),
                Optional.of(Preview.exact(List.of(huge, other), Digest.of("seen"), "seen")));
        assertEquals(Decision.ESCALATE, decide(book(), call).decision());
    }
}
