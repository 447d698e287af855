package io.brattice.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.brattice.rulebook.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rulebooks in force, and how others take their place. */
final class RulebookTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), "version: 1\n" + String.join("\n", lines) + "\n");
    }

    private static Evidence evidence(String tool, Effect... effects) {
        Reversibility gravest = Reversibility.READ_ONLY;
        for (Effect effect : effects) {
            gravest = gravest.or(effect.inherent());
        }
        return new Evidence(
                new ToolCall("1", tool, Arguments.none(), Caller.agent("a"), ""),
                Assessment.of(gravest, "test", effects),
                Optional.empty(),
                History.none(),
                NOW,
                Tiers.none());
    }

    private static final Effect DELETED =
            Effect.of(Verb.DELETE, new Resource("file:/srv/x"), Reversibility.IRREVERSIBLE);

    /** A first line {@code # signed SERIAL} is a signature here. */
    private static Optional<Trusted.Signature> comment(byte[] content, Optional<Instant> until) {
        String first = new String(content, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("# signed "))
                .findFirst()
                .orElse("");
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Trusted.Signature("olga", Optional.empty(), Long.parseLong(first.substring(9)), until));
    }

    private RulebookBuilder signed() {
        return Rulebook.builder()
                .trusted((file, content) -> comment(content, Optional.empty()))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void decidesByAllLayers() throws IOException {
        Rulebook rules = Rulebook.read(
                file("org.yaml", "rules: [{id: no-srv, when: {effect: {resource: {under: /srv}}}, then: deny}]"),
                file("team.yaml", "rules: [{id: all, when: {tool: rm}, then: allow, up-to: irreversible}]"));

        assertEquals(Decision.DENY, rules.decide(evidence("rm", DELETED)).decision());
        assertEquals(2, rules.layers().size());
    }

    @Test
    void whatIsWrongWithAnyLayerIsToldOfTogether() throws IOException {
        Path one = file("one.yaml", "nmae: x");
        Path two = file("two.yaml", "rules: [{id: r, then: deny}]");
        Path gone = folder.resolve("gone.yaml");

        UnreadableRulebookException e =
                assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(one, two, gone));
        assertEquals(3, e.problems().size(), e::getMessage);
        assertTrue(e.problems().get(0).startsWith("one.yaml:2:1: unknown key `nmae`"));
    }

    @Test
    void namesThatStandForNothingOrTwiceAreNoRulebook() throws IOException {
        Path tier = file(
                "tier.yaml",
                "tiers: {production: x:y}",
                "rules: [{id: r, when: {effect: {tier: prodution}}, then: deny}]");
        Path one = file("one.yaml", "rules: [{id: r, when: {tool: x}, then: deny}]");
        Path two = file("two.yaml", "rules: [{id: r, when: {tool: y}, then: deny}]");

        assertTrue(assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(tier))
                .getMessage()
                .contains("did you mean `production`?"));
        assertTrue(assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(one, two))
                .getMessage()
                .contains("the id `r` is there already, at one.yaml:2:9"));
    }

    @Test
    void aLayerSeesTheTiersAboveIt() throws IOException {
        Path org = file("org.yaml", "tiers: {production: 'file:/srv/**'}");
        Path team = file("team.yaml", "rules: [{id: r, when: {effect: {tier: production}}, then: deny}]");

        Rulebook rules = Rulebook.read(org, team);
        assertEquals(Decision.DENY, rules.decide(evidence("rm", DELETED)).decision());
        assertEquals(Set.of("production"), rules.tiers().of(new Resource("file:/srv/x")));
        assertEquals(Set.of(), rules.tiers().of(new Resource("file:/home/x")));
        assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(team, org));
    }

    @Test
    void anExampleThatDoesNotHoldKeepsARulebookFromComingIntoForce() throws IOException {
        String rule = "rules: [{id: r, when: {tool: x}, then: deny, %s: [{tool: %s, class: irreversible}]}]";

        Rulebook.read(file("a.yaml", rule.formatted("matches", "x")));
        Rulebook.read(file("b.yaml", rule.formatted("matches-not", "y")));
        Path c = file("c.yaml", rule.formatted("matches", "y"));
        Path d = file("d.yaml", rule.formatted("matches-not", "x"));
        assertTrue(assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(c))
                .getMessage()
                .startsWith("c.yaml:2:56: error: `r` does not speak of this"));
        assertTrue(assertThrows(UnreadableRulebookException.class, () -> Rulebook.read(d))
                .getMessage()
                .contains("`r` speaks of this"));
    }

    @Test
    void rawExamplesAreRunWhereThereIsAClassifierAndReportedElsewhere() throws IOException {
        Path file = file(
                "a.yaml",
                "rules: [{id: r, when: {effect: {verb: delete}}, then: deny, matches: [{tool: rm, arguments: {path: /srv/x}}]}]");

        assertEquals(
                List.of(Finding.Kind.EXAMPLE_NOT_RUN),
                Rulebook.read(file).findings().stream().map(Finding::kind).toList());
        assertEquals(
                List.of(),
                Rulebook.builder()
                        .layer(file)
                        .classifier("rm", call -> Optional.of(Assessment.of(Reversibility.IRREVERSIBLE, "x", DELETED)))
                        .build()
                        .findings());
        RulebookBuilder reading = Rulebook.builder()
                .layer(file)
                .classifier("rm", call -> Optional.of(Assessment.of(Reversibility.READ_ONLY, "x")));
        assertThrows(UnreadableRulebookException.class, reading::build);
    }

    @Test
    void anUnsignedFileIsNotReadAgain() throws IOException {
        Path file = file("a.yaml", "rules: [{id: r, when: {tool: rm}, then: deny}]");
        Rulebook rules = Rulebook.read(file);
        file("a.yaml", "rules: []");

        Rulebook.Reload reload = rules.reload();
        assertFalse(reload.replaced());
        assertEquals(List.of("`a.yaml` is not signed, and was not read again"), reload.notes());
        assertEquals(Decision.DENY, rules.decide(evidence("rm", DELETED)).decision());
    }

    @Test
    void aSignedFileIsReplacedByANewerOneAtOneMoment() throws IOException {
        Path file = file("a.yaml", "# signed 5", "rules: [{id: r, when: {tool: rm}, then: deny}]");
        Rulebook rules = signed().layer(file).build();
        var before = rules.digest();
        file("a.yaml", "# signed 6", "rules: [{id: r, when: {tool: rm}, then: escalate}]");

        assertTrue(rules.reload().replaced());
        assertEquals(Decision.ESCALATE, rules.decide(evidence("rm", DELETED)).decision());
        assertNotEquals(before, rules.digest());
        assertFalse(rules.reload().replaced());
    }

    @Test
    void nothingWorseThanWhatIsInForceReplacesIt() throws IOException {
        Path file = file("a.yaml", "# signed 5", "rules: [{id: r, when: {tool: rm}, then: deny}]");
        Rulebook rules = signed().layer(file).build();
        var before = rules.digest();

        for (String[] text : new String[][] {
            {"# signed 4", "rules: [{id: r, when: {tool: rm}, then: escalate}]"}, // older
            {"# signed 5", "rules: [{id: r, when: {tool: rm}, then: escalate}]"}, // another text under one serial
            {"rules: [{id: r, when: {tool: rm}, then: escalate}]"}, // not signed any more
            {"# signed 6", "rules: [{id: r, when: {tool: rm}, then: escalat}]"}, // broken
            {"# signed 6", "rules: [{id: r, when: {effect: {tier: x}}, then: deny}]"}, // no such tier
            {"# signed 6", "rules: [{id: r, when: {tool: rm}, then: deny, matches: [{tool: x, class: read-only}]}]"}
        }) {
            file("a.yaml", text);
            Rulebook.Reload reload = rules.reload();
            assertFalse(reload.replaced(), String.join("\n", text));
            assertEquals(1, reload.notes().size());
            assertEquals(before, rules.digest());
        }
        Files.delete(file);
        assertFalse(rules.reload().replaced());
        assertEquals(Decision.DENY, rules.decide(evidence("rm", DELETED)).decision());
    }

    @Test
    void afterTheEndOfASignatureOnlyReadingGoesOn() throws IOException {
        Path file =
                file("a.yaml", "# signed 1", "rules: [{id: r, when: {tool: rm}, then: allow, up-to: irreversible}]");
        RulebookBuilder builder = Rulebook.builder().clock(Clock.fixed(NOW.minusSeconds(60), ZoneOffset.UTC));
        Rulebook rules = builder.layer(file)
                .trusted((path, content) -> comment(content, Optional.of(NOW)))
                .build();

        assertEquals(
                "rulebook.expired",
                rules.decide(evidence("rm", DELETED)).reasons().get(0).rule());
        assertEquals(Decision.ALLOW, rules.decide(evidence("ls")).decision());
        builder.clock(Clock.fixed(NOW, ZoneOffset.UTC));
        assertTrue(assertThrows(UnreadableRulebookException.class, builder::build)
                .getMessage()
                .contains("was good until"));
    }

    @Test
    void hostFileAndKeyMustAgreeOnTheLayer() throws IOException {
        Path file = file("a.yaml", "layer: team");

        assertThrows(
                UnreadableRulebookException.class,
                () -> Rulebook.builder().layer("organisation", file).build());
        assertEquals(
                Optional.of("team"),
                Rulebook.builder().layer("team", file).build().layers().get(0).layer());
    }

    @Test
    void theDigestIsOfWhatDecidesAndOfNothingElse() throws IOException {
        Rulebook one = Rulebook.read(file("a.yaml", "rules: [{id: r, when: {tool: x}, then: deny}]"));
        Rulebook same = Rulebook.read(file(
                "b.yaml", "# a comment", "", "rules: [{id: r, then: deny, when: {tool: [x]}}]".replace("[x]", "x")));
        Rulebook other = Rulebook.read(file("c.yaml", "rules: [{id: r, when: {tool: y}, then: deny}]"));

        assertEquals(one.digest(), same.digest());
        assertNotEquals(one.digest(), other.digest());
    }
}
