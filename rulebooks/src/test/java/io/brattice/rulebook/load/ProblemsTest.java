package io.brattice.rulebook.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.SimpleCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of files that are no rulebooks. */
final class ProblemsTest {

    private static List<Problem> problems(String text) {
        return problems(BookReader.standard(), text);
    }

    private static List<Problem> problems(BookReader reader, String text) {
        Reading reading = reader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(Reading.Problems.class, reading, text).all();
    }

    private static String only(String text) {
        List<Problem> all = problems(text);
        assertEquals(1, all.size(), all::toString);
        return all.get(0).toString();
    }

    /** What is said of one rule that denies. */
    private static String ofRule(String when) {
        return only("version: 1\nrules:\n- {id: r, then: deny, when: " + when + "}\n");
    }

    @Test
    void anUnknownKeyComesWithItsPlaceAndTheNearestWord() {
        assertEquals(
                "f.yaml:4:3: unknown key `mathces` in a rule; did you mean `matches`?",
                only("version: 1\nrules:\n- {id: r, then: deny, when: {tool: x},\n  mathces: []}\n"));
        assertEquals(
                "f.yaml:2:1: unknown key `rule` in a rulebook; did you mean `rules`?", only("version: 1\nrule: []\n"));
    }

    @Test
    void aProblemShowsItsLine() {
        assertEquals("nmae: x", problems("version: 1\nnmae: x\n").get(0).source());
    }

    @Test
    void allProblemsAreToldOfTogether() {
        List<Problem> all = problems("""
            version: 1
            rules:
            - {id: a, then: dney, when: {tool: x}}
            - {id: b, then: deny}
            - {id: c, then: deny, when: {effect: {resource: {glob: 'a{'}}}}
            tiers: {t: ['a[b]']}
            """);

        assertEquals(
                List.of(3, 4, 5, 6),
                all.stream().map(each -> each.place().line()).toList());
    }

    @Test
    void noMoreAreToldOfThanTheBoundsSay() {
        String text = "version: 1\nrules:\n" + "- {}\n".repeat(500);
        Reading.Problems told = assertInstanceOf(
                Reading.Problems.class, BookReader.standard().read("f", text.getBytes(StandardCharsets.UTF_8)));

        assertEquals(100, told.all().size());
        assertEquals(1400, told.more());
    }

