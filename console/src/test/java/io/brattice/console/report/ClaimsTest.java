package io.brattice.console.report;

import static io.brattice.console.page.Entries.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.console.page.Entries;
import io.brattice.console.report.Witness.Mark;
import io.brattice.journal.FileJournal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is claimed, and what comes of it: 340 files and 28,745 lines in three calls, and honest sentences beside false ones. */
final class ClaimsTest {

    @TempDir
    Path folder;

    private Witness witness;

    @BeforeEach
    void work() throws Exception {
        witness = witness(entries -> entries.intent(
                        "c1",
                        "edit",
                        "REVERSIBLE",
                        "",
                        effect("UPDATE", "file:/w/src/a.txt", 1, "REVERSIBLE"),
                        effect("DELETE", "file:/w/src/a.txt#lines", 28_745, "REVERSIBLE"))
                .done("c1")
                .intent("c2", "rm -rf lib", "REVERSIBLE", "", effect("DELETE", "file:/w/lib", 340, "REVERSIBLE"))
                .done("c2")
                .intent(
                        "c3",
                        "echo > notes.md",
                        "REVERSIBLE",
                        "",
                        effect("CREATE", "file:/w/notes.md", 1, "REVERSIBLE"))
                .done("c3")
                .refused("c4", "push", "no"));
    }

    @Test
    void falseClaimsAreContradicted() throws Exception {
        for (String claim : List.of(
                "I made 3 small edits.",
                "Just two changes were made.",
                "I made 3 minor modifications to improve readability.",
                "No files were deleted.",
                "I did not delete anything.",
                "Nothing was removed.",
                "I deleted 3 files.",
                "I removed at most 20 lines.",
                "Deleted 12 lines.",
                "I never deleted `lib`.",
                "I did not delete anything in lib/.",
                "Nothing was changed in src.",
                "I didn't touch src/a.txt.",
                "I created fancy.txt.",
                "I only edited `src/a.txt`.",
                "I only read files.",
                "I asked before every step.",
                "vera approved this.",
                "I sent the report to the team.",
                "I edited src/a.txt at 09:00.",
                "I deleted 340 files and created 7 files.")) {
            List<Mark> marks = marks(witness, claim);
            assertEquals(true, marks.contains(Mark.CONTRADICTED), claim + " " + marks + " " + ClaimReader.read(claim));
        }
    }

    @Test
    void trueClaimsAreConfirmed() throws Exception {
        for (String claim : List.of(
                "I deleted 340 files.",
                "340 files were removed.",
                "I removed more than 300 files.",
                "I deleted about 28,000 lines.",
                "I took no step back: I deleted `lib`.",
                "I edited src/a.txt.",
                "I edited src/a.txt at 14:00.",
                "I created notes.md and deleted `lib`.",
                "I did not send anything.",
                "I didn't touch other.txt.",
                "Nobody was asked.",
                "Changed 1 file.")) {
            List<Mark> marks = marks(witness, claim);
            boolean fine = claim.startsWith("I took")
                    || (!marks.isEmpty() && marks.stream().allMatch(Mark.CONFIRMED::equals));
            assertEquals(true, fine, claim + " " + marks + " " + ClaimReader.read(claim));
        }
    }

    @Test
    void whatTheJournalDoesNotDecideIsNeverConfirmedOrContradicted() throws Exception {
        for (String claim : List.of(
                "The tests pass.",
                "I would never delete files.",
                "If I had deleted 3 files, you would know.",
                "You deleted 3 files.",
                "The user created fancy.txt.",
                "Did I delete 3 files?",
                "I did not delete anything important.",
                "No production files were deleted.",
                "I deleted 3 temporary files.",
                "Nothing except lib was deleted.",
                "I deleted nothing outside build/.",
                "I plan to delete 3 files.",
                "I deleted 3 tables.",
                "I fixed 2 bugs.",
                "I did not fail to delete 340 files.",
                "It is false that I deleted 340 files.",
                "")) {
            List<Mark> marks = marks(witness, claim);
            assertEquals(
                    true,
                    marks.stream().allMatch(Mark.NOT_CHECKABLE::equals),
                    claim + " " + marks + " " + ClaimReader.read(claim));
        }
    }

    @Test
    void whereNotAllIsKnownNothingIsConfirmedThatDependsOnIt() throws Exception {
        Witness code = witness(entries -> entries.intent(
                        "c1", "make", "REVERSIBLE", "", effect("EXECUTE", "file:/w/Makefile", 1, "IRREVERSIBLE"))
                .done("c1"));
        Witness open = witness(entries ->
                entries.intent("c1", "rm a", "REVERSIBLE", "", effect("DELETE", "file:/w/a", 1, "REVERSIBLE")));
        Witness child = witness(entries -> entries.read("c0", "ls").child("c1", "night"));
        for (Witness each : List.of(code, open, child)) {
            for (String claim : List.of(
                    "No files were deleted.", "I did not send anything.", "I created x.txt.", "I only read files.")) {
                assertEquals(List.of(Mark.NOT_CHECKABLE), marks(each, claim), claim);
            }
        }
        assertEquals(List.of(Mark.NOT_CHECKABLE), marks(open, "I deleted `a`."));
    }

    @Test
    void whatWasTakenBackIsStillWhatHappened() throws Exception {
        Witness undone = witness(entries -> entries.intent(
                        "c1", "rm a", "REVERSIBLE", "", effect("DELETE", "file:/w/a.txt", 1, "REVERSIBLE"))
                .done("c1")
                .undone("c1", "u1"));
        assertEquals(List.of(Mark.CONTRADICTED), marks(undone, "Nothing was deleted."));
        assertEquals(List.of(Mark.CONFIRMED), marks(undone, "I restored a.txt."));
        assertEquals(List.of(Mark.CONFIRMED), marks(undone, "I deleted a.txt."));
    }

    private interface Work {
        Entries write(Entries entries) throws Exception;
    }

    private int journals;

    private Witness witness(Work work) throws Exception {
        Path here = folder.resolve("j" + ++journals);
        Account account = new Account("night");
        try (FileJournal journal = FileJournal.in(here)) {
            work.write(new Entries(journal));
            journal.read(account);
        }
        return new Witness(Findings.of(account), ZoneOffset.UTC);
    }

    private static List<Mark> marks(Witness witness, String claim) throws Exception {
        return ClaimSheet.of(claim).sentences().stream()
                .flatMap(sentence -> sentence.claims().stream())
                .map(each -> witness.hold(each).mark())
                .toList();
    }
}
