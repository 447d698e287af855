package io.brattice.rulebook.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Session;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Reversibility;
import io.brattice.approval.Approver;
import io.brattice.journal.FileJournal;
import io.brattice.journal.Journal;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Decision;
import io.brattice.policy.Policy;
import io.brattice.rulebook.language.Book;
import io.brattice.rulebook.language.Clause;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.Condition;
import io.brattice.rulebook.language.Defaults;
import io.brattice.rulebook.language.Place;
import io.brattice.rulebook.language.TextTest;
import io.brattice.rulebook.language.ValueTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BacktestTest {

    private final Tool look = Tool.of("look", Reversibility.READ_ONLY, arguments -> "seen");
    private final Tool set = Tool.of("set", Reversibility.REVERSIBLE, arguments -> "set");
    private final Tool drop = Tool.of("drop", Reversibility.IRREVERSIBLE, arguments -> "dropped");

    private static Book book(Clause... clauses) {
        return new Book(
                "book",
                Place.nowhere(),
                Optional.empty(),
                false,
                Defaults.standard(),
                List.of(),
                List.of(clauses),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Clause clause(String id, Decision then, Condition when) {
        return new Clause(
                id,
                Place.nowhere(),
                when,
                then,
                Reversibility.IRREVERSIBLE,
                then == Decision.ESCALATE ? Optional.of(ApprovalTerms.people(2)) : Optional.empty(),
                "",
                List.of(),
                List.of());
    }

    private static Condition tool(String name) {
        return new Condition.Tool(new TextTest.Is(name));
    }

    private void call(Journal journal, String secret) {
        try (Gate gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.refusing("test"))
                .journal(journal)
                .build()) {
            Session session = gate.as(Caller.agent("agent"));
            session.call(look, Arguments.of("what", "a"));
            session.call(set, Arguments.of("what", "b"));
            session.call(set, Arguments.of("what", "c", "password", secret));
            session.call(drop, Arguments.of("what", "d"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callsOfARealGateAreDecidedAgain(@TempDir Path folder) throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            call(journal, "hunter2");
        }
        Book strict =
                book(clause("no-set", Decision.DENY, tool("set")), clause("drop-it", Decision.ALLOW, tool("drop")));
        Backtest test = Backtest.of(List.of(book()), List.of(strict), CommandReader.none());
        FileJournal.read(folder, test::accept);
        Backtest.Report report = test.report();
        assertEquals(4, report.calls(), report.toString());
        assertEquals(0, report.unreadable());
        assertEquals(1, report.questionsBefore());
        assertEquals(0, report.questionsAfter());
        assertEquals(1, report.widened());
        assertEquals(
                List.of(
                        new Backtest.Change(
                                Decision.ESCALATE,
                                Decision.ALLOW,
                                true,
                                List.of("default.irreversible"),
                                List.of("drop-it"),
                                1,
                                report.changes().get(0).examples()),
                        new Backtest.Change(
                                Decision.ALLOW,
                                Decision.DENY,
                                false,
                                List.of("default.reversible"),
                                List.of("no-set"),
                                2,
                                report.changes().get(1).examples())),
                report.changes());
    }

    @Test
    void whatRedactionTookOutIsNotGuessed(@TempDir Path folder) throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            call(journal, "hunter2");
        }
        Condition secret = new Condition.All(List.of(
                tool("set"),
                new Condition.Argument(List.of("password"), false, new ValueTest.Text(new TextTest.Is("hunter2")))));
        Book asks = book(clause("known-password", Decision.DENY, secret));
        Backtest test = Backtest.of(List.of(book()), List.of(asks), CommandReader.none());
        FileJournal.read(folder, test::accept);
        assertEquals(1, test.report().undecided(), test.report().toString());
        // The argument of the other one is missing, which is known: it is denied.
        assertEquals(1, test.report().changes().size());
        assertEquals(1, test.report().changes().get(0).calls());
    }

    @Test
    void fewerPeopleAreWidened() {
        Clause two = clause("two", Decision.ESCALATE, tool("drop"));
        Book one = book(new Clause(
                "one",
                Place.nowhere(),
                tool("drop"),
                Decision.ESCALATE,
                Reversibility.IRREVERSIBLE,
                Optional.of(ApprovalTerms.onePerson()),
                "",
                List.of(),
                List.of()));
        Journal journal = Journal.inMemory();
        Backtest test = Backtest.of(List.of(book(two)), List.of(one), CommandReader.none());
        try (journal) {
            call(journal, "x");
            journal.read(test::accept);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertEquals(1, test.report().widened(), test.report().toString());
        assertTrue(test.report().notes().contains("change budgets, budgets and error budgets are not replayed"));
    }
}
