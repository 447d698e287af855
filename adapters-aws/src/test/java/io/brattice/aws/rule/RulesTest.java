package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final String TWO_CASES = """
            {"service": "s3", "source": "a page",
             "facts": {"s3.a": {"call": "GetBucketVersioning", "with": {"Bucket": "$.Bucket"}, "take": "/Status"},
                       "s3.b": {"call": "GetBucketAcl", "with": {"Bucket": "$.Bucket?", "Of": "@s3.a"}, "take": "/Owner"}},
             "rules": {"GetObject": {"cases": [CASES], "examples": []}}}
            """;

    private static Rules rules(String cases) {
        String json = TWO_CASES.replace("CASES", cases);
        return Rules.from(service -> service.equals("s3") ? Optional.of(json) : Optional.empty());
    }

    private static Optional<Ruling> ruling(String cases, Map<String, ?> request, Map<String, ?> facts) {
        return rules(cases).ruling(RuleFiles.call("s3", "GetObject", request), RuleFiles.knowing(facts));
    }

    @Test
    void theFirstCaseThatFitsWins() {
        String cases = """
                {"if": {"A": 1}, "letter": "irreversible", "why": "one"},
                {"if": {"A": {">": 0}}, "letter": "reversible", "why": "two"}, {"letter": "read", "why": "three"}""";
        assertEquals(
                "s3:GetObject/1",
                ruling(cases, Map.of("A", 1), Map.of()).orElseThrow().rule());
        assertEquals(
                "s3:GetObject/2",
                ruling(cases, Map.of("A", 2), Map.of()).orElseThrow().rule());
        assertEquals(
                "s3:GetObject/3",
                ruling(cases, Map.of("A", 0), Map.of()).orElseThrow().rule());
    }

    @Test
    void amongCasesThatMayFitTheGravestWinsAndAllVerbsAreKept() {
        String cases = """
                {"if": {"@s3.a": "x"}, "letter": "reversible", "verbs": "grant", "why": "mild"},
                {"if": {"@s3.a": "y"}, "letter": "recoverable", "verbs": "spend", "why": "graver"},
                {"letter": "read", "why": "nothing"}""";
        Ruling ruling = ruling(cases, Map.of("Bucket", "b"), Map.of()).orElseThrow();
        assertEquals(Ruling.Letter.RECOVERABLE, ruling.letter());
        assertEquals(List.of(Verb.SPEND, Verb.GRANT), ruling.verbs());
        assertTrue(ruling.why().contains("not known: `s3.a`"), ruling.why());
        assertEquals(
                Ruling.Letter.READ,
                ruling(cases, Map.of("Bucket", "b"), Map.of("s3.a", "z"))
                        .orElseThrow()
                        .letter());
    }

    @Test
    void twoWaysBackThatMayBothBeRightAreNone() {
        String cases = """
                {"if": {"@s3.a": "x"}, "letter": "captured", "undo": "#x", "why": "one"},
                {"letter": "captured", "undo": "#y", "why": "two"}""";
        Ruling ruling = ruling(cases, Map.of("Bucket", "b"), Map.of()).orElseThrow();
        assertEquals(Ruling.Letter.IRREVERSIBLE, ruling.letter());
        assertEquals(Optional.empty(), ruling.undo());
        Ruling known = ruling(cases, Map.of("Bucket", "b"), Map.of("s3.a", "x")).orElseThrow();
        assertEquals(Optional.of("s3:GetObject#x"), known.undo());
    }

    @Test
    void aFactIsAskedOnceAndOnlyWhenTheRequestDoesNotDecide() {
        String cases = """
                {"if": {"@s3.a": "x", "A": true}, "letter": "irreversible", "why": "one"},
                {"if": {"@s3.a": "y"}, "letter": "irreversible", "why": "two"}, {"letter": "read", "why": "three"}""";
        List<String> asked = new ArrayList<>();
        Facts facts = (row, call) -> {
            asked.add(row.id());
            return Fact.known("z", "the test");
        };
        rules(cases).ruling(RuleFiles.call("s3", "GetObject", Map.of("Bucket", "b", "A", true)), facts);
        assertEquals(List.of("s3.a"), asked);
        asked.clear();
        String members = """
                {"if": {"@s3.a": "x", "A": true}, "letter": "irreversible", "why": "one"}, {"letter": "read", "why": "two"}""";
        rules(members).ruling(RuleFiles.call("s3", "GetObject", Map.of("Bucket", "b", "A", false)), facts);
        assertEquals(List.of(), asked);
    }

    @Test
    void aFactMayStandOnAnotherAndIsUnknownWhenThatIs() {
        String cases = """
                {"if": {"@s3.b": "x"}, "letter": "irreversible", "why": "one"}, {"letter": "read", "why": "two"}""";
        List<Object> sent = new ArrayList<>();
        Facts facts = (row, call) -> {
            sent.add(row.parameters());
            return Fact.known("v", "the test");
        };
        AwsCall call = RuleFiles.call("s3", "GetObject", Map.of("Bucket", "b"));
        assertEquals(
                Ruling.Letter.READ,
                rules(cases).ruling(call, facts).orElseThrow().letter());
        assertEquals(List.of(Map.of("Bucket", "$.Bucket"), Map.of("Bucket", "$.Bucket", "Of", "v")), sent);
        assertEquals(
                Ruling.Letter.IRREVERSIBLE,
                rules(cases)
                        .ruling(call, RuleFiles.knowing(Map.of("s3.b", "y")))
                        .orElseThrow()
                        .letter());
    }

    @Test
    void aFileThatIsBrokenSaysTheWorstOfEverythingAndNamesFileRuleAndField() {
        Map<String, String> broken = Map.of(
                "{\"letter\": \"mild\", \"why\": \"x\"}", "rule `GetObject`: case 1: `letter` is `mild`, none of read,",
                "{\"letter\": \"read\"}", "rule `GetObject`: case 1: `why` is missing",
                "{\"if\": {\"A\": 1}, \"letter\": \"read\", \"why\": \"x\"}", "the last case has an `if`",
                "{\"if\": {\"A..B\": 1}, \"letter\": \"read\", \"why\": \"x\"}", "case 1: `if`: `A..B` is no path",
                "{\"if\": {\"A\": {\"like\": 1}}, \"letter\": \"read\", \"why\": \"x\"}", "`like` is no check",
                "{\"if\": {}, \"letter\": \"read\", \"why\": \"x\"}", "holds always",
                "{\"letter\": \"read\", \"verbs\": \"wave\", \"why\": \"x\"}", "`verbs` is `wave`",
                "{\"letter\": \"captured\", \"undo\": \"somehow!\", \"why\": \"x\"}", "`undo` is `somehow!`",
                "{\"letter\": \"read\", \"colour\": \"x\", \"why\": \"x\"}", "`colour` is none of the keys");
        broken.forEach((cases, message) -> {
            Ruling ruling = ruling(cases, Map.of(), Map.of()).orElseThrow();
            assertEquals(Ruling.Letter.IRREVERSIBLE, ruling.letter());
            assertTrue(ruling.why().startsWith("`s3.json`: "), ruling.why());
            assertTrue(ruling.why().contains(message), ruling.why());
        });
    }

    @Test
    void aBeginningOfANameMayOnlyBeGrave() {
        String json =
                "{\"service\": \"s3\", \"source\": \"a\", \"rules\": {\"Delete*\": {\"letter\": \"%s\", \"why\": \"x\"}}}";
        Rules grave =
                Rules.from(service -> Optional.of(json.formatted("irreversible").replace("s3", service)));
        assertEquals(
                Ruling.Letter.IRREVERSIBLE,
                grave.ruling(RuleFiles.call("s3", "DeleteAnything", Map.of()), Facts.UNKNOWN)
                        .orElseThrow()
                        .letter());
        Rules mild =
                Rules.from(service -> Optional.of(json.formatted("reversible").replace("s3", service)));
        assertTrue(mild.ruling(RuleFiles.call("s3", "DeleteAnything", Map.of()), Facts.UNKNOWN)
                .orElseThrow()
                .why()
                .contains("is milder than irreversible: name every operation"));
    }

    @Test
    void whatHoldsForEveryServiceHoldsForNoOperationThatNobodyKnows() {
        AwsCall known = RuleFiles.call("xray", "TagResource", Map.of("ResourceARN", "a", "Tags", List.of()));
        AwsCall unknown = RuleFiles.call("nothing", "TagResource", Map.of("ResourceARN", "a", "Tags", List.of()));
        assertTrue(Rules.shipped().ruling(known, Facts.UNKNOWN).isPresent());
        assertFalse(Rules.shipped().ruling(unknown, Facts.UNKNOWN).isPresent());
        assertFalse(Rules.shipped()
                .ruling(RuleFiles.call("../s3", "DeleteObject", Map.of()), Facts.UNKNOWN)
                .isPresent());
    }

    @Test
    void theSaferCallIsFilledFromTheCallOrNotOffered() {
        Ruling ruling = Rules.shipped()
                .ruling(
                        RuleFiles.call(
                                "rds",
                                "DeleteDBInstance",
                                Map.of("DBInstanceIdentifier", "orders", "SkipFinalSnapshot", true)),
                        Facts.UNKNOWN)
                .orElseThrow();
        Safer safer = ruling.safer().orElseThrow();
        assertEquals(
                Map.of(
                        "DBInstanceIdentifier",
                        "orders",
                        "SkipFinalSnapshot",
                        false,
                        "FinalDBSnapshotIdentifier",
                        "orders-final",
                        "DeleteAutomatedBackups",
                        false),
                safer.parameters().asMap());
        assertEquals(
                Optional.empty(),
                Rules.shipped()
                        .ruling(
                                RuleFiles.call("rds", "DeleteDBInstance", Map.of("SkipFinalSnapshot", true)),
                                Facts.UNKNOWN)
                        .orElseThrow()
                        .safer());
    }
}
