package io.brattice.rulebook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.rulebook.check.Finding.Kind;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.load.BookReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is questionable, and what is not. */
final class CheckTest {

    private static List<Kind> kinds(String... layers) {
        return findings(Optional.empty(), layers).stream().map(Finding::kind).toList();
    }

    private static List<Finding> findings(Optional<Set<String>> tools, String... layers) {
        List<Book> books = new ArrayList<>();
        for (String layer : layers) {
            books.add(BookReader.standard()
                    .read("l" + books.size(), ("version: 1\n" + layer).getBytes(StandardCharsets.UTF_8))
                    .orThrow());
        }
        return Check.of(books, tools);
    }

    private static String rule(String id, String when, String then) {
        return "- {id: " + id + ", when: " + when + ", then: " + then + "}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tool: bash, not: {effect: {tier: t}}}",
                "{effect: {verb: delete, tier: t, inherent: {or-worse: recoverable}}, any: [{tool: x}, {taint: web}]}",
                "{tool: fetch, arguments: {host: {regex: '.*\\.example\\.com'}}}",
                "{effect: {tier: t, resource: {glob: 'file:/srv/*.conf'}}}",
                "{effect: {tier: t, resource: {any: [{prefix: 'https://a.example/'}, {under: /srv}]}}}",
                "{tool: pay, effect: {tier: t}, all: [{arguments: {a: {more-than: 0}}}, {arguments: {a: {at-most: 9}}}]}"
            })
    void whatIsUsualIsNotQuestioned(String when) {
        assertEquals(
                List.of(),
                kinds("tiers: {t: 'file:/srv/**'}\nrules:\n" + rule("a", when, "deny")
                                + rule("b", "{effect: {tier: t, verb: spend}}", "escalate"))
                        .stream()
                        .filter(kind -> kind != Kind.SHADOWED)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what is denied before anything was rehearsed
                "{tool: x, preview: {count: {more-than: 9}}} | deny | DENIES_UNSEEN",
                "{tool: x, preview: {fidelity: [none, partial]}} | deny | DENIES_UNSEEN",
                "{tool: x, not: {preview: {fidelity: exact}}} | deny | DENIES_UNSEEN",
                "{tool: x, preview: {fidelity: partial}} | deny |",
                "{tool: x, not: {preview: {fidelity: none}}} | deny |",
                "{tool: x, preview: {count: {more-than: 9}}} | escalate |",
                // ranges that are open below
                "{tool: x, arguments: {a: {at-most: 9}}} | allow | OPEN_RANGE",
                "{tool: x, arguments: {a: {at-most: 9MB}}} | allow | OPEN_RANGE",
                "{tool: x, arguments: {a: {less-than: 9m}}} | allow | OPEN_RANGE",
                "{tool: x, arguments: {a: {not: {at-least: 9}}}} | allow | OPEN_RANGE",
                "{tool: x, arguments: {a: {from: 0, to: 9}}} | allow |",
                "{tool: x, arguments: {a: {at-least: 9}}} | allow |",
                "{tool: x, arguments: {a: {at-most: 9}}} | deny |",
                // hosts that only look alike
                "{tool: x, arguments: {a: {glob: '*example.com'}}} | allow | PATTERN_MISSES",
                "{tool: x, arguments: {a: {glob: '*.example.com'}}} | allow |",
                "{tool: x, arguments: {a: {glob: '*report.txt'}}} | allow |",
                "{tool: x, effect: {resource: {prefix: 'https://a.example'}}} | allow | PATTERN_MISSES",
                "{tool: x, effect: {resource: {glob: 'https://a.example**'}}} | allow | PATTERN_MISSES",
                "{tool: x, effect: {resource: {prefix: 'https://a.example/'}}} | allow |",
                "{tool: x, effect: {resource: {glob: 'git:x#{a, b}'}}} | deny | PATTERN_MISSES",
                "{tool: x, effect: {resource: {glob: 'git:x#{a,b}'}}} | deny |",
                // what holds always
                "{tool: x, any: [{effect: {verb: read}}, {not: {effect: {verb: read}}}]} | deny | SAYS_NOTHING_NEW",
                "{tool: x, any: [{effect: {verb: read}}, {not: {effect: {verb: delete}}}]} | deny |"
            })
    void whatOneRuleSeldomMeans(String when, String then, Kind kind) {
        assertEquals(Optional.ofNullable(kind).stream().toList(), kinds("rules:\n" + rule("a", when, then)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{effect: {verb: delete}} | {effect: {verb: [delete, update]}}",
                "{tool: rm, effect: {verb: delete}} | {tool: [rm, mv]}",
                "{effect: {resource: {under: /srv/www}}} | {effect: {resource: {under: /srv}}}",
                "{effect: {resource: {glob: 'file:/srv/a/*.txt'}}} | {effect: {resource: {prefix: 'file:/srv/'}}}",
                "{effect: {resource: 'file:/srv/a'}} | {effect: {resource: {glob: 'file:/srv/*'}}}",
                "{effect: {count: {more-than: 9}}} | {effect: {count: {more-than: 3}}}",
                "{effect: {inherent: recoverable}} | {effect: {inherent: {or-worse: reversible}}}",
                "{tool: pay, arguments: {a: EUR}} | {tool: pay, arguments: {a: [EUR, USD]}}",
                "{tool: pay, arguments: {a: {from: 1, to: 5}}} | {tool: pay, arguments: {a: {at-most: 5}}}",
                "{tool: a, caller: {role: b}} | {any: [{caller: {role: b}}, {caller: {role: c}}]}",
                "{tool: bash, command: {program: git, subcommand: push}} | {tool: bash, command: {program: [git, hg]}}",
                "{not: {tool: [a, b]}} | {not: {tool: a}}"
            })
    void anAllowRuleIsShadowedByAWiderDeny(String narrow, String wide) {
        String narrowFirst = "rules:\n" + rule("a", narrow, "allow") + rule("d", wide, "deny");

        assertTrue(kinds(narrowFirst).contains(Kind.SHADOWED), () -> narrowFirst);
        assertTrue(!kinds("rules:\n" + rule("a", wide, "allow") + rule("d", narrow, "deny"))
                .contains(Kind.SHADOWED));
    }

    @Test
    void aDenyOfWhatIsGraverThanAnAllowRuleReachesDoesNotShadowIt() {
        assertEquals(
                List.of(),
                kinds("rules:\n" + rule("a", "{effect: {verb: delete}}", "allow")
                        + rule("d", "{effect: {inherent: irreversible}}", "deny")));
    }

    @Test
    void anEscalationIsShadowedByADenyAndARepetitionSaysNothingNew() {
        assertEquals(
                List.of(Kind.SHADOWED),
                kinds("rules:\n" + rule("a", "{tool: rm}", "escalate") + rule("d", "{tool: rm}", "deny")));
        assertEquals(
                List.of(Kind.SAYS_NOTHING_NEW),
                kinds("rules:\n" + rule("a", "{tool: rm}", "deny") + rule("d", "{tool: rm}", "deny")));
    }

    @Test
    void whatALayerDelegatesIsNotNullified() {
        String upper = "delegate: {to: team, when: {tool: rm}, up-to: recoverable}\nrules:\n"
                + rule("e", "{tool: rm}", "escalate");
        String lower = "layer: team\nrules:\n" + rule("a", "{tool: rm}", "allow");
        String other = "layer: team\nrules:\n" + rule("a", "{tool: mv}", "allow");

        assertEquals(List.of(), kinds(upper, lower));
        assertEquals(List.of(Kind.NULLIFIED), kinds(upper, other));
        assertEquals(
                List.of(Kind.NULLIFIED),
                kinds(upper.replace("escalate", "deny"), lower).stream()
                        .distinct()
                        .toList());
    }

    @Test
    void anAllowRuleThatLoosensTheStricterDefaultsOfItsOwnLayerIsNotIdle() {
        String lower = "layer: team\ndefaults: {reversible: escalate, recoverable: escalate}\nrules:\n"
                + rule("a", "{tool: rm}", "allow");

        assertEquals(List.of(), kinds("name: org\n", lower));
    }

    @Test
    void idsAndTiersThatLookAlikeAreNamed() {
        assertEquals(
                List.of(Kind.ALIKE),
                kinds("rules:\n" + rule("no-l0ss", "{tool: a1}", "deny") + rule("no-loss", "{tool: b2}", "deny")));
    }

    @Test
    void withAListOfToolsAnUnknownOneIsAnError() {
        String book = "rules:\n" + rule("a", "{tool: deplyo}", "deny") + rule("b", "{tool: {glob: 'k8s_*'}}", "deny");
        List<Finding> findings = findings(Optional.of(Set.of("deploy", "bash")), book);

        assertEquals(2, findings.size());
        assertTrue(findings.stream().allMatch(each -> each.severity() == Finding.Severity.ERROR));
        assertTrue(findings.get(0).text().endsWith("did you mean `deploy`?"));
        assertEquals(List.of(), findings(Optional.of(Set.of("deplyo", "k8s_get")), book));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:~/x",
                "file:srv/**",
                "file:*.env",
                "fiel:/srv/**",
                "FILE:/srv",
                "/srv/**",
                "prod-*",
                "file:/a/../b"
            })
    void patternsThatFitNoResourceAreNamed(String pattern) {
        assertEquals(
                List.of(Kind.PATTERN_MISSES),
                kinds("rules:\n" + rule("a", "{effect: {resource: {glob: '" + pattern + "'}}}", "deny")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**",
                "*:prod-*",
                "{file,git}:/x",
                "aws:*",
                "https://a.example/**",
                "file:**/.env",
                "git:**#main",
                "jira:SHOP-*"
            })
    void patternsThatMayFitAreNotQuestioned(String pattern) {
        assertEquals(
                List.of(), kinds("rules:\n" + rule("a", "{effect: {resource: {glob: '" + pattern + "'}}}", "deny")));
    }

    @Test
    void manyRulesThatNameNothingAreTold() {
        StringBuilder rules = new StringBuilder("rules:\n");
        for (int i = 0; i < 60; i++) {
            rules.append(rule("r" + i, "{caller: {role: r" + i + "}}", "deny"));
        }

        assertTrue(kinds(rules.toString()).contains(Kind.COST));
    }
}
