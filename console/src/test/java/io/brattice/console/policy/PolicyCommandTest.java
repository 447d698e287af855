package io.brattice.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.console.CommandLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code brattice policy}, as people and build servers use it. */
final class PolicyCommandTest {

    private final CommandLines brattice = new CommandLines();

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String book(String rules) throws IOException {
        return file("book.yaml", "version: 1\nrules:\n" + rules);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read-only-agent",
                "two-people-for-production",
                "allow-list-of-a-coding-agent",
                "budgeted-payments"
            })
    void theShippedRulebooksPassTheStrictestCheck(String name) throws IOException {
        try (InputStream in = io.brattice.rulebook.Rulebook.class.getResourceAsStream("shipped/" + name + ".yaml")) {
            Path file = folder.resolve(name + ".yaml");
            Files.write(file, Objects.requireNonNull(in).readAllBytes());

            assertEquals(0, brattice.run("policy", "check", "--strict", file.toString()), brattice.out());
        }
    }

    @Test
    void checkShowsTheLineAndPointsAtIt() throws IOException {
        assertEquals(1, brattice.run("policy", "check", book("- {id: a, wehn: {tool: bash}, then: deny}\n")));
        assertEquals("""
                book.yaml:3:11: error: unknown key `wehn` in a rule; did you mean `when`? [unreadable]
                    - {id: a, wehn: {tool: bash}, then: deny}
                              ^
                1 error, 0 warnings, 0 notes; 0 rules in 1 file
                """, brattice.out());
    }

    @Test
    void warningsAreErrorsOnlyWhereThatIsAskedFor() throws IOException {
        String file = book("- {id: a, when: {tool: bsh}, then: deny}\n");

        assertEquals(0, brattice.run("policy", "check", file));
        assertEquals(1, brattice.run("policy", "check", "--strict", file));
        assertEquals(0, brattice.run("policy", "check", "--strict", "--tools", "bsh,bash", file));
        assertEquals(1, brattice.run("policy", "check", "--tools", file("tools.txt", "# ours\nbash\n"), file));
        assertTrue(brattice.out().contains("there is no tool `bsh`; did you mean `bash`?"), brattice.out());
    }

    @Test
    void anExampleThatNobodyCanClassifyIsANote() throws IOException {
        String file = book("- {id: a, when: {tool: pay}, then: deny, matches: [{tool: pay}]}\n");

        assertEquals(0, brattice.run("policy", "check", file));
        assertTrue(brattice.out().contains("was not run"));
        assertEquals(1, brattice.run("policy", "check", "--strict", file));
    }

    @Test
    void rawExamplesOfTheShellAreRun() throws IOException {
        String rule =
                "- {id: a, when: {tool: bash, effect: {verb: delete}}, then: deny, %s: [{tool: bash, arguments: {command: rm -rf /srv/x}}]}\n";

        assertEquals(0, brattice.run("policy", "check", "--strict", book(rule.formatted("matches"))), brattice.out());
        assertEquals(1, brattice.run("policy", "check", book(rule.formatted("matches-not"))));
    }

    @Test
    void checkSpeaksJson() throws IOException {
        brattice.run("policy", "check", "--json", book("- {id: a, when: {tool: bsh}, then: deny}\n"));
        Map<String, Object> all = Arguments.fromJson(brattice.out().strip()).asMap();

        assertEquals(true, all.get("good"));
        Map<?, ?> finding = (Map<?, ?>) ((List<?>) all.get("findings")).get(0);
        assertEquals("unknown-tool", finding.get("kind"));
        assertEquals(3L, finding.get("line"));
    }

    @Test
    void aFileThatIsNotThereHasItsOwnExitCode() {
        assertEquals(
                4, brattice.run("policy", "check", folder.resolve("gone.yaml").toString()));
        assertEquals(
                4, brattice.run("policy", "test", folder.resolve("gone.yaml").toString()));
        assertEquals(2, brattice.run("policy", "check"));
    }

    @Test
    void testRunsATableOfCasesAndTellsBuildServers() throws IOException {
        book(
                "- {id: a, when: {tool: bash, command: {program: terraform, subcommand: destroy}}, then: escalate, approval: {people: 2}}\n");
        String cases = file("cases.yaml", """
                rulebooks: [book.yaml]
                cases:
                  - {name: destroy, tool: bash, arguments: {command: terraform destroy}, class: irreversible, expect: escalate, rules: [a], people: 2}
                  - {name: plan, tool: bash, arguments: {command: terraform plan}, class: read-only, expect: allow, rules-not: [a]}
                  - {name: raw, tool: bash, arguments: {command: ls}, expect: allow}
                  - {name: nobody knows, tool: pay, expect: deny}
                """);
        Path report = folder.resolve("report.xml");

        assertEquals(0, brattice.run("policy", "test", cases, "--junit", report.toString()), brattice.out());
        assertTrue(brattice.out().endsWith("4 cases, 0 failed, 1 not run\n"));
        assertTrue(Files.readString(report).contains("tests=\"4\" failures=\"0\" errors=\"0\" skipped=\"1\""));
        assertEquals(1, brattice.run("policy", "test", cases, "--strict"));
    }

    @Test
    void aCaseThatComesOutOtherwiseFails() throws IOException {
        book("- {id: a, when: {tool: pay}, then: deny}\n");
        String cases = file(
                "cases.yaml",
                "rulebooks: [book.yaml]\ncases: [{name: \"<b>\", tool: pay, class: irreversible, expect: allow}]\n");
        Path report = folder.resolve("report.xml");

        assertEquals(1, brattice.run("policy", "test", cases, "--junit", report.toString()));
        assertEquals("""
                FAILED  <b>
                    cases.yaml:2:9: expected allow, and it is deny (a)
                1 case, 1 failed, 0 not run
                """, brattice.out());
        assertTrue(Files.readString(report).contains("name=\"&lt;b&gt;\""));
    }

    @Test
    void explainNamesTheDecisionAndWhereEachRuleStands() throws IOException {
        String file =
                book("- {id: no-srv, when: {effect: {resource: {under: /srv}}}, then: deny, advice: open a ticket}\n");

        assertEquals(
                0,
                brattice.run(
                        "policy",
                        "explain",
                        "{\"tool\":\"write_file\",\"arguments\":{\"path\":\"/srv/x\",\"content\":\"y\"}}",
                        "--rulebook",
                        file));
        assertTrue(
                brattice.out().startsWith("DENY  write_file\n    no-srv: forbids create  (book.yaml:3:3)\n"),
                brattice.out());
        assertTrue(brattice.out().contains("tells the agent: open a ticket"));
        assertEquals(0, brattice.run("policy", "explain", "--json", "{\"tool\":\"pay\"}", "--rulebook", file));
        Map<String, Object> all = Arguments.fromJson(brattice.out().strip()).asMap();
        assertEquals("nobody here classifies `pay`, so its effects are unknown", all.get("note"));
    }

    @Test
    void explainSaysWhenThereIsNoSuchCall() throws IOException {
        brattice.in(Map.of("BRATTICE_STATE", folder.toString()));

        assertEquals(
                2,
                brattice.run(
                        "policy", "explain", "c1", "--rulebook", book("- {id: a, when: {tool: x}, then: deny}\n")));
        assertTrue(brattice.err().contains("there is no call `c1`"));
        assertEquals(
                2,
                brattice.run(
                        "policy",
                        "explain",
                        "{",
                        "--rulebook",
                        folder.resolve("book.yaml").toString()));
    }
}
