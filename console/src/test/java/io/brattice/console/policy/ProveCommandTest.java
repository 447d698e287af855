package io.brattice.console.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.console.terminal.Terminal;
import io.brattice.journal.FileJournal;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.TextTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that prove and replay, over rulebooks that need no file. */
final class ProveCommandTest {

    private static final Terminal NOBODY =
            new Terminal(Map.of(), "user", ZoneId.of("UTC"), () -> false, () -> false, () -> new StringReader(""));

    /** `strict` has no rules, `loose` allows `drop`; nothing else is there. */
    private static final RulebookFiles BOOKS = new RulebookFiles() {
        @Override
        public List<Book> read(List<Path> files) throws IOException {
            String name = files.get(0).toString();
            if (!name.equals("strict") && !name.equals("loose")) {
                throw new IOException("`" + name + "` cannot be read");
            }
            Clause allow = new Clause(
                    "drop-it",
                    Place.nowhere(),
                    new Condition.Tool(new TextTest.Is("drop")),
                    Decision.ALLOW,
                    Reversibility.IRREVERSIBLE,
                    Optional.empty(),
                    "",
                    List.of(),
                    List.of());
            return List.of(new Book(
                    name,
                    Place.nowhere(),
                    Optional.empty(),
                    false,
                    Defaults.standard(),
                    List.of(),
                    name.equals("loose") ? List.of(allow) : List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }

        @Override
        public CommandReader commands() {
            return CommandReader.none();
        }
    };

    private final StringWriter said = new StringWriter();

    private int run(Object command, String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(command).setOut(out).setErr(out).execute(arguments);
    }

    @Test
    void aGuaranteeIsProvenOrBrokenByACall() {
        assertEquals(0, run(new ProveCommand(BOOKS), "irreversible-asked", "strict"));
        assertTrue(said.toString().contains("proven: nothing that cannot be taken back runs unasked"), said.toString());
        assertTrue(said.toString().contains("assumes that calls are classified correctly"), said.toString());
        assertEquals(1, run(new ProveCommand(BOOKS), "irreversible-asked", "loose"));
        assertTrue(said.toString().contains("tool drop with {}"), said.toString());
        assertTrue(said.toString().contains("drop-it: allows"), said.toString());
        assertEquals(1, run(new ProveCommand(BOOKS), "--json", "irreversible-asked", "loose"));
        assertTrue(said.toString().contains("\"outcome\":\"COUNTEREXAMPLE\""), said.toString());
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        assertEquals(2, run(new ProveCommand(BOOKS), "is-it-safe", "strict"));
        assertTrue(said.toString().contains("no such question: `is-it-safe`"), said.toString());
        assertEquals(2, run(new ProveCommand(BOOKS), "people-for-irreversible nowhere 2", "strict"));
        assertTrue(said.toString().contains("there is no tier `nowhere`"), said.toString());
        assertEquals(4, run(new ProveCommand(BOOKS), "irreversible-asked", "missing"));
        assertEquals(0, run(new ProveCommand(BOOKS), "--list"));
        assertTrue(said.toString().contains("never TOOL VERB"), said.toString());
    }

    @Test
    void whatIsWidenedHasItsOwnExitCode(@TempDir Path folder) throws Exception {
        Tool drop = Tool.of("drop", Reversibility.IRREVERSIBLE, arguments -> "dropped");
        try (FileJournal journal = FileJournal.in(folder);
                Gate gate = Gate.builder()
                        .policy(Policy.defaults())
                        .approver(Approver.refusing("test"))
                        .journal(journal)
                        .build()) {
            gate.as(Caller.agent("agent")).call(drop, Arguments.none());
        }
        assertEquals(0, run(new BacktestCommand(NOBODY, BOOKS), "loose", "strict", folder.toString()));
        assertEquals(3, run(new BacktestCommand(NOBODY, BOOKS), "strict", "loose", folder.toString()));
        assertTrue(
                said.toString().contains("WIDENED  1 x ESCALATE by default.irreversible -> ALLOW by drop-it"),
                said.toString());
        assertEquals(3, run(new BacktestCommand(NOBODY, BOOKS), "--json", "strict", "loose", folder.toString()));
        assertEquals(4, run(new BacktestCommand(NOBODY, BOOKS), "strict", "missing", folder.toString()));
    }
}