    @Test
    void aMissingKeyIsNamedOnceEvenIfItIsMisspelt() {
        assertTrue(only("version: 1\nrules: [{id: r, then: deny}]\n").contains("a rule needs the key `when`"));
        assertTrue(only("version: 1\nrules: [{id: r, then: deny, wehn: {tool: x}}]\n")
                .contains("did you mean `when`?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default.mine",
                "question.stands",
                "error-budget",
                "gate.stopped",
                "policy.broken",
                "approval.refused",
                "mode.read-only",
                "undo.person",
                "protected"
            })
    void idsOfTheGateItselfAreTaken(String id) {
        assertTrue(only("version: 1\nrules: [{id: " + id + ", then: deny, when: {tool: x}}]\n")
                        .endsWith("are the gate's own, in verdicts and in the journal; choose another one")
                || only("version: 1\nrules: [{id: " + id + ", then: deny, when: {tool: x}}]\n")
                        .endsWith("is the gate's own, in verdicts and in the journal; choose another one"));
        assertTrue(only("version: 1\nbudgets: [{id: " + id
                        + ", when: {tool: x}, sum: calls, window: 1h, limit: 1, then: deny}]\n")
                .contains("the gate's own"));
    }

    /** What cannot be kept is told of with its place, not when the rulebook comes into force. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum: {argument: a, unit: c}, window: 1h | add `only`",
                "sum: calls, window: 1h, by: role | `role` is no word",
                "sum: calls, window: 1h, by: [agent, taint] | `taint` is no word",
                "sum: calls, window: 900ms | write a time from 1s to 366d",
                "sum: calls, window: 367d | write a time from 1s to 366d"
            })
    void aBudgetThatCannotBeKeptIsNoBudget(String text) {
        String[] parts = text.split(" \\| ", -1);
        String told =
                only("version: 1\nbudgets:\n- {id: b, when: {tool: x}, limit: 1, then: deny, " + parts[0] + "}\n");
        assertTrue(told.startsWith("f.yaml:3:") && told.contains(parts[1]), told);
    }

    @Test
    void whatIsLookedBackAtIsAYearAtMost() {
        assertTrue(
                ofRule("{history: {verb: delete, within: 400d, more-than: 1}}").contains("from 1s to 366d"));
        assertTrue(ofRule("{recreated: {within: 10ms}}").contains("from 1s to 366d"));
        assertTrue(
                only("version: 1\nerror-budget: {failures: 3, within: 1ms}\n").contains("from 1s to 366d"));
        assertTrue(only("version: 1\nerror-budget: {failures: 257, within: 1h}\n")
                .contains("takes a whole number from 1 to 256"));
    }

    @Test
    void idsAndKeysComeOnce() {
        assertEquals("f.yaml:4:8: the id `r` is there already, in line 3; give each rule its own", only("""
            version: 1
            rules:
            - {id: r, then: deny, when: {tool: x}}
            - {id: r, then: deny, when: {tool: y}}
            """));
        assertTrue(only("version: 1\nname: a\nname: b\n")
                .startsWith("f.yaml:3:1: the key `name` is there already, in line 2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nname: &a x\n",
                "version: 1\nname: *a\n",
                "version: 1\nname: !!str x\n",
                "version: 1\nname: !java.net.URL x\n",
                "version: 1\n<<: {name: x}\n",
                "version: 1\n---\nversion: 1\n",
                "%YAML 1.1\n---\nversion: 1\n",
                "version: 1\n? [a]\n: b\n",
                "version: 1\nname: \"a\\u202eb\"\n",
                "version: 1\nname: \"a\\0b\"\n",
                "",
                "# nothing\n",
                "version: 1\nname: [\n",
                "version: 1\n\tname: x\n",
                "- version: 1\n",
                "version\n"
            })
    void whatHidesSomethingIsNoRulebook(String text) {
        only(text);
    }

    @Test
    void theTrapsOfYamlAreNamed() {
        assertTrue(only("version: 1\nrules: [{id: r, when: {tool: x}, then: escalate, approval: {independent: no}}]")
                .endsWith("write `false`"));
        assertTrue(ofRule("{tool: 123}").endsWith("put it in quotes"));
        assertTrue(ofRule("{tool: true}").contains("put it in quotes"));
        assertTrue(ofRule("{effect: {count: 0777}}").contains("plain decimal digits"));
        assertTrue(ofRule("{effect: {count: 1_000}}").endsWith("write `1000`"));
        assertTrue(ofRule("{tool: x, arguments: {mode: 0644}}").contains("`0644` is a number"));
        assertTrue(ofRule("{tool: *.x}").contains("quotes"));
        assertTrue(ofRule("{tool: }").contains("is empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tool: {glob: 'a{b'}}",
                "{tool: {glob: 'a}'}}",
                "{tool: {glob: 'a{b}'}}",
                "{tool: {glob: 'a[bc]'}}",
                "{tool: {glob: 'a***'}}",
                "{tool: {glob: 'a\\'}}",
                "{tool: {regex: 'a('}}",
                "{tool: {regex: '(?=a)'}}",
                "{tool: {regex: '((a{1000}){1000}){1000}'}}",
                "{tool: {regex: '\\Qa\\E'}}",
                "{tool: x, arguments: {a: {cidr: 10.0.0.0}}}",
                "{tool: x, arguments: {a: {cidr: 10.0.0.1/8}}}",
                "{tool: x, arguments: {a: {cidr: 10.0.0.0/33}}}",
                "{tool: x, arguments: {a: {cidr: 'zz::/8'}}}",
                "{tool: x, arguments: {a: {domain: '*.example.com'}}}",
                "{tool: x, arguments: {a: {domain: 'https://example.com'}}}",
                "{tool: x, arguments: {a: {under: ~/x}}}",
                "{tool: x, arguments: {a: {under: relative}}}",
                "{tool: x, arguments: {a: {under: /a/../b}}}",
                "{tool: x, arguments: {a: {at-least: 5, at-most: 3}}}",
                "{tool: x, arguments: {a: {more-than: 3, less-than: 3}}}",
                "{tool: x, arguments: {a: {at-least: 1, more-than: 3}}}",
                "{tool: x, arguments: {a: {at-least: 1kB, at-most: 3m}}}",
                "{tool: x, arguments: {a: {at-least: 1, glob: b}}}",
                "{tool: x, arguments: {a.*: b}}",
                "{tool: x, arguments: {a: {every: b}}}",
                "{tool: x, arguments: {a.*: {every: {any: [b, c]}}}}",
                "{tool: x, arguments: {a..b: c}}",
                "{arguments: {a: b}}",
                "{not: {tool: x}, arguments: {a: b}}",
                "{effect: {resource: 'file:/srv/**'}}",
                "{effect: {count: {at-least: 9, at-most: 1}}}",
                "{tool: bash, command: {program: npm test}}",
                "{tool: bash, command: {program: git, options: force}}",
                "{command: {program: git}}",
                "{always: false}",
                "{always: true, tool: x}",
                "{}",
                "{any: []}",
                "{time: {from: 22:00, to: 23:00}}",
                "{time: {zone: CET}}",
                "{time: {zone: '+01:00'}}",
                "{time: {zone: Europe/Berlin, from: 24:00}}",
                "{time: {zone: Europe/Berlin, from: 10:00, to: 10:00}}",
                "{between: {from: 2026-02-30, until: 2026-03-01, zone: UTC}}",
                "{between: {from: 2026-03-02, until: 2026-03-01, zone: UTC}}",
                "{history: {verb: delete, within: 1h}}",
                "{history: {verb: delete, within: 0s, more-than: 1}}",
                "{history: {verb: delete, within: 1h, more-than: 1MB}}"
            })
    void whatCannotBeMeantIsAnError(String when) {
        ofRule(when);
    }

    @Test
    void aMisspeltZoneComesWithTheNearest() {
        assertTrue(ofRule("{time: {zone: Europe/Belin}}").endsWith("did you mean `Europe/Berlin`?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nrules: [{id: r, when: {tool: x}, then: deny, up-to: irreversible}]",
                "version: 1\nrules: [{id: r, when: {tool: x}, then: deny, approval: {people: 2}}]",
                "version: 1\nrules: [{id: r, when: {tool: x}, then: escalate, approval: {people: 0}}]",
                "version: 1\nrules: [{id: r, when: {tool: x}, then: escalate, approval: {answer-within: 0s}}]",
                "version: 1\nrules: [{id: default.x, when: {tool: x}, then: deny}]",
                "version: 1\ndefaults: {recoverable: escalate, irreversible: allow}",
                "version: 1\nfreezes: [{id: f, from: 2026-01-02, until: 2026-01-01, zone: UTC}]",
                "version: 1\nfreezes: [{id: f, from: 2026-01-01, until: 2026-01-02}]",
                "version: 1\n"
                        + "safety-resets: [{id: f, from: 2026-01-01, until: 2026-01-02, zone: UTC, approval: {people:"
                        + " 1}}]",
                "version: 1\n"
                        + "budgets: [{id: b, when: {always: true}, sum: {argument: a}, window: 1d, limit: 5, then: deny}]",
                "version: 1\nbudgets: [{id: b, when: {tool: x}, sum: count, window: 1d, limit: -5, then: deny}]",
                "version: 1\nbudgets: [{id: b, when: {tool: x}, sum: count, window: 1d, limit: 5MB, then: deny}]",
                "version: 1\nbudgets: [{id: b, when: {tool: x}, sum: count, window: 1d, limit: 5, then: allow}]",
                "version: 1\n"
                        + "budgets: [{id: b, when: {tool: x}, sum: {argument: a, only: EUR}, window: 1d, limit: 5, then:"
                        + " deny}]",
                "version: 1\nrules: [{id: r, when: {tool: x}, then: deny, matches: [{tool: 'a b'}]}]",
                "version: 1\n"
                        + "rules: [{id: r, when: {tool: x}, then: deny, matches: [{tool: a, effects: [{verb: read,"
                        + " resource: x, inherent: read-only}]}]}]",
                "version: 1\n"
                        + "rules: [{id: r, when: {tool: x}, then: deny, matches: [{tool: a, effects: [{verb: read,"
                        + " resource: 'a:b'}]}]}]"
            })
    void whatDoesNotGoTogetherIsAnError(String text) {
        only(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tool: bash, arguments: {command: {glob: 'npm test*'}}}",
                "{tool: bash, arguments: {command: {prefix: npm test}}}",
                "{tool: bash, arguments: {command: {regex: 'npm .*'}}}",
                "{tool: [read, sh], arguments: {script: {prefix: npm}}}",
                "{tool: my_shell.run, arguments: {code: {prefix: npm}}}",
                "{tool: {glob: '*'}, arguments: {command: {prefix: npm}}}",
                "{tool: bash, arguments: {'*': {some: {prefix: npm}}}}",
                "{tool: bash, not: {arguments: {command: {glob: '*rm*'}}}}",
                "{tool: bash, any: [{arguments: {command: {any: [{prefix: npm}]}}}]}",
                "{all: [{tool: bash}, {arguments: {command: {prefix: npm}}}]}"
            })
    void aTextOperatorOnACommandLineIsAnErrorWhereSomethingIsAllowed(String when) {
        String rule = "version: 1\nrules: [{id: r, then: %s, when: " + when + "}]";

        assertTrue(only(rule.formatted("allow")).endsWith("write a `command:` condition"));
        assertInstanceOf(
                Reading.Loaded.class,
                BookReader.standard().read("f", rule.formatted("deny").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anExactCommandLineMayBeAllowed() {
        String rule =
                "version: 1\nrules: [{id: r, then: allow, when: {tool: bash, arguments: {command: [npm test, ls]}}}]";

        assertInstanceOf(Reading.Loaded.class, BookReader.standard().read("f", rule.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theHostSaysWhichOtherArgumentsAreCommandLines() {
        CommandReader host = new CommandReader() {
            @Override
            public Optional<List<SimpleCommand>> commands(io.brattice.action.ToolCall call) {
                return Optional.empty();
            }

            @Override
            public boolean isCommandLine(String tool, String argument) {
                return tool.equals("deploy") && argument.equals("hook");
            }
        };
        String rule = "version: 1\nrules: [{id: r, then: allow, when: {tool: deploy, arguments: {hook: {prefix: x}}}}]";

        assertEquals(1, problems(BookReader.standard().commands(host), rule).size());
        assertInstanceOf(Reading.Loaded.class, BookReader.standard().read("f", rule.getBytes(StandardCharsets.UTF_8)));
    }
}
